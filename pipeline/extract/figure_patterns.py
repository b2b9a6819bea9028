"""The French knowledge of the figure rules: words around numbers. Data only, each group with an example."""

from __future__ import annotations

QUALIFIERS_BEFORE: tuple[tuple[str, str], ...] = (
    # the first that ends right before the number wins, so « pas plus de » stands before « plus de »
    ("max", r"pas plus (?:de|d['’])|moins (?:de|d['’])|jusqu['’](?:à|en)|au (?:plus|maximum)|(?:un )?maximum (?:de|d['’])|maxim(?:um|al|ale|aux|ales) ?(?:de|d['’]|:)?"),
    ("max", r"inférieure?s? (?:à|ou égale?s? à)|en dessous (?:de|d['’])|au-dessous (?:de|d['’])|(?:limitée?s?|plafonnée?s?) à|sans dépasser|ne dépassant pas|[<≤]"),
    ("min", r"plus (?:de|d['’])|\+ (?:de|d['’])|au moins|au minimum|(?:un )?minimum (?:de|d['’])|minim(?:um|al|ale|aux|ales) ?(?:de|d['’]|:)?|au-delà (?:de|d['’])"),
    ("min", r"supérieure?s? (?:à|ou égale?s? à)|au-dessus (?:de|d['’])|à partir (?:de|d['’])|[>≥]"),
    ("approx", r"environ|près (?:de|d['’])|presque|quelques?|quasiment|approximativement|à peu près|aux alentours (?:de|d['’])"),
    ("approx", r"de l['’]ordre (?:de|d['’])|voisine?s? (?:de|d['’])|proches? (?:de|d['’])|plus ou moins|[~≈]|un peu (?:plus|moins) (?:de|d['’])"),
    ("average", r"en moyenne(?: (?:de|d['’]))?|(?:une )?moyenne (?:de|d['’])|moyenn?e?s? (?:de|d['’]|est de|:)"),
)
"""« près de 35 millions », « une échelle minimale de 3 ans », « en moyenne 12 jours »."""

AROUND = r"autour (?:de|d['’])[ \u00a0]*\Z"
"""« autour de 15 % » is near it; « s'articule autour de quatre axes » counts exactly."""
AROUND_FROM = 20
"""« autour de » is approximate before a measured number or a count from here on."""

QUALIFIERS_AFTER: tuple[tuple[str, str], ...] = (
    ("max", r"(?:au )?(?:maximum|maxi|plus)(?!\w)"),
    ("min", r"(?:au )?(?:minimum|moins)(?!\w)|(?:ou|et) plus(?!\w)"),
    ("approx", r"environ(?!\w)"),
    ("average", r"en moyenne(?!\w)"),
)
"""« trois jours par semaine maximum », « 10% en moyenne des émissions »."""

LABEL_NOUNS = frozenset(
    """a alinéa action agenda annexe arrêté art article articles atelier axe axes avenant bâtiment boîte bp bus canton carte case catégorie cedex
    chapitre circulaire classe code collège convention cs csp d2 décision décret délibération dossier échelon édition emploi encadré étape exemple
    feuille fiche figure film formation groupe grade gymnase horizon hypothèse îlot indice jour l lettre levier ligne livre livret loi lot
    lundi mardi mercredi jeudi vendredi samedi dimanche mesure métro mission module n n° niveau no nos norme note numéro objectif option
    ordonnance orientation p pp page pages parcelle parquet partie phase photo pièce plan point porte poste principe priorité programme projet promotion
    proposition question quartier rapport rd recommandation règle règlement rn route rt rubrique salle scénario schéma secteur section semestre
    séquence série session séance site sous-section stand station strate tableau temps thème titre tome tour tram tranche trimestre type
    version vol volume volet wagon zone""".split()
)
"""A singular noun that the next number only numbers: « Axe 2 », « article 12 », « page 36 »."""

STREETS = "rue avenue av boulevard bd bld place allée allées chemin impasse quai cours square route voie esplanade passage bis ter".split()
"""« 12 rue de la Paix » is an address."""

NOT_COUNTED = frozenset(
    """a à afin ai ainsi ainsi alors an après apres as assez au aussi autres aux avant avec avez avons bis c car ce ceci cela celle celles celui ces cet cette
    ceux chacun chaque chez ci comme contre d dans de depuis des deux donc dont du elle elles en encore entre est et étaient était étant être eu
    eux fait fois font fut grâce hors ici il ils j jamais jusque jusqu l la là le les leur leurs lors lorsque lui m ma mais me même mes mieux
    moins mon n ne ni non nos notre nous on ont ou où par parce parfois pas pendant peu peut plus plutôt pour pourtant près puis puisque qu quand
    que quel quels qui quoi reprises s sa sans se sera seront ses si sinon soit sommes son sont sous souvent suis suivants sur t ta tandis tant te ter
    toujours tous tout toute toutefois toutes très trop tu un une vers versus via vient viennent voici vos votre vous vs y doivent peuvent
    restent seraient auraient avaient furent ayant ans mots pas parts choses tiers premiers premières derniers dernières""".split()
)
"""What cannot be the thing counted right after a number: « les deux sont », « à deux pas », « trois fois »."""

ADJECTIVES_BEFORE = frozenset(
    """anciens anciennes autres beaux belles bons bonnes différents différentes derniers dernières divers diverses futurs futures grands grandes
    gros grosses hauts hautes jeunes jolis larges longs longues mauvais mêmes meilleurs meilleures nouveaux nouvelles petits petites premiers
    premières principaux principales prochains prochaines seuls seules véritables vieux vieilles vrais vraies grand grande nouveau nouvelle
    petit petite principal principale premier première autre même seul seule jeune bon bonne ancien ancienne véritable vrai vraie""".split()
)
"""Adjectives that stand between the number and its noun: « deux grands objectifs »."""

ADJECTIVE_ENDINGS = tuple(
    """aux ales al ale iques ique ifs ives if ive els elles el elle aires aire eux euses euse ables able ibles ible iens iennes ien ienne
    ains aines ain aine ois oises oise ais aises aise eurs eures eure ants entes ents istes iste ides ide estres estre iles iles ins ines ine
    urbaines urbains publics publiques public publique privés privées ouverts ouvertes verts vertes nets nettes clés clefs""".split()
)
"""Endings by which a word after a counted noun is taken for its adjective: « actions départementales »."""

PARTICIPLE_ENDINGS = ("és", "ées", "é", "ée", "is", "ies", "us", "ues", "ant", "ants", "antes")
"""Endings that end the counted noun's own phrase: « entretiens menés », « ateliers réunissant »."""

NOT_ADJECTIVES = frozenset("mais jamais désormais fois parfois lesquels lesquelles eux ceux elles auxquels auxquelles laquelle leurs plusieurs ailleurs".split())

INVARIABLE = frozenset("scénarii maxima minima média personnel forums agenda etp km".split())
"""Counted nouns that do not end in s, x or z in the plural: « 3 scénarii »."""

FROZEN = (
    r"(?:en|à) deux (?:mots|temps|pas|vitesses)|tous? (?:les )?deux|toutes les deux|l['’]un(?:e)? des deux|les deux(?= (?:sont|ont|se|à|et|ne|,))"
    r"|de deux choses|à quatre mains|à (?:deux|trois|plusieurs) reprises|deux par deux|dix[- ]huitième|aux quatre coins|quatre saisons"
    r"|(?:7|sept) ?(?:j|jours) ?(?:/|sur) ?(?:7|sept)|24 ?(?:h|heures) ?(?:/|sur) ?24|mille et une?|mille mercis|cent pour cent|(?:3|trois) ?(?:/|sur) ?huit"
    r"|les? trois[- ]huit"
)
"""Set phrases whose number counts nothing."""

VERBS = (
    r"(?:n['’]|s['’]|l['’])?(?:a|ont|est|sont|était|étaient|sera|seront|serait|seraient|avait|avaient|aura|auront|fut|furent|peut|peuvent|doit|doivent|fait|font"
    r"|va|vont|permet|permettent|permettra|constitue|constituent|repose|reposent|concerne|concernent|représente|représentent|atteint|atteignent|s'élève"
    r"|ouvre|ouvrent|reste|restent|devient|deviennent|vise|visent|se|s['’][^\W\d_]+|ne|n['’][^\W\d_]+|y|lui|leur)"
)
"""Forms that open the predicate: the noun phrase that is measured ends before them."""

DETERMINERS = frozenset("le la les l un une ce cet cette ces son sa ses leur leurs notre nos votre vos chaque du des au aux".split())
PREPOSITIONS = frozenset("de d à en pour par sur sous dans avec entre vers chez du des au aux contre selon".split())
"""The words of which a noun phrase is made besides nouns and adjectives."""

BEFORE_NUMBER = frozenset(
    """de d à a en est sont était étaient sera seront pendant durant depuis sur pour par dans sous environ près plus moins du des les au aux
    soit atteint atteignent représente représentent compte comptent totalise dépasse dépassait fixé fixée fixés limité limitée porté portée établi
    élève élèvent établit chiffre raison bout jusqu jusqu'à avec entre il y passe passent dont encore déjà seulement désormais et ou après avant
    d'ici ici compris comprise évalué évaluée estimé estimée estimés évalués plafonné plafonnée mobilise mobilisent""".split()
)
"""What stands between the thing measured and its number: « la dette s'établit à 10 M€ », « un budget de »."""

CHANGE_NOUNS = frozenset(
    "augmentation augmentations hausse baisse réduction diminution progression croissance recul économie économies perte pertes gain gains surcoût surcoûts évolution accroissement".split()
)
"""« 45 % d'augmentation de la taxe » measures the rise itself, not a share of it."""

QUALITIES: dict[str, str] = {
    "âge": r"âgée?s?",  # jeunes âgés de 10 à 25 ans
    "émissions": r"émett(?:ant|ent)",  # véhicules émettant moins de 95 g
    "consommation": r"consomm(?:ant|ent)",
    "longueur": r"longue?s?|mesurant",  # la rue, longue de six cents mètres
    "largeur": r"larges?",
    "hauteur": r"haute?s?",
    "poids": r"pes(?:ant|ent)",
    "surface": r"couvrant|s['’]étendant sur",
    "coût": r"coût(?:ant|ent)",
}
"""The quality that a word before a measure gives: « âgés de » an age."""

INHABITED = frozenset(
    "commune communes ville villes territoire territoires intercommunalité intercommunalités agglomération agglomérations métropole métropoles département "
    "départements région régions canton bassin bourg bourgs village villages quartier quartiers epci collectivité collectivités".split()
)
"""What has a population: « communes de 5 000 à 70 000 habitants »."""

RANKED_NOT = frozenset(
    """étape phase partie fois édition année annee trimestre semestre étage classe siècle arrondissement alinéa chapitre volet temps lieu rapport
    levier mandat république version vague session réunion atelier séance journée jour semaine mois anniversaire génération groupe lecture
    main moitié adjoint adjointe vice-président vice-présidente janvier février mars avril mai juin juillet août septembre octobre novembre
    décembre phases étapes degré plan question axe point volume tome""".split()
)
"""Nouns that an ordinal numbers without ranking them: « la troisième phase », « le 12e arrondissement »."""
