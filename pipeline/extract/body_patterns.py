"""Bodies whose name has a form of its own: known ones, schools, publishers, branches named by their trade. Data, each with an example."""

from __future__ import annotations

import re

from pipeline.extract.headed import Headed, InLine, first_words
from pipeline.extract.name_patterns import ADJECTIVES, AP, ARTICLE, CAPS, HEAD, HYPHENATED, PLACE, SP

_PRESS = (
    rf"Canard{SP}enchaîné|Mediapart|Journal{SP}du{SP}[Dd]imanche|Ouest-France|Charlie{SP}Hebdo|Courrier{SP}international|Nouvel{SP}Observateur"
    rf"|Alternatives{SP}économiques|Agence{SP}France-Presse|France(?:{SP}?[Ii]nfo|{SP}Inter|{SP}Télévisions|{SP}Bleu|{SP}Culture|{SP}[23])|Radio{SP}France"
    rf"|Dépêche{SP}du{SP}Midi|Voix{SP}du{SP}Nord|Dauphiné{SP}libéré|Nice-Matin|Midi{SP}libre|Est{SP}républicain|Revue{SP}des{SP}[Dd]eux{SP}[Mm]ondes"
    rf"|New{SP}York{SP}Times|Washington{SP}Post|Wall{SP}Street{SP}Journal|Financial{SP}Times|Associated{SP}Press|Reuters"
)
"""Newspapers and broadcasters whose name is not two common words: « Ouest-France »; not « Le Progrès »."""
_ABROAD = rf"Maison-Blanche|Kremlin(?!-)|Pentagone|Quai{SP}d{AP}Orsay|Al-Qaïda|Daech|Hezbollah|Boko{SP}Haram"
"""Powers named by their seat, armed groups."""
KNOWN_BODY = Headed(
    re.compile(
        rf"\b(?:La{SP}Poste|France{SP}Travail|Pôle{SP}emploi|Action{SP}Logement|Banque{SP}des{SP}Territoires|Banque{SP}de{SP}France|Banque{SP}mondiale"
        rf"|Caisse{SP}des{SP}[Dd]épôts(?:{SP}et{SP}[Cc]onsignations)?|Assurance{SP}[Mm]aladie|Sécurité{SP}sociale|Éducation{SP}nationale"
        rf"|Protection{SP}(?:judiciaire{SP}de{SP}la{SP}jeunesse|maternelle{SP}et{SP}infantile)|Aide{SP}sociale{SP}à{SP}l{AP}enfance"
        rf"|Inspection{SP}académique|Établissement{SP}français{SP}du{SP}sang|Maison{SP}départementale{SP}(?:des{SP}(?:personnes{SP}handicapées|solidarités)|de{SP}l{AP}autonomie)|France{SP}[Uu]rbaine|Croix-Rouge(?:{SP}française)?|Croissant-Rouge|Secours{SP}(?:populaire|catholique)"
        rf"|(?:Les{SP})?Restos{SP}du{SP}[Cc]œur|Emmaüs(?:{SP}(?:France|Connect|Solidarité|Défi))?|ATD{SP}Quart{SP}[Mm]onde|APF{SP}France{SP}[Hh]andicap"
        rf"|Armée{SP}du{SP}[Ss]alut|Apprentis{SP}d{AP}Auteuil|Petits{SP}[Ff]rères{SP}des{SP}[Pp]auvres|Familles{SP}rurales|France{SP}Nature{SP}Environnement"
        rf"|Agence{SP}de{SP}l{AP}[Ee]au{SP}[A-ZÀ-Ý][\w'\u2019]+(?:-[A-ZÀ-Ý][\w'\u2019]+)+|Terre{SP}de{SP}[Ll]iens|Bpifrance|Citeo|Enedis|AgroParisTech"
        rf"|(?:Keolis|Transdev|Veolia|TotalEnergies|Engie|Dalkia|Bouygues|Eiffage|Colas|Eurovia|Suez|Saur|Spie)(?:{SP}{HYPHENATED}){{0,2}}"
        rf"|Police{SP}(?:nationale|municipale)|Gendarmerie{SP}nationale|Trésor{SP}public|Médecins{SP}(?:sans{SP}frontières|du{SP}[Mm]onde)|Habitat{SP}et{SP}humanisme|Force{SP}ouvrière"
        rf"|(?:Organisation{SP}des{SP})?Nations{SP}[Uu]nies|Union{SP}européenne|Commission{SP}européenne|Parlement{SP}européen"
        rf"|(?:Crédit{SP}(?:[Aa]gricole|[Mm]utuel|[Cc]oopératif|[Mm]unicipal|[Ff]oncier)|Caisse{SP}d{AP}[Éé]pargne|Banque{SP}[Pp]opulaire)(?:{SP}{HYPHENATED}){{0,4}}"
        rf"|Société{SP}[Gg]énérale|La{SP}Documentation{SP}française|Presses{SP}[Uu]niversitaires{SP}(?:de{SP}|d{AP}){PLACE}|Berger-Levrault|L{AP}Harmattan"
        rf"|{_PRESS}|{_ABROAD}|La{SP}Gazette{SP}des{SP}communes|Le{SP}Courrier{SP}des{SP}maires|Fonds{SP}monétaire{SP}international|(?:Maires|Villes|Départements|Régions|Intercommunalités){SP}de{SP}France)\b"
    ),
    first_words(
        (
            "La|Le|Les|L|France|Pôle|Action|Banque|Caisse|Crédit|Société|Assurance|Sécurité|Éducation|Protection|Croix|Croissant|Secours|Restos|Médecins",
            "Agence|Aide|Bpifrance|Keolis|Transdev|Veolia|TotalEnergies|Citeo|Enedis|Engie|Dalkia|Bouygues|Eiffage|Colas|Eurovia|Suez|Saur|Spie|AgroParisTech|Habitat|Force|Emmaüs|ATD|APF|Armée|Apprentis|Petits|Familles|Terre|Police|Gendarmerie|Trésor|Presses|Berger|Organisation|Nations|Union|Commission|Parlement|Fonds|Maires|Villes|Départements|Régions|Intercommunalités",
            "Inspection|Établissement|Canard|Mediapart|Journal|Ouest|Charlie|Courrier|Nouvel|Alternatives|Radio|Dépêche|Voix|Dauphiné|Nice|Midi|Est|Revue|New|Washington",
            "Wall|Financial|Associated|Reuters|Maison|Kremlin|Pentagone|Quai|Al|Daech|Hezbollah|Boko",
        )
    ),
)
"""Bodies whose name has no head, or looks like something else: « La Poste », « Nations unies »."""
POWER = Headed(
    re.compile(rf"\b(?:[Gg]ouvernement|[Pp]arlement|Sénat|Assemblée{SP}nationale){SP}(?P<people>[a-zà-ÿ]+(?:-[a-zà-ÿ]+)?)(?!\w)"),
    first_words(("[Gg]ouvernement|[Pp]arlement|Sénat|Assemblée",)),
)
"""« le gouvernement [suédois] », where the adjective is that of a people."""
NAMED_BODY = InLine(
    re.compile(
        rf"(?<![\w-])(?P<opening>[A-ZÀ-Ý][a-zà-ÿ]+{SP})?{HYPHENATED}(?:{SP}{HYPHENATED}){{0,3}}{SP}(?:Tourisme|Habitat|Développement|Aménagement|Mobilités|Initiative|Attractivité|Énergies?)\b"
        rf"(?!{SP}[A-ZÀ-Ý])"
    ),
    first_words(("Tourisme|Habitat|Développement|Aménagement|Mobilités|Initiative|Attractivité|Énergies?",)),
)
"""« Savoie Mont Blanc Tourisme », « Brest Habitat »"""
LOWER_INSTITUTION = Headed(
    re.compile(
        rf"\b(?:université|hôpital|centre{SP}hospitalier(?:{SP}universitaire|{SP}régional)?|clinique|rectorat|académie|évêché|consulat"
        rf"|tribunal(?:{SP}(?:administratif|judiciaire|correctionnel|central|de{SP}commerce|de{SP}grande{SP}instance))?|cour{SP}d{AP}appel"
        rf"|chambre{SP}(?:d{AP}agriculture|de{SP}commerce(?:{SP}et{SP}d{AP}industrie)?|de{SP}métiers(?:{SP}et{SP}de{SP}l{AP}artisanat)?|régionale{SP}des{SP}comptes)"
        rf"|agence{SP}d{AP}urbanisme|office{SP}(?:de{SP}tourisme|public{SP}de{SP}l{AP}habitat)|mission{SP}locale|parc{SP}naturel{SP}(?:régional|national)"
        rf"|caisse{SP}d{AP}allocations{SP}familiales|centre{SP}de{SP}gestion|fédération(?:{SP}{ADJECTIVES})?|parlement){SP}{ARTICLE}{PLACE}"
    ),
    first_words(
        (
            "université|hôpital|centre|clinique|rectorat|académie|évêché|consulat|tribunal|cour|chambre",
            "agence|office|mission|parc|caisse|fédération|parlement",
        )
    ),
)
"""« l'université de Tours », « la chambre d'agriculture du Gers »: in lower case, named by their place."""
_CLASSED_SCHOOL = (
    rf"(?:(?:[Éé]cole|Ecole)(?:{SP}(?:maternelle|élémentaire|primaire|publique|privée))+|[Ll]ycée{SP}(?:professionnel|agricole|polyvalent|hôtelier))"
)
"""« Ecole élémentaire [Kervalan] »: of such a kind, one word is enough."""
SCHOOL = Headed(
    re.compile(
        rf"\b(?:{_CLASSED_SCHOOL}{SP}{CAPS}|(?:école(?:{SP}(?:maternelle|élémentaire|primaire|publique))*|collège|lycée(?:{SP}(?:professionnel|agricole|polyvalent))?|groupe{SP}scolaire"
        rf"|[Mm]aison{SP}(?:pour{SP}tous|de{SP}quartier)|centre{SP}(?:social|socioculturel|hospitalier|culturel|de{SP}loisirs)|centre|hôpital|institut|fondation|médiathèque|bibliothèque|conservatoire)"
        rf"{SP}(?!{HEAD}{SP})(?:{HYPHENATED}(?:{SP}(?:(?:de|du|des|de{SP}la){SP}|d{AP})?{HYPHENATED}){{1,2}}|[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)+))"
    ),
    first_words(("Ecole|École|Lycée|école|collège|lycée|groupe|[Mm]aison|centre|hôpital|institut|fondation|médiathèque|bibliothèque|conservatoire",)),
)
"""« l'école maternelle Jules Ferry », « le lycée Isaure de Malvignac », « le collège Jean-Moulin »: in lower case, named after a person."""
BODY_ENDING = re.compile(
    r" (?:Développement|Habitat|Habitations|Tourisme|Aménagement|Initiative|Énergies?|Mobilités?|Transports|Logement|[Ee]mploi|Agence"
    r"|Événements?|Club|Football|Foot|Basket(?:-[Bb]all)?|Hand(?:ball)?|Rugby|Volley(?:-[Bb]all)?|Athlétisme|Natation|Omnisports|FC|RC|SC|BC|HB)$"
)
"""« Nantes Habitat », « Vendée Tourisme », « Vitré Basket Club »: a body, whatever place its name begins with."""
PUBLISHER = InLine(re.compile(rf"(?<=\béd\.{SP}){CAPS}|\bÉditions{SP}(?:{ARTICLE})?{CAPS}"), first_words(("éd|Éditions",)))
"""« éd. Papyrus », « Éditions du Seuil »: the publisher in a list of further reading."""
ASSOCIATION = Headed(
    re.compile(rf"\b(?:Amicale|Association|Club|Société){SP}(?:{ADJECTIVES}{SP})?des?{SP}[a-zà-ÿ]{{3,}}{SP}(?:de{SP}|d{AP})[a-zà-ÿ]{{3,}}\b(?!{SP}d)"),
    first_words(("Amicale|Association|Club|Société",)),
)
"""« Amicale des donneurs de sang », « Association de défense de rivières »."""
