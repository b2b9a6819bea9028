"""Verbs of administrative French: what a noun phrase ends before. Data only.

The stems are the verbs in -er of wordfreq (CC BY-SA 4.0) that are frequent or that service-public.fr writes (Licence Ouverte), with
some of the genre; the rest is grammar.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


REGULAR = _words("""
    abaiss abandonn abond abord abrit abrog absorb abus accentu accept accompagn accord accouch accroch accueill accumul accus accéd
    accélér achemin achet achev acquitt activ adapt additionn adhér administr admir adopt ador adress affect affich affin affirm
    affront aggrav agit agress agré aid aim ajout ajust alert align aliment alli allong allou allum allég altern altér amen amorc amus
    amélior aménag analys anim annex annonc annul anticip apais appel appliqu apport appos approch appropri approuv approvisionn
    appréci appréhend appuy arm arrach arrang arriv arros arrêt aspir assign assimil assist associ assum assur attach attaqu attest
    attir attrap attribu atténu auditionn augment autoris aval avanc avoisin avou aér baign baiss balad balanc barr bascul bitum bloqu
    blâm boucl branch brill broy brûl budgét but bénéfici cach calcul calm capt captur caractéris caress cern certifi cess chang chant
    charg chass chauff chemin cherch chiffr choqu chut circul cit clarifi class clôtur cofinanc cohabit coll collabor collect
    collectionn combin combl command commenc comment communiqu compar compens compliqu complét comport compos compost compt
    comptabilis concentr concern concert concili concéd condamn conditionn confi confirm conform confront confér connect consacr
    conseill conserv considér consign consist consol consolid consomm constat constitu consult cont contact content contest continu
    contourn contract contribu contrôl convi convoqu coopér coordonn copi copilot corrig cotis couch coul coup couv couvr coût creus
    cri critiqu crois cré cueill cuisin culmin cultiv cumul céd célèbr célébr dans demand demeur densifi desserr dessin devin dialogu
    diffus différ différenci digitalis diminu din dirig discut dispens dispers dispos disput dissimul distingu distribu divis divorc
    divulgu domin donn dot doubl dout dragu dress dur dynamis débarqu débarrass débit débloqu débord débrouill début décal décern
    décharg déchir décid déclar déclench déclin décoll découl découp décourag découvr décroch décéd dédommag défi défil défonc dégag
    dégrad déjeun délibér délimit délivr démarr dématérialis démissionn démont démontr déménag dénombr dénonc dépass dépens déplac
    déplor déploy dépos dérang dérog déroul désactiv désign désir détach détaill détect détermin détest détourn détérior développ
    dévoil effac effectu effondr efforc embarqu embauch embrass embêt emmen empar employ emport emprunt empêch encadr encaiss enchaîn
    encourag enferm enfonc engag engendr enlev enquêt enregistr enseign entam enterr entour entrav entraîn entrepos envisag envol
    envoy escroqu espér essaim essay essuy estim examin exauc excell excus excéd exerc exig exist exonér expliqu exploit explor explos
    export expos exprim expuls expériment externalis exécut fabriqu facilit factur favoris ferm figur film finalis financ fix
    fonctionn forc form formalis formul fouill frapp fraud frein frott fréquent frôl fum fusionn fédér félicit fêt gagn gar gard gliss
    gouvern grill grimp guid gâch génér gér gên habill habit habitu hiérarchis honor humili héberg hérit hésit identifi ignor illustr
    imagin imit immisc immobilis impact implant impliqu import impos impressionn imprim impuls imput inaugur incarn incinér incit
    indemnis indiqu inflig influ influenc inform initi inquiét insist inspect inspir install instaur institu insér intent internalis
    interpell interprét interrog interview intégr intéress invalid invent invers invit invoqu irrigu isol jalonn jet jou jug jumel jur
    justifi labellis laiss lanc lav lev libér licenci limit liquid livr localis log lou lutt légalis légifér mang manifest manipul
    manqu manœuvr march marqu matérialis maîtris men menac mentionn mesur milit minimis mis mobilis modernis modifi modul modér mont
    montr motiv mouill multipli mutualis médiatis méfi mélang ménag mérit mêl nag navigu nettoy neutralis nomm not notifi numéris
    numérot nécessit néglig négoci oblig observ occasionn occup offr oppos opt optimis opér ordonn organis orient oscill oubli ouvr
    palli pardonn pari parl parrain partag particip pass pay pench pens perc perfectionn persist persuad perturb pes pilot piqu piss
    piétonnis plac plafonn plaid planch planifi plant pli plong plébiscit point ponctu port positionn posséd postul pouss pratiqu
    press pri priv privilégi procur procéd profit progress projet prolong promen prononc propag propos prospér protest protég prouv
    provision provoqu précipit précis préconis précéd préfigur préfér prélev préoccup prépar présent préserv présid prêt publi purg
    pénétr pérennis pêch qualifi questionn quitt raccord racont raisonn ralli ramass ramen rang rapatri rappel rapport rapproch
    rassembl rassur rat rationalis rattach rattrap rayonn recens recharg recherch recommand recommenc reconstitu recouvr recrut recré
    rectifi recueill recul recycl redemand redistribu redonn redress redynamis redéploy reflét refus regagn regard regrett regroup
    rejet relanc relay relev reli remarqu rembours remerci remont remplac remport remédi rencontr renforc renonc renouvel renseign
    rentr renvers repass repens repeupl report repos repouss reproch représent repér requalifi respect respir ressembl ressourc rest
    restaur restitu retard retir retomb retourn retrac retrouv revendiqu revers revitalis risqu rivalis roul rouvr rythm réaffirm
    réalis réaménag réchauff réclam récolt récompens réconcili récupér récus rédig réform réfugi référ régularis régénér réhabilit
    réinsér réintégr réinvent réitér rémunér rénov réorganis répar répét réserv résid résist résult résum rétract réunifi réveill
    révis révoqu révél rééquilibr réévalu sacrifi saign salu sanctionn saut sauv sauvegard savour secou sem sembl sensibilis sign
    signal signifi sillonn simplifi simul situ siég soign sold sollicit sonn souci souffl souffr souhait soulag soulev soulign
    soupçonn stabilis stagn stationn statu stimul stipul stock stopp structur subsist substitu subvention suc succéd suggér supplé
    support suppos supprim surmont surveill survol suscit sécuris séjourn sélectionn sépar taill tap tard tempér tent termin
    territorialis test tir tolér tomb totalis touch tourn trac train trait tranch transform transfér transit transport travaill
    travers traîn trembl tri tromp troubl trouv télécharg téléphon témoign utilis val valid valoris vant vari veill veng vers vid vir
    vis visit vol vot voyag végétalis vénér vérifi écart échang échapp échelonn échou éclair éclat économis écoul écout écras édifi
    édit éduqu élabor élev élimin éloign émerg énerv énumér épargn épous éprouv équip étal étay étonn étouff étudi évacu évad évalu
    évit évolu évoqu
""")
"""What stands before the ending of a verb in -er, or of one that is written like it in the present: « financ(ent) », « ouvr(e) »."""

SECOND_GROUP = _words("""
    abouti accompli affranchi agi agrandi alourdi amorti applaudi approfondi assoupli assujetti atterri averti bâti bondi choisi converti
    démoli durci élargi embelli enrichi envahi établi fini fléchi fourni franchi garanti grandi guéri investi jailli nourri obéi puni
    raccourci rafraîchi ralenti réagi rebondi rebâti réfléchi refroidi réinvesti rempli réparti rétabli réuni réussi rougi saisi subi
    surgi trahi uni vieilli
""")
"""« réuni(t) », « réuni(ssent) »: in the singular never the participle."""

PRESENT_SINGULAR = _words("""
    acquiert admet advient apparaît appartient atteint attend aperçoit commet comparaît compromet conçoit conclut connaît conquiert
    consent contient contredit convainc convient correspond croît croit déçoit défend démet dépend descend dessert détient devient
    doit dort élit émet entend entreprend entretient étend exclut faut fond inclut intervient lit maintient met mord naît obtient
    paraît parcourt part parvient perçoit perd permet peut plaît poursuit pourvoit prend prescrit prévoit prévient promet provient
    reçoit recourt rejoint reconnaît redevient relit remet rend renaît répand répond reprend résout ressent ressort restreint retient
    revient revêt rompt sait satisfait sent sert sort soumet soutient souvient suffit suit surprend survient suspend tend tient
    transcrit transmet vainc vaut vend vient vit voit
""")
"""Verbs of the third group in the present that no participle and hardly a noun is written like."""

PRESENT_PARTICIPLE = _words("""
    conduit construit couvert décrit dit écrit fait inscrit instruit interdit introduit offert ouvert produit reproduit réduit reconstruit
    séduit souscrit traduit
""")
"""Verbs in the singular of the present that a participle is written like too: after a plural they are verbs."""

PARTICIPLES = _words("""
    acquis appris compris conçu conduit construit découvert élu émis entendu inclus mis obtenu offert ouvert perçu permis prévu pris
    produit promis reçu réduit remis rendu repris souscrit suivi tenu vendu vécu
""")
"""Participles that another may follow: « la mission a rencontré 85 agents et suivi douze usagers »."""

PRESENT_PLURAL = _words("""
    ont sont font vont acquièrent admettent agissent aperçoivent apparaissent appartiennent apprennent atteignent attendent battent
    combattent commettent comprennent conçoivent concourent conduisent connaissent construisent contiennent conviennent correspondent
    courent craignent croient croissent décrivent défendent dépendent descendent desservent détiennent détruisent deviennent disent
    doivent dorment écrivent élisent émettent entendent entreprennent entretiennent étendent excluent incluent inscrivent instruisent
    interviennent introduisent joignent lisent maintiennent meurent mettent naissent obtiennent paraissent parcourent partent
    parviennent perçoivent perdent permettent peuvent poursuivent prennent prescrivent prévoient proviennent produisent promettent
    réduisent rejoignent reconnaissent reçoivent rendent répondent reprennent résolvent ressentent ressortent retiennent reviennent
    rompent satisfont savent sentent servent sortent soumettent soutiennent suffisent suivent surviennent tendent tiennent traduisent
    transmettent valent vendent viennent vivent voient veulent
""")
"""Verbs of the third group in the plural of the present."""

NO_VERBS_PLURAL = _words("""
    adhérent affluent couvent content contingent différent équivalent excellent ferment influent négligent parent précédent président
    résident violent convergent divergent fluorescent
""")
"""Adjectives and nouns in -ent beside a verb in -er: « association adhérente », « résident »."""

NO_VERBS_SINGULAR = _words("""
    active adresse adulte cadre calme chasse cible classe complète conforme conte continue critique cuisine danse distincte double
    exacte famille ferme fixe forme glisse groupe limite manifeste manœuvre marche mise multiple nage neige nette pilote place pleine
    pratique proche propre précise présente prête pêche rencontre repère ressource rive ronde sauvage simple sole source sèche test
    triple trouble type téléphone veille vide visite voile
""")
"""Forms in -e that stand after a noun as its adjective or apposition: « population active », « ateliers cuisine »."""

NO_FUTURE = _words("alhambra caméra choléra cobra contra extra infra intra opéra sahara sierra ultra")
"""Words in -ra that are no future: « places à l'opéra »."""

NO_IMPERFECT = _words("""
    abstrait attrait bienfait distrait extrait fait forfait imparfait lait méfait parfait portrait retrait souhait trait
""")
"""Words in -ait that are no imperfect: « abonnés au forfait »."""

INFINITIVES = _words("""
    apprendre atteindre avoir bâtir choisir comprendre construire devoir dire écrire être faire garantir investir maintenir mettre obtenir
    offrir ouvrir permettre pouvoir prendre produire réduire rendre réunir réussir savoir suivre tenir vendre venir vivre voir vouloir
""")
"""Infinitives that are no nouns, of the other groups: « Pouvoir profiter pendant deux mois »."""

NOUNS_IN_ER = _words("déjeuner dîner goûter souper loyer")
"""Nouns that an infinitive is written like."""
