"""Why a document was not read, in French: the tables say it in English, with numbers in it."""

from __future__ import annotations

import re

REASONS = (
    (r"unknown kind of file \(no extension\): .*", "un fichier sans extension ne se lit pas : l'enregistrer en PDF"),
    (r"unknown kind of file \((.*?)\): .*", r"un fichier \1 ne se lit pas : l'enregistrer en PDF"),
    (r"the file is empty .*", "le fichier est vide : le récupérer de nouveau"),
    (
        r"the (?:file|text) is too large \(([\d,]+) bytes, limit ([\d,]+)\).*",
        r"le fichier est trop lourd (\1 octets, limite \2) : le diviser ou relever la limite",
    ),
    (r"the (?:file|page) holds no text(: it may be drawn by scripts.*)?", "le fichier ne contient pas de texte"),
    (r"not a PDF: .*", "ce n'est pas un PDF : corriger l'extension du fichier"),
    (r"not a text file: .*", "ce n'est pas un fichier texte : le convertir en PDF ou en texte"),
    (r"a password is needed: .*", "un mot de passe est demandé : enregistrer le fichier sans mot de passe"),
    (r"the PDF (?:is truncated or|is|has no pages: it is) damaged.*", "le PDF est endommagé ou incomplet : le récupérer de nouveau"),
    (
        r"too many pages \(([\d,]+), limit ([\d,]+)\).*",
        r"trop de pages (\1, limite \2) : diviser le fichier ou relever la limite",
    ),
    (
        r"page ([\d,]+) has ([\d,]+) characters, limit ([\d,]+).*",
        r"la page \1 compte \2 caractères (limite \3) : ce n'est pas une page de texte",
    ),
    (r"a stream unpacks to more than .*", "le PDF se décompresse au-delà de la limite : ce n'est pas un document ordinaire"),
    (r"no text layer: OCR found no word.*", "l'image ne laisse lire aucun mot (vide, manuscrite ou trop pâle ?) : numériser de nouveau"),
    (
        r"(?:no text layer|the text layer .*): install .*",
        "pas de texte lisible sous l'image : installer la reconnaissance (OCR), puis recommencer",
    ),
    (r"takes more than ([\d,]+) s: .*", r"la lecture dépasse \1 s : diviser le fichier ou relever la limite"),
    (r"needs more (?:memory|than [\d,]+ MB) .*", "la lecture demande trop de mémoire : diviser le fichier"),
    (r"nested too deeply .*", "trop d'éléments imbriqués : enregistrer le fichier sous une forme plus simple"),
    (r"the file cannot be read .*", "le fichier ne peut être ouvert : changer ses droits ou le copier de nouveau"),
)
"""What the tables say, as a pattern, and how a French page says it."""


def reason(text: str) -> str:
    """A reason in French; one that is not known stays as it is.

    >>> reason("the file is empty (0 bytes): fetch it again")
    'le fichier est vide : le récupérer de nouveau'
    >>> reason("too many pages (4,000, limit 3,000): split the file or raise the limit")
    'trop de pages (4\u202f000, limite 3\u202f000) : diviser le fichier ou relever la limite'
    """
    for pattern, french in REASONS:
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return re.sub(r"(?<=\d),(?=\d{3})", "\u202f", found.expand(french))
    return text
