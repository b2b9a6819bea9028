"""Letters that OCR engines confuse, with a word in which each was seen."""

from __future__ import annotations

CONFUSED: tuple[tuple[str, str], ...] = (
    ("g", "q"),  # guatre, guestion
    ("q", "g"),  # quide
    ("v", "y"),  # movenne
    ("y", "v"),  # trayail
    ("c", "ç"),  # commercants
    ("O", "Q"),  # Ouel
    ("Q", "O"),  # Qrganisation
    ("rn", "m"),  # cornmune
    ("m", "rn"),  # gouvemance
    ("ii", "u"),  # piiblic
    ("vv", "w"),  # vveb
    ("cl", "d"),  # clans
    ("e", "é"),  # ecosystème
    ("e", "è"),  # problemes
    ("e", "ê"),  # etre
    ("a", "â"),  # batiment
    ("i", "î"),  # maitrise
    ("o", "ô"),  # controle
    ("fi ", "fi"),  # fi nances
)
ALIKE: tuple[tuple[str, str], ...] = (
    ("l", "i"),  # rivlère
    ("i", "l"),  # écoie
    ("o", "c"),  # servioe
    ("c", "o"),  # éccle
    ("u", "n"),  # commuue
    ("n", "u"),  # jenne
    ("h", "b"),  # hâtiment
    ("t", "l"),  # sotidaire
)
"""Letters that look alike, tried only in long forms that no list of words knows."""
REAL_WORDS: tuple[tuple[str, str], ...] = (("An", "Au"), ("Anx", "Aux"))
"""Both are words: only the next word decides (« An niveau »)."""
LOOKALIKES = dict(zip("АВЕКМНОРСТХаеорсухмΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcyxmABEZHIKMNOPTYXo", strict=True))
"""Cyrillic and Greek letters that print like Latin ones."""
