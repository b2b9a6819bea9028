"""The words that tell whose a figure is. Data only, each entry with an example."""

from __future__ import annotations

import re

OWN_KINDS = frozenset({"count", "money", "percent", "area", "mass", "other"})
"""Kinds of figures that are somebody's; ages, delays, distances and ranks say little of who."""
VOTES = frozenset("voix,abstention,abstentions,votants,suffrages exprimés,conseillers en exercice,membres en exercice".split(","))
"""What only the council that met has."""
PER_HEAD = re.compile(r"\bpar (?:habitant|foyer|personne|élève)", re.IGNORECASE)
"""« dette par habitant » may be that of other towns set beside it."""
SENTENCE_END = re.compile(r"[.!?;:](?:[ \u00a0]|\n)|\n")
SUBJECT = re.compile(
    r"[\s•–—»>-]*(?:(?:En (?:19|20)\d\d|Depuis [^,.]{3,30}|Chaque année|Cette année|Aujourd['’]hui|Désormais"
    r"|Pour cela|Ainsi|Enfin|Au total),? )?"
    r"(?:La |Le |Les |L['’]|la |le |l['’]|Notre |notre )?"
)
"""What stands before the subject of a sentence: « En 2023, la … »."""
_OWNS = (
    "consacr|dispos|compt|emploi|emploie|gèr|gér|invest|dépens|financ|vers|accord|allou|octroi|octroy|attribu|apport|mobilis|perç|collect"
    "|produi|exploit|entreti|entret|accueill|reçoi|reçu|recens|enregistr|possèd|posséd|augment|relèv|relev|rédui|baiss|vot|inscri|engag"
    "|réalis|trait|instrui|plant|rénov|constru|recrut|numéris|achèt|achet|loue|vend|rembours|emprunt|épargn|économis|affich|chauff|étend"
    "|regroup|rassembl|couvr|subventionn|prévoi|prévu|loge|distribu|form|équip|salari|encaiss|rapport"
)
VERB = re.compile(
    r"(?:[ \u00a0]\([^()]*\))?(?:,[ \u00a0][^.;:,]{3,80},)?[ \u00a0](?:(?:y|en|leur|lui)[ \u00a0])?"
    r"(?:(?:a|ont|aura|va|vont|avait)[ \u00a0])?(?:[^\W\d_]+ment[ \u00a0]|ainsi[ \u00a0]|déjà[ \u00a0]|désormais[ \u00a0]|encore[ \u00a0])?"
    rf"(?:{_OWNS})[^\W\d_]*(?![^.;:]*(?<!\w)(?:(?:qui|que|dont|où|si)(?!\w)|(?:ouvert|destiné|réservé)e?s?[ \u00a0]))"
)
"""« La Ville de Caen, présidée par …, consacre », « a déjà versé »; no relative clause may lie between the verb and the figure."""
AGENT = re.compile(
    r"[^.;:\d]{0,80}?(?:consacré|versé|financé|dépensé|investi|alloué|accordé|attribué|apporté|collecté|produit|géré|voté|engagé|mobilisé"
    r"|pris en charge)e?s?[ \u00a0](?:[^.;:,\d]{1,80}[ \u00a0])?par[ \u00a0](?:la[ \u00a0]|le[ \u00a0]|l['’])?"
)
"""« 2 M€ sont consacrés aux écoles par la »."""
OWNED = re.compile(
    r"(?<!\w)(?:de[ \u00a0]la|du|de[ \u00a0]l['’])[ \u00a0]?"
    r"(?P<noun>Ville|[Cc]ommune|Département|Région|Métropole|Agglomération|[Cc]ollectivité)(?![\w-]|[ \u00a0](?:d|[A-ZÀ-Ý]))"
)
"""« agents de la commune », the one that the text named before."""
BUDGET = re.compile(r"\bbudgets?\b|\bcomptes? (?:administratif|financier)s?\b|\bfinances\b")
"""Folded words at the head of a document that gives one authority's money."""
