"""Names of peoples and languages: « la Suissesse », « l'Italien », « en Français » name no place. Data: the masculine singular forms."""

from __future__ import annotations

PEOPLES = tuple(
    """Afghan Africain Albanais Algérien Allemand Alsacien Américain Andalou Andorran Anglais Angolais Antillais Arabe Argentin Arménien
    Asiatique Australien Autrichien Azerbaïdjanais Bahreïnien Bangladais Basque Bavarois Belge Béninois Berbère Biélorusse Birman
    Bolivien Bosniaque Bosnien Botswanais Brésilien Breton Britannique Bulgare Burundais Calédonien Cambodgien Camerounais Canadien
    Catalan Centrafricain Chilien Chinois Chypriote Colombien Comorien Congolais Coréen Croate Cubain Danois Djiboutien Écossais
    Égyptien Érythréen Espagnol Estonien Éthiopien Européen Finlandais Flamand Français Gabonais Gallois Gambien Géorgien Ghanéen Grec
    Guadeloupéen Guatémaltèque Guinéen Guyanais Haïtien Hollandais Hondurien Hongrois Indien Indonésien Irakien Iranien Irlandais
    Islandais Israélien Italien Ivoirien Jamaïcain Japonais Jordanien Kabyle Kanak Kazakh Kényan Kosovar Koweïtien Kurde Laotien
    Letton Libanais Libérien Libyen Lituanien Luxembourgeois Macédonien Mahorais Malaisien Malgache Malien Maltais Marocain
    Martiniquais Mauricien Mauritanien Mexicain Moldave Monégasque Mongol Monténégrin Mozambicain Namibien Néerlandais Népalais
    Nicaraguayen Nigérian Nigérien Normand Norvégien Occitan Omanais Ougandais Ouzbek Pakistanais Palestinien Panaméen Paraguayen
    Péruvien Philippin Polonais Polynésien Portoricain Portugais Qatari Québécois Réunionnais Roumain Russe Rwandais Salvadorien
    Saoudien Sénégalais Serbe Singapourien Slovaque Slovène Somalien Soudanais Suédois Syrien Taïwanais Tanzanien Tchadien Tchèque
    Tchétchène Thaïlandais Togolais Tunisien Turc Turkmène Ukrainien Uruguayen Vénézuélien Vietnamien Wallon Yéménite Zambien
    Zélandais Zimbabwéen""".split()
)
"""« Sud-Africain », « Franco-Allemand », « Néo-Zélandais » end in one of them."""
_IRREGULAR = {"Grec": "Grecque", "Turc": "Turque", "Andalou": "Andalouse"}


def _feminine(people: str) -> str:
    if people.endswith(("ien", "éen", "on")):
        return people + "ne"
    return _IRREGULAR.get(people) or (people if people.endswith("e") else people + "e")


_SINGULAR = {form for people in PEOPLES for form in (people, _feminine(people))} | {"Suisse", "Suissesse"}
DEMONYMS = frozenset(f.lower() for s in _SINGULAR for f in (s, s if s.endswith("s") else s + "s")) - {"philippines"}


def is_demonym(word: str) -> bool:
    """Whether a word names a people, its language or one of them.

    >>> [is_demonym(w) for w in ("Bretonnes", "Sud-Africain", "suédoise", "Bretagne", "Français-Comtois")]
    [True, True, True, False, False]
    """
    return word[word.rfind("-") + 1 :].lower() in DEMONYMS
