"""The French knowledge of the figure rules: words around numbers. Data only, each group with an example."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


QUALIFIERS_BEFORE: tuple[tuple[str, str], ...] = (
    # the first that ends right before the number wins, so « pas plus de » stands before « plus de »
    ("max", r"pas plus (?:de|d['’])|moins (?:de|d['’])|jusqu['’](?:à|en)|au (?:plus|maximum)|(?:un )?maximum (?:de|d['’])"),
    ("max", r"maxim(?:um|al|ale|aux|ales) ?(?:de|d['’]|:)?|inférieure?s? (?:à|ou égale?s? à)|en dessous (?:de|d['’])|[<≤]"),
    ("max", r"au-dessous (?:de|d['’])|(?:limitée?s?|plafonnée?s?) à|sans dépasser|ne dépassant pas"),
    ("min", r"plus (?:de|d['’])|\+ (?:de|d['’])|au moins|au minimum|(?:un )?minimum (?:de|d['’])"),
    ("min", r"minim(?:um|al|ale|aux|ales) ?(?:de|d['’]|:)?"),
    ("min", r"au-delà (?:de|d['’])|supérieure?s? (?:à|ou égale?s? à)|au-dessus (?:de|d['’])|à partir (?:de|d['’])|[>≥]"),
    ("approx", r"environ|près (?:de|d['’])|presque|quelques?|à peine|quasiment|approximativement|à peu près|aux alentours (?:de|d['’])"),
    ("approx", r"de l['’]ordre (?:de|d['’])|voisine?s? (?:de|d['’])|proches? (?:de|d['’])|plus ou moins|[~≈]"),
    ("average", r"en moyenne(?: (?:de|d['’]))?|(?:une )?moyenne (?:de|d['’])|moyenn?e?s? (?:de|d['’]|est de|:)"),
)
"""« près de 35 millions », « une échelle minimale de 3 ans », « en moyenne 12 jours »."""

AROUND = r"autour (?:de|d['’])[ \u00a0]*\Z"
"""« autour de 15 % » is near it; « s'articule autour de quatre axes » counts exactly."""
AROUND_FROM = 20
"""« autour de » is approximate before a measured number or a count from here on."""

QUALIFIERS_AFTER: tuple[tuple[str, str], ...] = (
    ("max", r"(?:au )?(?:maximum|maxi)(?!\w)|au plus(?! (?:tôt|tard|près))(?!\w)"),
    ("min", r"(?:au )?minimum(?!\w)|au moins(?!\w)|(?:ou|et) plus(?!\w)"),
    ("approx", r"environ(?!\w)"),
    ("average", r"en moyenne(?!\w)"),
)
"""« trois jours par semaine maximum », « 10 % en moyenne des émissions »."""

LABEL_NOUNS = _words("""
    action agenda alinéa annexe arrêté art article articles atelier avenant axe axes boîte bp bus bâtiment canton carte case catégorie
    cedex chapitre circulaire classe code collège convention cs csp décision décret délibération encadré fiche figure feuille grade
    groupe horizon hypothèse échelon édition étape îlot indice jour lettre levier ligne loi lot lundi mardi mercredi jeudi vendredi
    samedi dimanche mesure module métro niveau no norme nos numéro n° objectif option ordonnance orientation p page pages parcelle
    parquet partie phase plan point pp principe priorité promotion proposition quartier rapport rd recommandation rn route rt rubrique
    salle scénario schéma secteur section semestre session site sous-section stand station strate séance séquence série tableau temps
    thème titre tome tour tram tranche trimestre type version vol volet volume wagon zone
""")
"""A singular noun that the next number only numbers: « Axe 2 », « article 12 », « page 36 »."""

UNCOUNTED_LABELS = _words("""
    adresse annee cadastre cadastrale cedex cotation date debut depot dossier duree edition email fax fin fixe horaire horaires
    iban identifiant immatriculation insee isbn issn mel mail matricule millesime mobile n numero ouverture page postal portable prenom
    rang ref reference seance siren siret standard tel telecopie telephone tome tva version
""")
"""Folded words of a label whose number names and counts nothing: « Code postal : 29000 », « Tél. : 12 »."""

STREETS = _words("""
    rue avenue av boulevard boulevards bd bld place allée allées chemin impasse quai cours square route voie esplanade passage bis ter
""")
"""« 12 rue de la Paix » is an address."""

NOT_COUNTED = _words("""
    a à afin ai ainsi alors an ans après apres as assez au aussi auraient autres aux avaient avant avec avez avons ayant bis c car ce
    ceci cela celle celles celui ces cet cette ceux chacun chaque chez choses ci comme contre d dans de depuis derniers dernières des
    deux doivent donc dont du elle elles en encore entre est et étaient était étant être eu eux fait fois font furent fut grâce hors
    ici il ils j jamais jusque jusqu l la là le les leur leurs lors lorsque lui m ma mais me mieux moins mon mots même mes n ne ni non
    nos notre nous on ont ou où par parce parfois parts pas pendant peu peut peuvent plus plutôt pour pourtant premiers premières près
    puis puisque qu quand que quel quels qui quoi reprises restent s sa sans se sera seraient seront ses si sinon soit sommes son sont
    sous souvent suis suivants sur t ta tandis tant te ter tiers toujours tous tout toute toutefois toutes très trop tu un une vers
    versus via vient viennent voici vos votre vous vs y
""")
"""What cannot be the thing counted right after a number: « les deux sont », « à deux pas », « trois fois »."""

ADJECTIVES_BEFORE = _words("""
    ancien ancienne anciennes anciens autre autres beaux belles bon bonne bonnes bons derniers dernières différentes différents divers
    diverses futures futurs grand grande grandes grands gros grosses hautes hauts jeune jeunes jolis large larges longs longues
    mauvais meilleures meilleurs même mêmes nouveau nouveaux nouvelle nouvelles petit petite petites petits premier première premières
    premiers principal principale principales principaux prochaines prochains seul seule seules seuls vieilles vieux vraies vrais
    véritable véritables
""")
"""Adjectives that stand between the number and its noun: « deux grands objectifs »."""

STATES = _words("""
    accessibles achevées achevés adaptées adaptés applicables annuelles annuels chauffées chauffés couvertes couverts disponibles
    fermées fermés gratuites gratuits inédites inédits inoccupées inoccupés neufs neuves nocturnes nouveaux nouvelles occupées occupés
    ouvertes ouverts payantes payants permanentes permanents piétonnes privées privés publics publiques réservées réservés
    saisonnières saisonniers supplémentaires temporaires vacantes vacants vides
""")
"""Adjectives that count what was counted before: « 7 postes, dont deux vacants »."""

ADJECTIVE_ENDINGS = tuple(
    sorted(_words("""
    able ables aine aines ain ains aire aires aise aises al ale ales ants aux clefs clés el elle elles els ente entes estre estres
    eure eures eurs euse euses eux ible ibles ide ides if ifs ile iles ine ines ins ique iques iste istes ive ives ien ienne iennes
    iens nets nettes ois oise oises ouvertes ouverts privées privés public publics publique publiques urbaines urbains vertes verts
"""))
)
"""Endings by which a word after a counted noun is taken for its adjective: « actions départementales »."""

PARTICIPLE_ENDINGS = ("és", "ées", "é", "ée", "is", "ies", "us", "ues", "ant", "ants", "antes")
"""Endings that end the counted noun's own phrase: « entretiens menés », « ateliers réunissant »."""

NOT_ADJECTIVES = _words("""
    mais jamais désormais fois parfois lesquels lesquelles eux ceux elles auxquels auxquelles laquelle leurs plusieurs ailleurs
""")

INVARIABLE = _words("scénarii maxima minima média personnel agenda etp km")
"""Counted nouns that do not end in s, x or z in the plural: « 3 scénarii »."""

FROZEN = (
    r"(?:en|à) deux (?:mots|temps|pas|vitesses)|tous? deux|tou(?:te)?s les deux(?! (?:jours|semaines|mois|ans|heures))|l['’]une? des deux"
    r"|les deux(?= (?:sont|ont|se|à|et|ne|,))"
    r"|de deux choses"
    r"|à (?:deux|quatre|six) mains|à (?:deux|trois|plusieurs) reprises|deux par deux|dix[- ]huitième|aux quatre coins|quatre saisons"
    r"|(?:7|sept) ?(?:j|jours) ?(?:/|sur) ?(?:7|sept)|24 ?(?:h|heures) ?(?:/|sur) ?24|mille et une?|mille mercis|cent pour cent"
    r"|(?:3|trois) ?(?:/|sur) ?huit|les? trois[- ]huit"
)
"""Set phrases whose number counts nothing."""

VERBS = (
    r"(?:n['’]|s['’]|l['’])?(?:a|ont|est|sont|était|étaient|sera|seront|serait|seraient|avait|avaient|aura|auront|fut|furent"
    r"|peut|peuvent|doit|doivent|fait|font|va|vont|permet|permettent|permettra|constitue|constituent|repose|reposent|concerne|concernent"
    r"|représente|représentent|atteint|atteignent|s'élève|ouvre|ouvrent|reste|restent|devient|deviennent|vise|visent|se|s['’][^\W\d_]+|ne|n['’][^\W\d_]+|y|lui|leur)"
)
"""Forms that open the predicate: the noun phrase that is measured ends before them."""

DETERMINERS = _words("le la les l un une ce cet cette ces son sa ses leur leurs notre nos votre vos chaque du des au aux")
PREPOSITIONS = _words("de d à en pour par sur sous dans avec entre vers chez du des au aux contre selon")
"""The words of which a noun phrase is made besides nouns and adjectives."""

BEFORE_NUMBER = _words("""
    actuellement ainsi alors aussi après atteignent atteint au aux avant aujourd'hui avec bout chiffre compris comprise compte
    comptent d d'ici dans de depuis des deux dès dont du durant dépassait dépasse déjà désormais elles en encore entre environ est
    estimé estimée estimés et étaient était évalué évaluée évalués fixé fixée fixés ici il jusqu jusqu'à les limité limitée maintenant
    mobilise mobilisent moins même ou par parfois passe passent pendant plafonné plafonnée plus porté portée pour près raison
    représente représentent sera seront seulement soit sont sous souvent sur toujours totalise y a à élève élèvent établi établit
""")
"""What stands between the thing measured and its number: « la dette s'établit à 10 M€ », « un budget de »."""

CHANGE_NOUNS = _words("""
    accroissement augmentation augmentations baisse croissance diminution gain gains hausse perte pertes progression recul réduction
    surcoût surcoûts économie économies évolution
""")
"""« 45 % d'augmentation de la taxe » measures the rise itself, not a share of it."""

NOMINALS: dict[str, str] = {
    "réduire": "réduction",
    "diminuer": "diminution",
    "baisser": "baisse",
    "augmenter": "augmentation",
    "accroître": "accroissement",
    "limiter": "limitation",
    "améliorer": "amélioration",
    "économiser": "économie",
}
"""The change that a verb before a number names: « réduire de 30 % les émissions »."""

GROUPS = "équipe|groupe|brigade|collectif|comité|commission|jury|panel|réseau|promotion|cellule|bureau|délégation|collège"
"""What is made of those whom the next number counts: « une équipe de 3 agents »."""

RATIOS = _words("part parts probabilité proportion ratio remise rabais rendement taux")
"""« 90 % de taux de satisfaction », « 12 % de part modale »: what follows is the ratio already."""

QUALITIES: dict[str, str] = {
    "âge": r"âgée?s?|fêt(?:e|ent|é|era|ait)[ \u00a0](?:ses|leurs)",  # lycéens âgés de 15 à 18 ans, la doyenne a fêté ses 101 ans
    "émissions": r"émett(?:ant|ent)",  # camions émettant 120 g
    "consommation": r"consomm(?:ant|ent)",
    "longueur": r"longue?s?|mesurant",  # la rue, longue de six cents mètres
    "largeur": r"larges?",
    "hauteur": r"haute?s?",
    "poids": r"pes(?:ant|ent)",
    "surface": r"couvrant|s['’]étendant sur",
    "coût": r"coût(?:ant|ent|e|é|era|eront|aient|ait)",  # une place de crèche coûte 14 000 €
    "durée": r"dur(?:e|é|ent|era|eront|aient|ait)",
    "attente": r"attend(?:ent|ait|aient|ront)?|patient(?:e|ent|aient|é)",  # les usagers attendent 4 jours
    "travail": r"travaill(?:e|ent|era|eront|aient|ait)",
}
"""The quality that a word before a measure gives: « âgés de » an age."""

CHANGES: dict[str, str] = {
    "hausse": r"augment",
    "progression": r"progress",
    "baisse": r"baiss",
    "recul": r"recul",
    "diminution": r"diminu",
    "réduction": r"rédui",
    "chute": r"chut",
    "croissance": r"grandi|cr[uû]",
}
"""The change that a verb before « de 12 % » tells: « les inscriptions ont reculé de »."""

CHANGING: dict[str, str] = {
    "hausse": r"augmente(?:nt)?",
    "progression": r"progresse(?:nt)?",
    "baisse": r"baisse(?:nt)?",
    "recul": r"recule(?:nt)?",
    "diminution": r"diminue(?:nt)?",
    "réduction": r"rédui(?:t|sent)",
    "chute": r"chute(?:nt)?",
}
"""The same verbs in the present: « la dette recule de 6 % »; after an article some are nouns."""

PERSONS = _words("""
    adolescents adolescentes adultes bébés candidats collégiens collégiennes élèves enfants étudiants étudiantes femmes filles garçons
    habitants hommes jeunes lycéens lycéennes mineurs patients personnes publics résidents retraités seniors usagers
""")
"""Those who have an age: « enfants de 3 à 12 ans »."""

STAFF = _words("agents bénévoles cadres collègues conseillers directeurs directrices élus employés équipes maires membres parents salariés")
"""Others that no duration measures: « les agents ont reçu 12 heures »."""

PERSON = _words("adolescent adolescente adulte bébé candidat élève enfant étudiant habitant jeune lycéen mineur personne usager")
"""One who has an age: « l'adolescent de 12 à 17 ans »."""

INHABITED = _words("""
    agglomération agglomérations bassin bourg bourgs canton collectivité collectivités commune communes département départements epci
    intercommunalité intercommunalités métropole métropoles quartier quartiers région régions territoire territoires village villages
    ville villes
""")
"""What has a population: « communes de plus de 3 500 habitants »."""

RANKED_NOT = _words("""
    adjoint adjointe alinéa année anniversaire arrondissement assises atelier axe chapitre classe colloque concours conférence congrès
    degré fois festival forum génération groupe jour journée lecture levier lieu ligne main mandat mois moitié partie phase phases
    plan point prix question rapport rencontres réunion république salon semaine semestre session siècle séance temps tome trimestre
    vague version vice-président vice-présidente volet volume édition étage étape étapes janvier février mars avril mai juin juillet
    août septembre octobre novembre décembre
""")
"""Nouns that an ordinal numbers without ranking them: « la troisième phase », « le 12e arrondissement »."""
