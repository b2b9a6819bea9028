"""Patterns for names of organisations and places in French administrative text: data, each with an example.

They are matched on the reading text (``reading.py``), where headings printed in capitals have been
given sentence case. Apostrophes may be straight or typographic.
"""

from __future__ import annotations

import re

from pipeline.extract.headed import Before, Headed, InLine, first_words

AP = "['\u2019]"
SP = "[ \u00a0]"
CAP = rf"(?:[LDld]{AP}(?=[A-ZÀ-Ý]))?[A-ZÀ-Ý][\w&]*(?:{AP}[A-ZÀ-Ý]\w*)?"
"""A capitalised word: « Dunkerque », « L'Haÿ », « R&D »."""
HYPHENATED = rf"(?:{CAP})(?:-[\w\u2019']+)*"
"""« Clermont-Ferrand », « Loir-et-Cher », « Saint-André-de-l'Eure »."""
ARTICLE = rf"(?:de{SP}la{SP}|de{SP}l{AP}|du{SP}|des{SP}|de{SP}|d{AP})"
"""Between a head and its complement: « Ville **de** Créteil », « Conseil départemental **de l'**Ardèche »."""
PLACE = (
    rf"(?:(?:Le|La|Les){SP}|L{AP})?{HYPHENATED}"
    rf"(?:{SP}(?:(?:de{SP}la|du|de|des){SP}|de{SP}l{AP}|d{AP})?{HYPHENATED})*"
)
"""« La Rochelle », « Saint Denis de la Réunion », « Grand Paris Grand Est », « Pays de l'Ozon »."""

ARTICLE_HEADS = (
    r"[Vv]ille",  # la ville de Toulouse
    r"[Cc]ommune(?:[ \u00a0]nouvelle)?",  # la commune du Versoud
    r"[Mm]airie",  # la mairie de Dreux
    r"[Mm]unicipalité",
    r"[Dd]épartement",  # le département de Meurthe-et-Moselle
    r"[Cc]onseils?[ \u00a0](?:[Dd]épartemental|[Rr]égional|[Gg]énéral|[Mm]unicipal|[Mm]étropolitain|[Cc]ommunautaire)",
    r"[Aa]ssemblée[ \u00a0](?:[Dd]épartementale|[Rr]égionale|[Mm]unicipale)",
    r"[Aa]gglomération",  # l'agglomération de Bastia
    r"[Pp]rovince",  # la Province de Namur
    r"[Pp]réfecture",
    r"Canton",  # Canton de Genève
    r"[Cc]ollectivité(?:[ \u00a0]européenne|[ \u00a0]territoriale|[ \u00a0]unique)?",  # la Collectivité de Corse
    r"CD|CR",  # CD de la Gironde
)
"""Heads of names of territorial authorities that need « de »; the complement must begin with a capital."""
HEADS = (
    r"[Rr]égion",  # la Région Hauts-de-France
    r"[Mm]étropole",  # la Métropole de Bordeaux, Métropole Rouen Normandie
    r"[Ee]urométropole",
    r"[Cc]ommunauté[ \u00a0](?:[Uu]rbaine|d['\u2019][Aa]gglomération|de[ \u00a0][Cc]ommunes|[Mm]étropolitaine|[Ii]ntercommunale)",
    r"[Éé]tablissement[ \u00a0][Pp]ublic[ \u00a0][Tt]erritorial",
    r"[Pp]ôle[ \u00a0]d['\u2019][Éé]quilibre[ \u00a0][Tt]erritorial(?:[ \u00a0]et[ \u00a0][Rr]ural)?",  # du Pays Midi-Quercy
    r"EPT|CU|CC",  # EPT Grand Paris Grand Est
    r"[Ss]yndicat[ \u00a0](?:mixte|intercommunal)",
)
"""Heads that may stand right before the name."""

HEAD = "(?:" + "|".join((*ARTICLE_HEADS, *HEADS)) + ")"
COUNCIL = "(?:" + "|".join(head for head in ARTICLE_HEADS if "onseil" in head or "ssemblée" in head) + ")"
"""The assembly of an authority: « Conseil municipal [de la Ville de Caen] »."""
AUTHORITY = Headed(
    re.compile(
        rf"\b(?:{COUNCIL}{SP}{ARTICLE}{HEAD}{SP}{ARTICLE}?|(?:{'|'.join(ARTICLE_HEADS)}){SP}{ARTICLE}|(?:{'|'.join(HEADS)}){SP}{ARTICLE}?){PLACE}"
    ),
    first_words((*ARTICLE_HEADS, *HEADS)),
)
COORDINATED = Headed(
    re.compile(rf"\b{HEAD}{SP}et{SP}(?:(?:de{SP})?(?:la{SP}|l{AP})|le{SP}|du{SP})?{HEAD}{SP}(?:{ARTICLE})?{PLACE}"),
    first_words((*ARTICLE_HEADS, *HEADS)),
)
"""« Ville et Métropole de Rennes », « de la Ville et du Département de Paris »: two authorities named in one phrase."""
METROPOLIS = InLine(
    re.compile(
        rf"\b(?!(?:La|Le|Les|Une|Cette|Notre){SP}(?:Métropole|Agglo|Communauté))(?:(?:La|Le){SP})?{HYPHENATED}(?:{SP}{HYPHENATED})*{SP}"
        rf"(?<!Pass{SP})(?<!Carte{SP})(?:[Mm]étropole|Agglomération|Agglo|Communauté(?:{SP}urbaine|{SP}d{AP}agglomération)?)\b"
    ),
    first_words(("[Mm]étropole|Agglomération|Agglo|Communauté",)),
)
"""« Bordeaux Métropole », « Brest métropole », « Alès Agglomération »."""
ANAPHOR = Headed(
    re.compile(
        rf"(?<!-)(?<!Pass{SP})\b(?:Ville|Commune|Département|Région|Métropole|Eurométropole|EPT|Communauté{SP}(?:[Uu]rbaine|d{AP}[Aa]gglomération|de{SP}communes)"
        rf"|Agglomération|Agglo|Intercommunalité|Collectivité"
        rf"|(?<!alle.du.)Conseil{SP}(?:[Dd]épartemental|[Rr]égional|[Gg]énéral|[Mm]unicipal|[Cc]ommunautaire|[Mm]étropolitain)(?!{SP}(?:des{SP}|de{SP}l{AP})[a-zà-ÿ]))\b"
        rf"(?!{SP}*(?:{ARTICLE})?[A-ZÀ-Ý]|-)"
        rf"|(?<=\b[Ll]e{SP})Conseil(?={SP}(?:a|est|décide|approuve|autorise|adopte|vote|prend|donne|émet|désigne|élit|fixe|valide|charge|accepte)\b|,?{SP}après\b)"
    ),
    first_words(("Ville|Commune|Département|Région|Métropole|Eurométropole|EPT|Communauté|Agglomération|Agglo|Intercommunalité|Collectivité|Conseil",)),
)
"""A bare type word that stands for an organisation named elsewhere: « le Département », « le Conseil approuve »."""
BARE_BODY = Headed(
    re.compile(
        rf"(?<=[Ll]['\u2019 ])(?:Agence|Association|Office|Institut|Université|Observatoire|École|Établissement)\b"
        rf"(?!{SP}*(?:{ARTICLE})?[A-ZÀ-Ý]|-)"
        rf"|(?<=\b[Ll][ea]{SP})(?:Syndicat|Chambre|Caisse|Fédération|Fondation|Ministère|Préfecture|Parc|Cour|Conservatoire|Banque|Réseau|Groupement)\b"
        rf"(?!{SP}*(?:{ARTICLE})?[A-ZÀ-Ý]|-)"
    ),
    first_words(
        (
            "Agence|Association|Office|Institut|Université|Observatoire|École|Établissement",
            "Syndicat|Chambre|Caisse|Fédération|Fondation|Ministère|Préfecture|Parc|Cour|Conservatoire|Banque|Réseau|Groupement",
        )
    ),
)
"""« l'Agence », « le Syndicat » alone, where a body of that kind was named before."""
PLURAL_BEFORE = re.compile(rf"(?:\b(?:[Ll]es|[Dd]es|[Aa]ux|[Cc]es|[Uu]ne?|[Cc]haque|[Tt]oute?s?|[Pp]lusieurs|d{AP}une?)|\d){SP}$")
"""« les EPCI », « un Département »: a class of bodies, not one."""

INSTITUTION_HEADS = (
    "Association", "Fédération", "Confédération", "Union", "Syndicat", "Ligue", "Amicale", "Collectif",
    "Observatoire", "Office", "Agence", "Institut", "Centre", "Centrale", "Conservatoire",
    "Ministère", "ministère", "Secrétariat", "Préfecture", "Rectorat", "Académie",
    "Université", "École", "Ecole", "Lycée", "Collège", "Faculté",
    "Chambre", "Caisse", "Comité", "Commission", "Compagnie", "Banque", "Fondation", "Société", "Mutuelle", "Coopérative", "Régie",
    "Incubateur", "Fabrique", "Organisation", "Organisme", "Laboratoire", "Habitat", "Grand Port",
    "Défenseur", "Cour", "Tribunal", "Conseil", "Haut Conseil", "Haute Autorité", "Assemblée", "Sénat", "Parlement",
    "Réseau", "Groupement", "Établissement", "Institution", "Bureau", "Mission locale", "Maison", "Hôpital", "Musée", "Bibliothèque",
    "Médiathèque", "Archives", "Cinémathèque", "Théâtre", "Opéra", "Orchestre", "Parc naturel régional", "Parc national", "PNR",
    "CHU", "GIP", "Groupe", "Cabinet", "Cercle", "Alliance", "Imprimerie", "Inspection", "Autorité", "Foyer", "Chancellerie",
    "Trésorerie", "Eurodistrict", rf"Mission(?={SP}(?:inter)?(?:ministérielle|régionale|départementale)\b)",
    "Haut-Commissariat", "Haut-commissariat", "Ambassade", "Consulat", "Mutualité", "Patronage",
)  # fmt: skip
"""Heads of institutions; only with a capital: « Observatoire national pour la … », « Cour des comptes »."""
COMMON_HEADS = frozenset(
    ("Comité", "Conseil", "Commission", "Bureau", "Groupe", "Groupement", "Centre", "Maison", "Société", "Réseau", "École", "Ecole",
     "Musée", "Bibliothèque", "Médiathèque", "Théâtre", "Lycée", "Collège", "Hôpital", "Assemblée", "Cabinet", "Collectif", "Régie",
     "Établissement", "Habitat", "Cercle", "Alliance", "Autorité", "Foyer", "Centrale", "Organisation", "Organisme")
)  # fmt: skip
"""Heads that need a capital or « national » in their complement: « Comité de pilotage » is a class of bodies."""
SERVICE_HEADS = ("Direction", "Pôle", "Service", rf"Délégation(?!{SP}de{SP}[Ss]ervice)", "Division", "Cellule", "Sous-direction", "Unité")
"""Heads of services of an organisation: « Direction de l'Éducation », « Pôle Ressources Humaines »."""
LOWER_SERVICE_HEADS = ("direction", "directions", "service", "pôle", rf"délégation(?!{SP}de{SP}[Ss]ervice)")
"""Also in lower case when the complement has a capital: « la direction de l'Éducation »."""

ADJECTIVES = (
    r"(?:nationale?|départementale?|régionale?|municipale?|communale?|intercommunale?|territoriale?|métropolitaine?|urbaine?|rurale?"
    r"|générale?|supérieure?|mixte|central|centrale|public|publique|européenne?|européen|française?|internationale?|locale?|sociale?|sociaux"
    r"|économique|agricole|culturelle?|technique|scientifique|interministérielle?|maritime|fluviale?|autonome|polytechnique|populaire|hospitalier|hospitalière"
    r"|administratif|administrative|judiciaire|correctionnel|fédérale?|académique|artisanale?|commerciale?|coopératif|coopérative|dramatique"
    r"|environnementale?|forestier|forestière|horticole|juridique|littéraire|militaire|mutualiste|paritaire|pédagogique|philharmonique"
    r"|laïque|sanitaire|sportif|sportive|symphonique|syndicale?|universitaire|vétérinaire"
    r"|consultatif|économique[ \u00a0]et[ \u00a0]sociale?|foncier|foncière|constitutionnel|normale?|primaire|maternelle|élémentaire"
    r"|[a-zà-ÿ]{3,}(?:ois|oise|ais|aise|éen|éenne))s?"
)
NOUN_ADJECTIVES = (
    r"(?:territoriales?|territoriaux|publiques?|publics?|sociales?|sociaux|humaines?|locales?|locaux|départementales?|départementaux|régionales?"
    r"|municipales?|urbaines?|rurales?|nationales?|numériques?|culturelles?|économiques?|générales?|généraux|techniques?|familiales?|durables?"
    r"|françaises?|européennes?|scolaires?|sportives?|vertes?|écologiques?|étrangères?|supérieure?s?|géographiques?|forestières?|alimentaires?"
    r"|sanitaires?|agricoles?|rurales?|ruraux|climatiques?|associati(?:fs?|ves?)|éducati(?:fs?|ves?)|communales?|communaux|communautaires?|métropolitaines?|intercommunales?|linguistiques?|touristiques?|écologiques?|juridiques?|financières?|judiciaires?|solidaires?|consultatives?|régionaux)"
)
BEFORE_NOUN = r"(?:petites?|petits?|grandes?|grands?|jeunes|anciens|anciennes|bons?|hautes?|nouvelles?)"
LOWER_NOUN = r"(?:services[ \u00a0]au[ \u00a0]public\b|[a-zà-ÿœ][\wà-ÿœ\u2019'-]{3,})"
STOP_AFTER = (
    r"(?:qui|que|dont|où|est|sont|a|ont|sera|seront|avec|par|dans|au|aux|ainsi|comme|mais|ou|il|elle|ne|se|sur|sous|entre|lors"
    r"|vers|chez)\b"
)

_LINK = rf"(?:{ARTICLE}|pour{SP}(?:la{SP}|le{SP}|les{SP}|l{AP})?|en{SP})"
CAPS = rf"{HYPHENATED}(?:{SP}{HYPHENATED})*(?:{SP}{NOUN_ADJECTIVES}\b)?"
_OF_KIND = rf"(?:{SP}{NOUN_ADJECTIVES}\b(?:{SP}et{SP}{NOUN_ADJECTIVES}\b)?)*"
"""« tarification [sanitaire et sociale] »"""
_LOWER = rf"(?:{BEFORE_NOUN}{SP})?(?!{STOP_AFTER}){LOWER_NOUN}{_OF_KIND}(?:{SP}[a-zà-ÿ]{{3,}}s(?=[,.;:)\n]|$))?"
_AND_LOWER = rf"(?:{SP}et{SP}{_LINK}{_LOWER})"
_COMPLEMENT = rf"(?:{SP}(?:et{SP})?{_LINK}(?:{CAPS}|{_LOWER}{_AND_LOWER}?))"
_TERRITORY = rf"(?:(?:région|ville|métropole|agglomération|commune|vallée|pays){SP}(?:{ARTICLE})?)"
"""« Agence d'urbanisme de la [région] Flandre-Dunkerque »"""
_CAPS_COMPLEMENT = rf"(?:{SP}(?:et{SP}(?!{_LINK}[A-Z]{{3}}))?(?!en{SP}|pour{SP}){_LINK}{_TERRITORY}?{CAPS})"
_OF_LOWER = (
    rf"(?:{SP}(?:des{SP}|d{AP}(?!ici)){LOWER_NOUN}(?:{SP}d{AP}{LOWER_NOUN})?(?:{SP}{NOUN_ADJECTIVES}\b)*"
    rf"(?:{SP}des{SP}{LOWER_NOUN}(?:{SP}{NOUN_ADJECTIVES}\b)*)?|{SP}de{SP}la{SP}{LOWER_NOUN}(?:{SP}{NOUN_ADJECTIVES}\b)+)"
    rf"(?:{SP}sur{SP}les{SP}droits(?:{SP}des{SP}{LOWER_NOUN})?)?"
)
"""« de la cohésion [des territoires] », « de la sécurité [des systèmes d'information] »"""
_OF_THE = rf"(?:aux?{SP}|de{SP}la{SP}|de{SP}l{AP}|du{SP}|des{SP}|d{AP})[a-zà-ÿœ][\wà-ÿœ\u2019'-]{{2,}}(?:{SP}{NOUN_ADJECTIVES}\b)*"
_FOR = rf"(?:{SP}pour{SP}(?:la{SP}|le{SP}|les{SP}|l{AP}){LOWER_NOUN}{SP}{_OF_THE}(?:{SP}et{SP}{_OF_THE})?)"
"""« [Observatoire] pour la qualité des eaux de baignade »"""
_AGAINST = (
    rf"(?:{SP}(?:(?:contre|sur){SP}(?:la{SP}|le{SP}|les{SP}|l{AP})|en{SP}faveur{SP}(?:de{SP}la{SP}|de{SP}l{AP}|du{SP}|des{SP}|d{AP}))"
    rf"{LOWER_NOUN}{_OF_KIND}(?:{SP}{_OF_THE}(?:{SP}et{SP}{_OF_THE})?)?)"
)
_AIMED = (
    rf"(?:(?:(?:{SP}{ADJECTIVES}\b)+(?!{SP}sur\b)|(?={SP}contre\b)){_AGAINST}|(?:{SP}{ADJECTIVES}\b)*{SP}(?:de{SP}|d{AP})"
    rf"(?:lutte|prévention|recherches?|information|ressources|documentation|études|expertise|réflexion|veille|action|sensibilisation|mobilisation)"
    rf"{_OF_KIND}{_AGAINST})"
)
"""« [Agence] nationale de lutte contre le bruit », « [Centre] d'information sur les droits des riverains »"""
AIMED = re.compile(_AIMED)
_HOUSE = rf"{SP}(?:de{SP}|d{AP})[a-zà-ÿ]{{4,}}{SP}(?:(?:Les|La|Le){SP}|L{AP}){HYPHENATED}(?:{SP}{HYPHENATED})*"
"""« [Centre] d'accueil Les Alizés »"""
_LISTED = rf"(?:(?:,{SP}{_OF_THE})+{SP}et{SP}{_OF_THE})"
"""« [Association des maires], des adjoints et de l'intercommunalité [du Gers] »"""
_AND_CAPS = rf"(?:{SP}et{SP}{CAPS})"

INSTITUTION = Headed(
    re.compile(
        rf"\b(?<!alle{SP}du{SP})(?:{'|'.join(INSTITUTION_HEADS)})"
        rf"(?!{SP}(?:Adopte|Approuve|Décide|Autorise|Vote|d{AP}[Aa]dministration|de{SP}[Ss]urveillance|France{SP}[Ss]ervices|en{SP}[a-zà-ÿ]+)\b)"
        rf"(?:{SP}{CAPS}{_CAPS_COMPLEMENT}*(?:{SP}des{SP}{_LOWER})?"
        rf"|{_HOUSE}|(?<!Conseil){SP}(?:locale?|départementale?|interdépartementale?|régionale?){SP}{CAPS}"
        rf"|{_AIMED}{_CAPS_COMPLEMENT}*|(?:{SP}{ADJECTIVES}\b)*{_FOR}"
        rf"|(?:{SP}{ADJECTIVES}\b)*{_COMPLEMENT}(?:{_LISTED}|{_OF_LOWER})?{_CAPS_COMPLEMENT}*(?:{SP}{_LINK}{BEFORE_NOUN}{SP}{LOWER_NOUN})?"
        rf"|{SP}(?:nationale?|européene?|européenne|fédérale?|constitutionnel)\b)"
    ),
    first_words(INSTITUTION_HEADS),
)
"""« Association des petites villes de France », « Centre national de la fonction publique territoriale »."""
_MORE = rf"(?:{SP}(?:usagers|habitants|citoyens|agents|services|clients|publics)\b|(?:,{SP}[a-zà-ÿ]{{4,}})+{SP}et{SP}[a-zà-ÿ]{{4,}})"
"""« Direction Relation [usagers] », « Direction Parcs, [jardins et paysages] »"""
SERVICE = Headed(
    re.compile(
        rf"\bService{SP}(?:départemental|régional|interdépartemental){SP}{_LINK}{_LOWER}{_AND_LOWER}?{_CAPS_COMPLEMENT}+"
        rf"|\b(?<!élégation{SP}de{SP})(?:{'|'.join(SERVICE_HEADS)})(?:{SP}{ADJECTIVES}\b)*"
        rf"(?:{SP}{CAPS}{_MORE}?{_CAPS_COMPLEMENT}*(?:{_AND_CAPS}{_CAPS_COMPLEMENT}*)?|{_CAPS_COMPLEMENT}+{_AND_CAPS}?|{SP}{_LINK}{_LOWER}(?:{SP}d{AP}(?!ici)[a-zà-ÿ]{{4,}})?{_AND_LOWER}?)"
        rf"|\bMission{SP}(?!Locale|Ville){CAPS}"
        rf"|\b(?:{'|'.join(LOWER_SERVICE_HEADS)})(?!{SP}d(?:e{SP}(?!la{SP}|l{AP})|{AP})){_CAPS_COMPLEMENT}+{_AND_CAPS}?"
    ),
    first_words((*SERVICE_HEADS, *LOWER_SERVICE_HEADS, "Mission")),
)
_PEOPLE = r"[a-zà-ÿ]+(?:ais|aise|ois|oise|ien|ienne|éen|éenne|ain|aine|and|ande|gnol|gnole)"
STATE = Headed(
    re.compile(
        rf"\bConseil d{AP}[ÉE]tat\b|\b[ÉE]tat{SP}[Ii]slamique\b"
        rf"|(?<!chef de l['\u2019])(?<!chefs de l['\u2019])(?<!cheffe de l['\u2019])(?<=[lL]['\u2019])"
        rf"[ÉE]tat\b(?!-| (?:civil|membre|d{AP}|de [A-ZÀ-Ý]))(?:{SP}{_PEOPLE}\b)?"
        rf"|(?<![\w'\u2019-])[ÉE]tat(?=(?:{SP}?:{SP}?|\t)\d)"
        rf"|(?<=\b[Ll]e )(?:Gouvernement|Parlement|Sénat)\b(?! (?:de|du|des|d{AP})\b)"
    ),
    first_words(("Conseil|[ÉE]tat|Gouvernement|Parlement|Sénat",)),
)
"""« l'État », « Conseil d'État », « le Sénat », « État : 18 M€ » of a plan of funding; not « diplôme d'État », « état civil »."""
ALONE = frozenset(("Parlement", "Sénat", "Congrès", "Assemblée", "Élysée", "Matignon"))
"""Institutions whose name is one common word: « le Sénat »."""
SMALL_BEFORE = re.compile(r"(?:\b(?:à|À|en|En|entre|et|ou)[ \u00a0]|, |/|: )$")
"""What stands before the name of a small commune that is read from the register alone: « à Lhuis »."""
COMPASS = frozenset(("nord", "sud", "est", "ouest", "centre"))
"""Territory names that are mostly something else: « le Nord »."""

SITE = Headed(
    re.compile(
        rf"\b(?:Palais|Hôtel{SP}de{SP}(?:Ville|Région|Département)|Hôtel{SP}du{SP}Département|Gare|Aéroport|Château|Stade|Halle|Parc|Place|Quai|Rue"
        rf"|Avenue|Boulevard|Île|Mont|Lac|Vallée|Massif|Golfe|Baie|Forêt|Domaine|Abbaye|Cathédrale|Ateliers|Cité|Centre{SP}des{SP}congrès|Hall|Auditorium"
        rf"|Espace|Salle(?!{SP}(?:du{SP}Conseil|des{SP}(?:Mariages|Fêtes|Délibérations|Commissions|Actes))\b))\b"
        rf"(?:(?:{SP}(?:des|de{SP}la|du|aux){SP}[a-zà-ÿ]{{4,}})?{_CAPS_COMPLEMENT}+|{SP}{CAPS}{_CAPS_COMPLEMENT}*)?"
    ),
    first_words(
        (
            "Palais|Hôtel|Gare|Aéroport|Château|Stade|Halle|Parc|Place|Quai|Rue|Avenue|Boulevard|Île|Mont|Lac|Vallée|Massif|Golfe|Baie|Forêt",
            "Domaine|Abbaye|Cathédrale|Ateliers|Cité|Centre|Hall|Auditorium|Espace|Salle",
        )
    ),
)
"""Places that bear a name of their own: « Palais des Congrès de Tours », « Hôtel de Ville »."""

CONTINENT = Headed(
    re.compile(
        rf"\b(?:Europe|Afrique|Amérique|Asie){SP}(?:(?:du{SP}(?:Nord|Sud|Sud-Est)|de{SP}l{AP}(?:Est|Ouest)|australe|centrale|latine|noire"
        rf"|occidentale|orientale|septentrionale|méridionale|subsaharienne)(?!\w|-))"
    ),
    first_words(("Europe|Afrique|Amérique|Asie",)),
)
"""« Amérique latine », « Europe de l'Est »"""
STREET = re.compile(
    rf"\d(?:{SP}?(?:bis|ter))?,?{SP}(?:rue|avenue|boulevard|place|quai|impasse|allée|chemin|cours|square|route){SP}(?:{ARTICLE})?$"
)
"""« 80 rue de [Reuilly] »"""
_LAWS_AND_EVENTS = (
    r"[Ll]ois?|[Aa]ccords?|[Pp]actes?|[Tt]raité|[Cc]ode|[Dd]écrets?|[Dd]irectives?|[Cc]onventions?|[Pp]ass|[Ll]abels?|[Aa]ssises|[Rr]encontres"
    r"|[Pp]rix|[Ss]alon|[Ff]estival|[Cc]ongrès|[Mm]arque|[Pp]romotion|[Cc]irculaire|[Ll]abellisation|Bâtiments"
)
NOT_A_NAME = Before(
    re.compile(rf"\b(?:{_LAWS_AND_EVENTS}){SP}(?:nationale?{SP}|(?:de{SP}la|de{SP}l{AP}|du|des|de|d{AP}){SP}?)?[«“\"]?{SP}?$"),
    first_words((_LAWS_AND_EVENTS,)),
)
"""A law, event or label stands just before: « loi NOTRe », « accord de Paris »; what follows is not an organisation or a place."""
QUOTED_SCHEME = re.compile(
    rf"\b(?:programmes?|dispositifs?|opérations?|démarches?|appels?{SP}à{SP}(?:projets?|manifestation{SP}d{AP}intérêt)|plans?|projets?|contrats?"
    rf"|stratégies?|plateforme|application|campagne|exposition|spectacle|ateliers?|table{SP}ronde|thèmes?)(?:{SP}[a-zà-ÿ-]+){{0,2}}{SP}[«“\"]{SP}?$"
)
"""« l'appel à projets « Territoires d'industrie » »: what is quoted after such a word is its name, no body's and no place's."""
_GATHERINGS = r"[Aa]teliers?|[Jj]ournées?|[Ss]emaines?|[Ff]orums?|[Nn]uits?|[Tt]rophées|[Ss]ommet"
_YEARLY = rf"[Jj]ournées?|[Uu]niversités?{SP}d{AP}été"
_WORKS = (
    r"[Pp]lans?|[Ss]chémas?|[Pp]rogrammes?|[Pp]rojets?|[Cc]hartes?|[Cc]ontrats?|[Ss]tratégies?|[Rr]èglements?|[Aa]genda"
    r"|[Ll]ivre|[Gg]uide|[Rr]apport|[Bb]aromètre|[Rr]éférentiel|Politiques?|[Kk]it|[Aa]xes?|[Ff]onds|[Ss]éminaire|[Oo]pération|[Dd]ispositif|[Dd]émarche|[Zz]one|[Bb]udget"
)
OTHER_START = re.compile(rf"(?:(?:{_GATHERINGS}){SP}{ARTICLE}[a-zà-ÿ]|(?:{_YEARLY})\b|(?:{_LAWS_AND_EVENTS}|{_WORKS})\b)")
OTHER_HEADS = first_words((_GATHERINGS, _YEARLY, _LAWS_AND_EVENTS, _WORKS))
"""« Stratégie nationale bas carbone » is no organisation: heads of names of plans, programmes, works and products."""
FUNCTION_START = re.compile(
    r"^(?:(?:[Dd]irecteurs?|[Dd]irectrices?|[Pp]résidente?s?|[Mm]aires?|[Aa]djointe?s?|[Rr]esponsables?|[Cc]heffe?s?|[Dd]éléguée?s?|[Cc]onseill(?:er|ère)s?"
    r"|[Ss]ecrétaires?|[Mm]inistres?|[Pp]réfète?s?|[Dd]éputée?s?|[Ss]énat(?:eur|rice)s?|[Ee]x)[ -]?"
    rf"(?:(?:[Gg]énérale?s?|[Aa]djointe?s?)(?:[ ]|$))*(?:{ARTICLE}|$)|(?:général|adjoint)e?[ ](?=[A-ZÀ-Ý]))"
)
"""« Président de Bordeaux Métropole »: the organisation starts after the function."""
CREDIT_START = re.compile(
    r"^(?:Graphisme|Maquette|Impression|Photos?|Photographies?|Crédits?(?: photos?)?|Conception(?: graphique| éditoriale)?|Réalisation"
    r"|Création|Illustrations?|Mise en pages?|Rédaction)(?: :| )+(?=[A-ZÀ-Ý])"
)
"""« Graphisme Atelier Bleu »: the studio is named after the line of credits."""
INHABITANTS = re.compile(r"(?:ais|aise|ois|oise|éen|éenne|ien|ienne|ains?|aine)s?$")
ADJECTIVE_BEFORE = re.compile(r"\b[a-zà-ÿ]{4,}s [^\W]?$|\b[a-zà-ÿ]{3,}x $")
"""« de nombreux Montreuillois », « les jeunes Ardéchois »: people of a place, not the place."""
TITLES = re.compile(r"^(?:M\.|MM\.|Mr\.?|Mme|Mmes|Mlle|Monsieur|Madame|Messieurs|Dr|Docteur|Pr|Professeur|Me|Maître)[ \u00a0]+")
