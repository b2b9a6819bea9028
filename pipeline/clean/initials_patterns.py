"""Letters, elisions and openers that a paragraph may have lost its start of."""

from __future__ import annotations

LETTERS = "abcdefghijlmnopqrstuvyzéàêîôœ"
"""k, w and x open next to no French word."""
ELISIONS = ("l'", "d'", "c'", "j'", "n'", "s'", "qu'")
BARE_APOSTROPHE = {"l'": "L", "d'": "D", "c'": "C", "j'": "J", "n'": "N", "s'": "S", "qu'": "Qu", "m'": "M", "t'": "T"}
VOWELS = "aàâeéèêiîïoôuùûyhœ"
UNACCENTED = str.maketrans("éàêîô", "eaeio")
OPENERS = frozenset(
    # words that open paragraphs of reports and hardly any instruction sheet: « Comme de nombreux territoires, »
    "afin ainsi alors après aujourd'hui aussi autant avant avec bien cependant chaque comme comment compte concernant conscient consciente "
    "constitué constituée contrairement créé créée depuis dès désormais dotée doté également enfin engagé engagée ensuite entre face fort "
    "forte grâce historiquement initiée initié lancé lancée loin lors malgré mais même nombre nombreux nonobstant nous parce parmi pendant "
    "petit petite plus plusieurs pourtant première premier presque puis quelques sans selon seul seule si situé située soucieux soucieuse "
    "suite territoire tous tout toute toutes toutefois trop troisième une vers visant voici voilà".split()
)
