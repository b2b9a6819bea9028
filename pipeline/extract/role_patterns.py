"""French words of roles, organisations and credits. Data only; each entry with an example.

Words are written as ``french.fold`` gives them: lower case, no accent.
"""

from __future__ import annotations

import re

_LOOSE = {"é": "[éeÉE]", "è": "[èeÈE]", "ê": "[êe]", "à": "[àa]", "ô": "[ôo]", "'": "['’]"}


def any_of(phrases: str) -> str:
    """A pattern for any of the phrases that ``|`` or a line end separates, accents left out or not.

    Inside a phrase ``(e)`` and ``(s)`` are optional letters.

    >>> bool(re.fullmatch(any_of("présenté(e)(s) par|avec"), "présentées par"))
    True
    """
    found = []
    for phrase in re.split(r"[|\n]", phrases):
        text = "".join(_LOOSE.get(c, re.escape(c)) for c in phrase.strip())
        if text:
            found.append(re.sub(r"\\\((.*?)\\\)", r"(?:\1)?", text))
    return "(?:" + "|".join(found) + ")"


def words(text: str) -> frozenset[str]:
    """The set of the words of a text."""
    return frozenset(text.split())


ROLE_HEADS = words(
    """
    adjoint adjointe administrateur administratrice agent agente agriculteur agricultrice ambassadeur ambassadrice animateur
    animatrice apprenti apprentie architecte archiviste artisan artisane artiste assistant assistante attache attachee auteur
    auteure autrice avocat avocate benevole bibliothecaire botaniste boulanger boulangere capitaine chancelier chanceliere
    chanteur chanteuse charge chargee charpentier chef cheffe chercheur chercheuse choregraphe chroniqueur chroniqueuse
    climatologue co-auteur co-fondateur co-fondatrice co-president co-presidente coach cofondateur cofondatrice collaborateur
    collaboratrice colonel comedien comedienne commandant commandante commercant commercante commissaire comptable concepteur
    conceptrice concierge conferencier conferenciere conseiller conseillere conservateur conservatrice consultant consultante
    controleur controleuse coordinateur coordinatrice coordonnateur coordonnatrice correspondant correspondante createur creatrice
    cuisinier cuisiniere delegue deleguee depute deputee designer developpeur developpeuse dg dga dgas dgs dgst directeur
    directeur-adjoint directrice directrice-adjointe dirigeant dirigeante docteur docteure doctorant doctorante doyen doyenne drh echevin
    echevine bourgmestre
    dsi ebeniste ecologue econome economiste ecrivain ecrivaine editeur editrice educateur educatrice electricien electricienne
    eleve eleveur eleveuse elu elue enseignant enseignante entrepreneur entrepreneure entrepreneuse ergonome essayiste etudiant
    etudiante eurodepute eurodeputee expert experte facilitateur facilitatrice fondateur fondatrice formateur formatrice garde
    gardien gardienne geographe gerant gerante gestionnaire gouverneur gouverneure graphiste greffier greffiere habitant habitante
    haut-commissaire haute-commissaire historien historienne infirmier infirmiere ingenieur ingenieure inspecteur inspectrice
    instituteur institutrice intervenant intervenante jardinier jardiniere journaliste juge juriste lieutenant lieutenante
    locataire magistrat magistrate maire maire-adjoint maire-adjointe maitre maitresse manager manageur manageuse maraicher
    maraichere mecanicien mecanicienne medecin mediateur mediatrice membre menuisier menuisiere mere ministre musicien musicienne
    naturaliste notaire oceanographe officier officiere organisateur organisatrice ouvrier ouvriere parent paysagiste paysan
    paysanne pdg peintre pere philosophe photographe pilote plasticien plombier politologue pompier pompiere porte-parole porteur
    porteuse prefet prefete premier-ministre president president-directeur president-maire presidente presidente-directrice
    presidente-maire principal principale procureur procureure producteur productrice prof professeur professeure programmateur
    programmatrice proviseur proviseure psychologue puericulteur puericultrice rapporteur rapporteure recteur rectrice redacteur
    redactrice referent referente regisseur regisseuse religieux representant representante responsable retraite retraitee
    romancier romanciere salarie salariee sapeur-pompier scenariste scenographe secouriste secretaire senateur senatrice
    sociologue sous-directeur sous-directrice sous-prefet sous-prefete stagiaire statisticien statisticienne superviseur
    superviseuse suppleant suppleante surveillant surveillante syndic syndicaliste technicien technicienne tresorier tresoriere
    tuteur tutrice universitaire urbaniste urgentiste usager usagere vendeur vendeuse veterinaire vice-doyen vice-doyenne
    vice-president vice-presidente volontaire
    """
)
"""The word a role begins with: « directrice des archives », « maire-adjointe chargée de la voirie »."""

ROLE_PREFIXES = words(
    """
    alors ancien ancienne actuel actuelle ex futur future nouveau nouvel nouvelle jeune premier premiere second seconde haut haute
    grand grande grands simple co
    """
)
"""What may stand before the head: « ancien ministre », « nouveau haut-commissaire », « premier adjoint »."""

ROLE_ENDINGS = ("trice", "ologue", "icien", "icienne")
"""Endings of names of occupation that the list need not hold: « acousticienne », « hydrologue »."""

ROLE_LINKS = words("affilie affiliee associe associee chargee charge detache detachee en nomme nommee elu elue specialiste")
"""Words that carry on a chain of roles: « auteure, affiliée à une école, membre d'un comité »."""

DETERMINERS = words("le la l' les un une notre son sa leur du de")

TITLE = r"(?:M\.|MM\.|Mr\.?|Mme|Mmes|Mlle|Me|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames|monsieur|madame|Dr|Docteur|Pr|Maître|Général)"
"""« Mme Jeanne Martin », « Monsieur Paul Durand »."""

PARTICLES = words("de du des d' da di del della den der dos el la le les ben bin ibn van von af av y e al")
"""Words inside names in lower case: « Jeanne d'Arvieu », « Yves de La Tour »."""

ROLE_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("dga", r"\bdga\b|\bdgas\b|direct(?:eur|rice) general(?:e)?[- ]adjoint"),  # Directrice générale adjointe
        ("dgs", r"\bdgst?\b|direct(?:eur|rice) general(?:e)? des services"),  # Directeur général des services
        ("directeur_cabinet", r"(?:direct(?:eur|rice)|chef(?:fe)?) (?:adjointe? )?d[eu] cabinet"),  # Directeur de cabinet
        ("directeur_general", r"direct(?:eur|rice) general"),  # Directrice générale de l'agence
        ("directeur_adjoint", r"direct(?:eur|rice)[- ]adjoint|sous-direct(?:eur|rice)"),  # Directeur adjoint des finances
        ("adjoint", r"maire[- ]adjoint|adjointe? (?:\w+ )?(?:au|a la|du|de la) maire|premiere? adjoint|^adjointe?s?\b(?! d'|.adm)"),
        ("maire", r"\bmaire\b"),  # la maire, le maire-président
        ("vice_president", r"vice[- ]president"),  # vice-présidente chargée des finances
        ("conseiller", r"conseill(?:er|ere)s? (?:\w+ )?(?:munic|depart|region|commun|metro|gener|territor)"),  # conseiller départemental
        ("president", r"\bpresidente?\b"),  # Président de l'association
        ("depute", r"\b(?:euro)?deputee?\b"),
        ("senateur", r"\bsena(?:teur|trice)\b"),
        ("ministre", r"\bministre\b|secretaire d'etat"),  # ancien ministre
        ("prefet", r"\b(?:sous-)?prefete?\b"),
        ("elu", r"\belue?s?\b"),  # élu local
        ("directeur", r"\bdirect(?:eur|rice)\b"),  # Directrice de l'éducation
        ("chef_de_projet", r"\bche(?:f|ffe)s? de projets?\b"),  # Cheffe de projet transition
        ("charge_de_mission", r"\bchargee? (?:de mission|d'etudes?)"),  # Chargé de mission santé
        ("chef_de_service", r"\bche(?:f|ffe) (?:du|de|de la|d'|des|adjointe?) ?\w*"),  # Chef du service déplacements
        ("responsable", r"\bresponsable\b"),  # Responsable formation
        ("secretaire_general", r"secretaire general"),
        ("coordinateur", r"coord(?:inat|onnat)(?:eur|rice)"),  # Coordinatrice petite enfance
        ("delegue", r"\bdeleguee?\b"),  # Déléguée au pilotage
        ("conseiller_technique", r"\bconseill(?:er|ere)\b"),
        ("ingenieur", r"\bingenieure?\b"),
        ("chercheur", r"\bchercheu(?:r|se)\b|maitre(?:sse)? de conferences|\bprofesseure?\b|universitaire|ologue\b|philosophe|economiste"),
        ("eleve", r"\beleves?\b"),  # élève administrateur
        ("agent", r"\bagente?\b|technicien|regisseur|gestionnaire|gardien|assistante?\b|archiviste|bibliothecaire|jardini|cuisini"),
        ("habitant", r"\bhabitante?\b|\bretraitee?\b|\blocataire\b|\busagere?\b"),
        ("membre", r"\bmembre\b"),
    )
)
"""Normalised roles, the first that fits wins; tried on the folded role."""

ELECTED_TYPES = frozenset({"maire", "adjoint", "vice_president", "conseiller", "depute", "senateur", "elu"})
"""Roles that are offices one is elected to, whatever the organisation."""
ELECTED_BODIES = re.compile(
    r"e?s?,? (?:du |de la |de l'|des |de |d')"
    r"(?:conseil (?:regional|departemental|general|metropolitain|communautaire|territorial)|region\b|departement\b|communaute\b"
    r"|eurometropole|(?:[\w-]+ )?(?:metropole|agglomeration)\b|collectivite|pays d|senat\b|assemblee (?:nationale|de)|ept\b|epci\b)"
)
"""A president of one of these is an elected official: « président du Conseil départemental »; of an association he is not."""

DIRECTOR_TYPES = frozenset({"dgs", "dga", "directeur", "directeur_general", "directeur_adjoint", "secretaire_general"})

ORG_HEADS = re.compile(
    r"(?:la |le |les |l['’])?"
    + any_of(
        """
        ville(s)|commune(s)|mairie|département(s)|région(s)|métropole|eurométropole|agglomération|collectivité
        conseil départemental|conseil régional|conseil municipal|conseil général|conseil communautaire|conseil métropolitain
        communauté de communes|communauté d'agglomération|communauté urbaine|établissement public|syndicat|ept|epci|sdis|ccas
        institut|université|école|ministère|préfecture|agence|association|fédération|union|réseau|fondation|société|office
        centre national|centre hospitalier|centre de gestion|chambre de|chambre d'|chambre régionale|caisse|banque|cour des comptes
        bibliothèque|médiathèque|musée|archives départementales|archives municipales|archives nationales|observatoire|conservatoire
        école nationale|maison du|maison de|maison des|cnfpt|inet
        """
    )
    + r"(?:\b|(?<=['’]))",
    re.IGNORECASE,
)
"""The words an organisation begins with: « Ville de Nevers », « Communauté de communes du Pays de … », « commune de … »."""
ORG_ENDS = re.compile(r"\b(?:M[ée]tropole|Agglom[ée]ration|Agglo|Communaut[ée]|Occitanie|Inter[a-z]+|Seine|Habitat|Universit[ée])$")
"""The words an organisation ends with: « Rennes Métropole », « Alès Agglomération »."""
ORG_SIGN = re.compile(r"[A-ZÉÈ][A-ZÉÈ&-]{1,9}")
"""An acronym: « INJEP », « ADEME »."""
COMPANY_WORDS = words(
    "agence atelier cercle communication company conseil design editions groupe imprimerie imprimeries media photo studio studios"
)
"""Words that make a credit a firm: « Studio Bleu », « Imprimerie Martin »."""

UNIT_WORDS = re.compile(r"(?<=[^\W\d_]) (?:Direction|Pôle|Service|Département|Délégation|Secrétariat|Mission)\b(?! et\b)")
"""A service printed after the role without a comma: « Chef de projet Direction des sports »."""
UNIT_LINKS = re.compile(r"(?:\b(?:de|du|des|la|le|les|à|au|aux|en|et|ou|par|pour|sur)|\b[dl]['’]|,|–|-|:|/|«|\()\s*$", re.IGNORECASE)
"""What makes a following unit word part of the role: « Directeur du Pôle … »."""

CORPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("administrateur", re.compile(r"administrat(?:eur|rice)")),  # …@administrateur-ecole.example
    ("conservateur", re.compile(r"conservat(?:eur|rice)")),
    ("ingénieur en chef", re.compile(r"ing(?:enieure?)?s?[- ]?(?:en[- ]?)?chef")),  # …@ingenieurchef-ecole.example
)
"""The corps of trainees by the words of their e-mail domain (accents and capitals folded) or of a list's heading."""

CREDITS = re.compile(
    any_of(
        """
        Directeur de la publication|Directrice de la publication|Directeur de publication|Directrice de publication
        Direction de la publication|Rédacteur en chef|Rédactrice en chef|Rédaction en chef|Rédaction|Secrétariat de rédaction
        Comité de rédaction|Comité éditorial|Responsable de la publication|Responsable éditorial(e)|Coordination éditoriale|Coordination
        Conception éditoriale|Conception graphique|Conception et réalisation|Conception|Réalisation graphique|Réalisation|Graphisme
        Maquette|Mise en page(s)|Impression|Relecture|Traduction
        Crédit(s) photo(s)|Crédit(s) photographique(s)|Crédits|Photographies|Photographe|Photo(s)|Illustration(s)
        """
    )
)
"""Labels of credits: « Conception éditoriale Jeanne Martin », « Crédits photos : Paul Durand »."""

SPEAKS_BEFORE = re.compile(
    rf"(?:\b(?:{any_of('animé(e)(s)|coanimé(e)(s)|présenté(e)(s)|modéré(e)(s)|introduit(e)(s)|conclu(e)(s)|ouvert(e)(s)|piloté(e)(s)')}"
    r" par\s+"
    rf"|{any_of('questions à|la parole à|rencontre avec')}\s+"
    rf"|{any_of('modération|modérateur|modératrice|animation|animateur|animatrice|intervenant(e)(s)|grand témoin|discutant(e)')} ?:\s+"
    r"|(?:donn\w+|cèd\w+|laiss\w+|passe\w*) la parole à\s+"
    r"|retours? d['’]expérience (?:de\s+|d['’])"
    rf"|{any_of('intervention(s)|participation|conférence|témoignage|propos recueillis|interview|entretien|dialogue|rencontre')}"
    r" (?:(?:de|avec|auprès de)\s+|d['’]))|(?:^|[.!?:•»–-] ?)avec\s+)$",
    re.IGNORECASE,
)
"""What stands before a speaker: « animée par … », « l'intervention de … », « avec … »."""
SPEAKS_AFTER = re.compile(
    r"\b"
    + any_of(
        """
        nous parle|nous explique|nous livre|nous présente|interviendra|intervient|est intervenu(e)|prendra la parole|prend la parole
        ouvrira|conclura|animera|anime|présentera|échangera|débattra|témoignera|expliquera|racontera|reviendra sur|partagera
        nous a fait l'honneur|nous ont fait l'honneur|participer à|a participé à|répond à nos questions|revient sur|revient pour nous sur
        """
    )
    + r"(?=\W|$)",
    re.IGNORECASE,
)
"""What a speaker does, in the sentence that names him: « Paul Durand, adjoint au maire, nous parle de … »."""
INTERVIEWED = re.compile(r"(?:^|[.!?…»] )(?:Entretien|Interview|Rencontre|Propos recueillis[^.]{0,60})(?: croisée?)?\s*[.!]?\s*$")
"""What closes the paragraph that presents the person interviewed: « … a repris la régie. Entretien. »"""
SAYS = any_of(
    """
    explique|précise|souligne|témoigne|raconte|confie|rappelle|estime|résume|insiste|ajoute|indique|observe|détaille|conclut|sourit
    commente|reconnaît|poursuit|constate|regrette|relève|renchérit|s'en félicite|se désole
    affirme|assure|plaide|note|se souvient|se félicite|se réjouit|s'amuse|s'enthousiasme
    """
)
QUOTED_BEFORE = re.compile(rf"[»”]\s*,?\s*{SAYS}\b[^.«»]{{0,120}}$", re.IGNORECASE)
"""A quotation followed by its speaker: « … », explique la présidente, Jeanne Martin."""
QUOTED_AFTER = re.compile(rf"^[^.«»]{{0,120}}\b{SAYS}\s*:\s*[«“]|[»”]\s*,?\s*{SAYS}-t-(?:il|elle)\b", re.IGNORECASE)
"""« Jeanne Martin témoigne : « … » » and « … », s'amuse-t-elle."""
PORTRAIT = re.compile(
    "^"
    + any_of("portrait(s)|témoignage(s)|profil|paroles d'agents")
    + r"\s*(?:[:–-]|de)?\s*$",
    re.IGNORECASE,
)
"""A heading that presents a person: « Portrait : Jeanne Martin, gardienne du phare »."""
SPEAKERS_CUE = re.compile(any_of("intervenant(e)(s)|orateur(s)|oratrice(s)|participant(e)(s)|animation|animatrice|avec :"), re.IGNORECASE)
"""What introduces a list of speakers: « Les intervenantes », « avec : »."""
MINUTES = re.compile(r"compte[- ]rendu|procès[- ]verbal|relevé de (?:décisions|conclusions)|comité de pilotage", re.IGNORECASE)
"""Heads of papers whose participants are no speakers."""
EVENT_CUE = re.compile(
    rf"\b{any_of('atelier(s)|plénière(s)|conférence(s)|table ronde|tables rondes|webinaire|séminaire|colloque')}(?=\W|$)", re.IGNORECASE
)
"""Words of a sentence about an event: a person given with a role in it takes part."""
LED_BY = re.compile(
    rf"(?:^|[.;:] |, )(?P<org>[^.;:,]{{4,80}}),? {any_of('présidé(e)(s)|dirigé(e)(s)|conduit(e)(s)|emmené(e)(s)|fondé(e)(s)')} par\s+$",
    re.IGNORECASE,
)
"""« Le Syndicat des eaux, présidé par Jeanne Martin »."""
CREDITED_BEFORE = re.compile(
    rf"\b(?:{any_of('propos recueillis|paroles recueillies|entretien réalisé|interview réalisée|dossier réalisé|texte(s)|reportage')}"
    rf"|{any_of('photo(s)|illustration(s)')})"
    r"(?: et (?:photos?|textes?|illustrations?))?(?: par| ?:)\s+$",
    re.IGNORECASE,
)
"""« Propos recueillis par Jeanne Martin »"""
CONTACT_BEFORE = re.compile(
    rf"\b{any_of('contact(s)|renseignement(s)|inscription(s)|information(s)|réservation(s)')}"
    r"(?: (?:presse|et \w+))? ?(?::|auprès d(?:e |['’])|[–-])\s*$",
    re.IGNORECASE,
)
"""« Inscriptions : Jeanne Martin », « Renseignements auprès de Jeanne Martin »"""
OFFICES = words(
    "maire prefet prefete sous-prefet sous-prefete president presidente ministre senateur senatrice depute deputee recteur rectrice"
)
"""Offices that a name follows right away: « en présence du sous-préfet Paul Durand »."""
AS_ROLE = re.compile(rf"\b{any_of('comme|en tant que|en qualité de|devenu(e)|nommé(e)|élu(e)')}\s+(?P<role>[^,.;:!?«»()]{{4,70}})")
"""A role in the sentence about a person: « Jeanne Martin travaille ici depuis dix ans, dont cinq comme cheffe d'atelier »."""

WORK_CUE = re.compile(r"\b(?:éd\.|éditions?|rapport|n°|p\. \d|revue|ouvrage|thèse|collection|PUF|coll\.)(?=\W|$)", re.IGNORECASE)
"""Signs of a bibliographical reference."""
CONTACT_CUE = re.compile(
    rf"\b{any_of('contact(s)|renseignement(s)|inscription(s)|information(s)|réservation(s)|courriel|tél|téléphone|écrire|joindre')}(?=\W|$)",
    re.IGNORECASE,
)
"""Words beside an address that make a person a contact."""
COUNCIL = re.compile(
    rf"\b(?:conseil|comité|bureau) {any_of('municipal|communautaire|départemental|régional|métropolitain|syndical|général')}", re.IGNORECASE
)
"""Assemblies whose lists of attendance name elected members."""
ATTENDANCE = re.compile(
    any_of("présent(e)(s)|absent(e)(s)|excusé(e)(s)|procuration(s)|pouvoir(s)|représenté(e)(s)|membre(s)|conseiller(s)"), re.IGNORECASE
)
"""What introduces a list of attendance: « Étaient présents : »."""
CLERK = re.compile(r"secrétaires? de (?:la )?séance|rapporteure?s?\b", re.IGNORECASE)
"""« Secrétaire de séance : M. Paul Durand », « Rapporteur : Mme Jeanne Martin »."""
NOT_MEMBERS = re.compile(r"\b(?:services?|administration|agents?|personnel|public|presse|invites?|assist|techniciens?)")
"""Folded words of a list of those who attend without being members: « Assistaient également »."""
PROXY = re.compile(
    r"\s+(?:(?:a |ont )?donn(?:e|ent|é|ant) )?(?:pouvoir|procuration|mandat) à |\s+\((?:pouvoir|procuration) (?:donnée? )?à "
)
"""« Anne Roy donne pouvoir à Paul Durand », « Anne Roy (pouvoir à Paul Durand) »."""
HOUR = re.compile(r"\b\d{1,2} ?h(?: ?\d{2})?\b")
"""The time of a programme's entry: « 9 h 15 »."""
