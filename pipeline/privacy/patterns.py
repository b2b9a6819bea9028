"""Who stays named, what an address of a body looks like, how people are addressed: data, each with its ground or an example."""

from __future__ import annotations

import re

OFFICES: dict[str, tuple[str, bool]] = {
    # role_type: (ground, whether the organisation must be a public body that the tables know)
    "maire": ("elected office, public by law (code électoral, répertoire national des élus)", False),
    "adjoint": ("elected office (CGCT, L.2122-1)", False),
    "depute": ("elected office", False),
    "senateur": ("elected office", False),
    "ministre": ("member of the government, appointed by published decree", False),
    "prefet": ("appointed by published decree", False),
    "elu": ("elected office (répertoire national des élus)", True),
    "conseiller": ("elected office (répertoire national des élus)", True),
    "president": ("elected head of a public body (CGCT, L.3122-1, L.4133-1, L.5211-9)", True),
    "vice_president": ("elected office of a public body (CGCT, L.5211-10)", True),
    "dgs": ("head of the administration, « emploi fonctionnel » (CGFP, L.412-6), named in published organisation charts", True),
    "dga": ("deputy head of the administration, « emploi fonctionnel » (CGFP, L.412-6), named in published organisation charts", True),
}
"""Role types whose holders stay named, in the documents that name them in that capacity."""
ELECTED = {"elu", "conseiller"}
"""Only with the relation ``elected``: « conseiller » is also a job."""
PUBLIC_BODIES = {"commune", "departement", "region", "epci", "ept", "collectivite", "etat", "etablissement_public"}
"""Types of organisations that hold public office."""

GENERIC_WORDS = frozenset(
    """
    accueil accueils acces action administration adherents administratif agenda aide animation archives asso association
    associations assistance atelier ateliers bibliotheque bonjour budget bureau cabinet ccas centre cinema citoyen citoyens
    cohesion collecte com comm communication commande commandes comite conseil contact contacts cdg cias cnil coordination
    courrier crèche creche culture culturel culturelle dechets dechetterie demarches democratie departement developpement
    direction donnees dpo drh durable eau ecole ecoles economie education elections emploi enfance enquete environnement equipe
    etat civil etatcivil etudes evenement evenements famille finances formation formations forum gestion habitat hello help
    inclusion info infos information informations innovation inscription inscriptions interco jeunesse journal juridique lettre
    locale logement lycee mairie maison marches mediatheque metropole mission mobilite mobilites municipal musee newsletter
    numerique observatoire office ouverte participation patrimoine petite police pole population presse prevention projet projets
    proprete public publics publique publication publications qualite recrutement redaction region rencontres reservation reseau
    ressources rh sante scolaire secretariat seminaire seminaires service services social sociale solidarite solidarites sport
    sports stage stages standard support sup technique techniques territoire territoires tourisme transition transports travaux
    tri urbanisme vie ville voirie webmaster
    """.split()
)
"""Words of which the addresses of bodies are made: « service.urbanisme@ », « etat-civil@ »; any other word makes one personal."""

_DOMAINS = "fr|com|org|net|eu|info|gouv|bzh|alsace|corsica|paris|re|gp|gf|mq|yt|nc|pf|pm|be|ch|lu|uk|it|example"
"""Ends of addresses that a blank before them leaves theirs: in « nom@ville.fr. Anne Petit » the address ends before « Anne »."""
EMAIL = re.compile(
    r"(?:(?<!\w)[\w'-]{1,40} \. ){0,2}[\w.+'-]{0,64}[\w+-]\s?(?:@|\(at\)|\[at\]|\(a\)|＠|&#64;|%40)"
    rf"\s?[\w-]{{1,63}}(?:\s?\.\s?[\w-]{{1,63}}){{0,8}}\s?\.(?:[a-zA-Z]{{2,10}}|\s(?i:{_DOMAINS}))(?!\w)"
)
"""« prenom.nom@ville.fr », « nom (at) ville.fr », « prenom . nom @ ville . fr »."""
PHONE = re.compile(
    r"(?<![\d+])(?:(?:\+|00)\s?33[\s.\-/]*(?:\(0\)\s*)?|\(?0\)?)[\s.\-/\u00a0\u202f]*[1-79]\)?"
    r"(?:[ .\-/\n\u00a0\u202f]{0,3}\d){8}(?!\d)"
    r"|(?<!\w)(?<!\d[ \u00a0\u202f])(?:\+|00[ .\u00a0\u202f]?)(?!33|0)\d{1,3}(?:[ .\-()\u00a0\u202f]{0,2}\d){7,12}(?!\d)"
)
"""« 06 12 34 56 78 », « 02.99.00.00.00 », « (0)6 12… », « +33 (0)2 99 00 00 00 », « +32 2 123 45 67 »,
« 00 41 22… »; not 3939, 15 or 0 800 …"""

NAME_WORD = r"(?:[dDlLO]['’])?[A-ZÀ-ÝŒ][\w]*(?:['’.-]+[A-ZÀ-ÝŒa-zà-ÿ]?\w+)*"
PARTICLE = r"(?:d['’]|de la|de|du|des|le|la|von|van der|van den|van de|van|el|al|ben|bin|bint|ould|di|da|dos|an|ar)"
NAME = rf"{NAME_WORD}(?:[ \u00a0](?:{PARTICLE}[ \u00a0])?{NAME_WORD}){{0,4}}"
_CIVIL = r"(?<![\w.])(?:MM\.|M\.|Mmes?|Mlles?|Mr|Monsieur|Messieurs|Madame|Mesdames|Mademoiselle|Maître|Me|Dr|Docteure?|Pr|Professeure?)"
CIVILITY_BEFORE = re.compile(rf"{_CIVIL}[ \u00a0\n]+$")
INITIALS_BEFORE = re.compile(r"(?<!\w)[A-ZÀ-Ý]\.[ \u00a0-]?(?:[A-ZÀ-Ý]\.[ \u00a0]?)?$")
"""« J.-P. » before a family name."""
CIVILITY = re.compile(
    rf"{_CIVIL}[ \u00a0\n]+(?P<names>{NAME}(?:(?:[ \u00a0]?,[ \u00a0]|[ \u00a0]et[ \u00a0])(?:M\.[ \u00a0]|Mme[ \u00a0])?{NAME})*)"
)
"""« M. Dupont », « Mme Anne LE GOFF », « MM. Dupont et Durand », « Maître Petit »."""
LABELLED = re.compile(
    r"(?:étudiant|élève|stagiaire|lycéen|tuteur|tutrice|auteur|autrice|témoin|habitant|rédacteur|rédactrice|enquêteur|enquêtrice)"
    rf"(?:ne|e)?s?[ \u00a0]?:[ \u00a0](?-i:(?P<names>{NAME}))",
    re.I,
)
"""« Étudiante : Gwenolé an Trividig »: a form's label with a name, known or not."""
PRIVATE_AFTER = re.compile(
    r"[ \u00a0]?[,(][ \u00a0]?(?:un |une )?(?:habitant|résident|riverain|retraité|étudiant|élève|lycéen|collégien|voisin|bénévole|usager"
    r"|agriculteur|agricultrice|commerçant|témoin|locataire|parent|père|mère|fils|fille|frère|sœur)"
)
"""What follows the name of somebody who is not there as the holder of an office: « M. Marchand, habitant du quartier »."""

GIVEN_NAMES = frozenset(
    """
    adele adrien agathe agnes ahmed aicha alain alban albert alexandra alexandre alexis alice aline alix amandine amelie amina
    anais andre andree anita anna anne annick annie antoine antonin ariane armand arnaud arthur astrid aude audrey augustin
    aurelie aurelien axel baptiste barbara bastien beatrice benedicte benjamin benoit berenice bernadette bernard bertrand
    blandine boris brice brigitte bruno camille carine carole caroline catherine cecile cedric celia celine chantal charles
    charlotte chloe christelle christian christiane christine christophe claire clara claude claudine clemence clement clementine
    colette coralie corentin corinne cyril cyrille damien daniel daniele danielle david deborah delphine denis denise diane didier
    dominique dorothee edith edouard elea eleonore eliane elisabeth elise elodie emile emilie emma emmanuel emmanuelle enzo eric
    erwan estelle esther etienne eugene eva evelyne fabien fabienne fabrice fanny farid fatiha fatima fatoumata felix fernand
    fiona flavie florence florent florian francine franck francois francoise frederic frederique gabriel gabrielle gael gaelle
    gaetan genevieve georges gerald geraldine gerard gilbert gilles ginette gisele gregoire gregory guillaume gustave guy gwenael
    gwenaelle hadrien hassan helena helene henri herve hubert hugo hugues ibrahim igor ines irene iris isabelle isabel jacqueline
    jacques jamel jean jeanne jeannine jeremie jeremy jerome joel joelle johan johanna jonathan jordan jose joseph josephine
    josette josiane julia julie julien juliette justine karim karima karine katia kevin khadija khaled laetitia lambert laura
    laure laurence laurent lea leila leo leon leonie lina lionel lisa lise loic lola louis louise luc lucas lucie lucien lucienne
    ludivine ludovic lydia lydie madeleine mael maeva malika manon manuel marc marcel margaux margot marguerite maria mariam
    marianne marie marielle marine marion marjorie marlene marthe martial martin martine maryse mathieu mathilde matthieu maud
    maurice maxence maxime melanie melissa michel michele micheline mickael mireille mohamed mohammed monique mouna muriel myriam
    nadege nadia nadine nathalie nathan nicolas nicole noe noel noelle noemie nora norbert odette odile olga olivia olivier
    ophelie oscar pascal pascale patrice patricia patrick paul paula paule pauline philippe pierre pierrick quentin rachel rachid
    raphael raymond regine regis remi remy renaud rene renee richard robert robin rodolphe roger roland romain romane ronan
    rosalie rose roxane ruth sabine sabrina salome samia samir samuel sandra sandrine sara sarah sebastien serge severine simon
    simone sofia solange solene sonia sophie stephane stephanie suzanne sylvain sylvaine sylvette sylvie tanguy tatiana theo
    theodore therese thibault thierry thomas tiphaine tristan ulysse valentin valentine valerie vanessa veronique victor victoire
    vincent violaine violette virginie vivien viviane wilfried william xavier yael yann yannick yasmina yoann yolande youssef yvan
    yves yvette yvon yvonne zoe
    """.split()
)
"""Given names that are common in France (after INSEE's Fichier des prénoms, facts): with a capitalised word after it, a person."""
EPONYM_HEAD = re.compile(
    r"(?:rue|avenue|boulevard|place|square|quai|allée|impasse|cours|pont|esplanade|promenade|rond-point|lycée|collège|école|groupe scolaire"
    r"|université|hôpital|clinique|gymnase|stade|piscine|salle|espace|centre|maison|médiathèque|bibliothèque|théâtre|musée|cité|résidence|parc"
    r"|jardin|fondation|prix|institut|campus|crèche|complexe|station|gare|quartier|port|aéroport|saint|sainte)s?"
    r"(?:[ \u00a0](?:du|de la|de l['’]|des|de|d['’]|(?:le|la)))?[ \u00a0](?:[\w'’-]+[ \u00a0])?$",
    re.I,
)
"""What stands before a name that is a place's: « rue Jean Moulin », « lycée Simone Veil »."""
EPONYM_WORD = re.compile(
    r"\b(?:rue|avenue|boulevard|place|square|quai|lycee|college|ecole|universite|hopital|gymnase|stade|piscine|salle|espace|centre"
    r"|mediatheque|bibliotheque|theatre|musee|cite|residence|parc|jardin|fondation|prix|institut|campus|creche|quartier|saint|sainte)\b",
    re.I,
)
"""The same in a file's name, without accents: « ecole-romain-rolland »."""
PUBLIC_FIGURES = frozenset(
    """
    jean jaures|jean moulin|victor hugo|charles de gaulle|simone veil|jules ferry|jules verne|leon blum|pierre mendes france
    francois mitterrand|georges pompidou|jacques chirac|louis pasteur|marie curie|pierre curie|emile zola|albert camus
    jean monnet|robert schuman|gustave eiffel|olympe de gouges|jeanne d arc|napoleon bonaparte|louis xiv|henri iv|rosa parks
    nelson mandela|martin luther king|antoine de saint exupery|jacques prevert|paul eluard|louis aragon|george sand
    simone de beauvoir|jean paul sartre|claude monet|paul cezanne|honore de balzac|gustave flaubert|guy de maupassant
    arthur rimbaud|charles baudelaire|denis diderot|jean jacques rousseau|rene descartes|blaise pascal|marcel proust
    georges brassens|edith piaf|lucie aubrac|germaine tillion|genevieve de gaulle|josephine baker|gaspard monge
    """.replace("\n", "|")
    .replace("    ", "")
    .strip("|")
    .split("|")
)
"""Persons of history that streets and schools are named after; the GDPR does not apply to the dead (recital 27)."""
NOT_IN_OFFICE = re.compile(
    r"\b(?:ancien|ex|honoraire|candidat|assistant|collabor|secretaire|charge\w* de mission|responsable|chef|conseill?er technique|epou"
    r"|conjoint|pere|mere|fils|fille|veuve|directeur de cabinet)\w*\b"
    r"|\b(?:du|de la|de madame|de monsieur|aupres d\w*) (?:la )?(?:maire|president|prefet|ministre|depute)"
)
"""« assistante du maire », « ancien préfet »: the word of an office in the role of somebody who does not hold it (folded)."""
