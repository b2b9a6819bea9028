"""Mentions: annotated sentences in, the same annotations out."""

from __future__ import annotations

import itertools
import re

import pytest

from pipeline.clean import clean_document
from pipeline.extract.acronyms import find_definitions
from pipeline.extract.mentions import extract_mentions
from pipeline.extract.model import ModelSpan
from pipeline.extract.reading import reading_text
from pipeline.knowledge import Knowledge
from pipeline.records import Mention, RawDocument, Source

ENT = re.compile(r"<ent label=(\w+)>(.*?)</ent>")

SENTENCES = [
    "La <ent label=ORG>Ville de Créteil</ent> et le <ent label=ORG>Conseil départemental de la Nièvre</ent> signent.",
    "Pour <ent label=ORG>Bordeaux Métropole</ent>, l'<ent label=ORG>EPT Grand Paris Grand Est</ent> est un modèle.",
    "La <ent label=ORG>ville de Toulouse</ent> agit avec la <ent label=ORG>Région Hauts-de-France</ent>.",
    "La <ent label=ORG>Ville et l'Eurométropole de Strasbourg</ent> ont choisi ce projet.",
    "L'<ent label=ORG>Association des petites villes de France</ent> et la <ent label=ORG>Cour des comptes</ent> le disent.",
    "Le <ent label=ORG>Centre national de la fonction publique territoriale</ent> forme les agents.",
    "La <ent label=ORG>direction de l'Éducation</ent> ouvre ; plus loin, la <ent label=ORG>direction de l'éducation</ent> ferme.",
    "Le <ent label=ORG>Pôle Ressources Humaines et Relations Sociales</ent> répond à l'<ent label=ORG>INET</ent>.",
    "Une étude à <ent label=LOC>Montpellier</ent>, en <ent label=LOC>Belgique</ent> et dans les <ent label=LOC>Hauts-de-Seine</ent>.",
    "Les élus se retrouvent à <ent label=LOC>Diges</ent>, dans l'<ent label=LOC>Yonne</ent>.",
    "La loi de l'<ent label=ORG>État</ent> vaut pour tous ; le chef d'État aussi.",
    "Le rendez-vous est au <ent label=LOC>Palais des Congrès de Tours</ent>.",
    "Le schéma départemental des aînés (SDA) remplace le SDA de 2012.",
    "L'accord de Paris et le Plan Climat sont suivis par les EPCI, un SDIS et les DGS.",
    "Le budget de la <ent label=ORG>Ville et de la Métropole de Rennes</ent> est voté.",
    "Repenser les services <ent label=ORG>COMMUNAUTÉ URBAINE DE DUNKERQUE</ent>\tP. 46",
    "Une étude d'<ent label=ORG>ADEME Bretagne</ent> et de la <ent label=ORG>CCI Nantes</ent>.",
    "La direction générale et la Direction Générale pilotent le service de Mobilités.",
    "L'<ent label=ORG>Agence nationale de la cohésion des territoires</ent> soutient le projet.",
    "Une délégation de service public est signée, le lot Lot n° 4 aussi.",
    "Le <ent label=ORG>CCAS de Guéret</ent>, la <ent label=ORG>SPL Archipel Nord</ent>, le <ent label=ORG>CDG 29</ent> et un SDIS.",
    "L'association <ent label=ORG>Oxalis</ent> et la compagnie « <ent label=ORG>Les pieds dans l'eau</ent> » jouent ; Groupe B, axe II.",
    "L'<ent label=ORG>université de Tours</ent>, l'<ent label=ORG>hôpital de Nevers</ent> et la <ent label=ORG>préfecture du Gers</ent>.",
    "Avec <ent label=ORG>Savoie Mont Blanc Tourisme</ent>, la <ent label=ORG>DREETS Grand Est</ent> et <ent label=ORG>La Poste</ent>.",
    "La <ent label=ORG>Haute Autorité pour le maintien de la vie rurale</ent> a saisi le chef de l'État.",
    "Un diplôme d'État ; le <ent label=ORG>Sénat</ent> et le <ent label=ORG>Gouvernement</ent> et la <ent label=ORG>CFE-CGC</ent>.",
    "La <ent label=ORG>collectivité de Saint-Barthélemy</ent> finance l'<ent label=ORG>école maternelle Jules Ferry</ent>.",
    "Convention avec la <ent label=ORG>Direction Finances et Contrôle de Gestion</ent> sur la Politique de la Ville.",
    "MM. <ent label=PER>Vaissade</ent> et <ent label=PER>Kern-Dulac</ent> sortent de séance.",
    "Le <ent label=ORG>Comité national de l'organisation sanitaire et sociale</ent> siège.",
    "Domaine Public <ent label=ORG>Ville de Dole</ent> : un bail.",
    "Une commune du département de l'<ent label=LOC>Orne</ent>.",
    "Jeanne Audoubert, Le Quartier, éd. <ent label=ORG>Corail</ent>, 2004.",
    "L'<ent label=ORG>Agence régionale de santé Occitanie</ent> et la <ent label=ORG>MSA Midi-Pyrénées Nord</ent> sont venues.",
    "La <ent label=ORG>DDT</ent> instruit avec le <ent label=ORG>CCAS</ent>, comme dans tous les CCAS.",
    "Plan de financement :\n- <ent label=ORG>État</ent> : 18 M€\n- <ent label=ORG>Région</ent> : 42 M€",
    "Subventions aux associations :\n- <ent label=ORG>Foyer des aînés</ent> : 1 200 €\n- <ent label=ORG>Club de voile</ent> : 300 €",
    "Le <ent label=ORG>groupe scolaire Paul-Bert</ent> et la <ent label=ORG>médiathèque Louis-Aragon</ent> ouvrent.",
    "La <ent label=ORG>Direction des systèmes d'information</ent> répond à l'<ent label=ORG>Office palois de l'habitat</ent>.",
    "Le <ent label=ORG>Conseil municipal de la Ville de Dole</ent> vote.",
    "Le Lot n° 3 et le Lot B sont vendus, le Lot de terrains aussi. Lot : 14. Dans le <ent label=LOC>Lot</ent>, on attend.",
    "Projet de la <ent label=ORG>Ville de Dole</ent> - Avenant ; les élus de <ent label=LOC>BOUGUENAIS</ent> ; plan de A. DUVALLIER.",
    "Des SSII, un GIP, les CCAS de <ent label=LOC>Bretagne</ent> ; le conseil d'administration du <ent label=ORG>CCAS de Dole</ent> siège.",
    "Le <ent label=ORG>Syndicat mixte d'adduction d'eau potable du Trieux</ent> et la <ent label=LOC>gare de Vierzon</ent>.",
    "Le <ent label=ORG>Centre Régional de Lutte contre le Bruit</ent> ; le <ent label=ORG>Centre d'accueil Les Alizés</ent>.",
    "L'<ent label=ORG>Association locale pour l'entretien des berges</ent> (<ent label=ORG>ALEB</ent>) aide.",
    "Une soirée de l'<ent label=ORG>Ambassade d'Estonie</ent>.",
    "L'<ent label=ORG>Amicale des anciens marins du Ponant</ent>.",
    "Le <ent label=ORG>GIP Rives Neuves</ent>, l'<ent label=ORG>EHPAD Louise Kervadec</ent> et la <ent label=ORG>SCI Les Sources</ent>.",
    "L'<ent label=ORG>Ecole élémentaire Kervalan</ent> et la <ent label=ORG>Chambre de commerce et d'industrie Rouen Métropole</ent>.",
    "La <ent label=ORG>Maison départementale de l'autonomie</ent>, l'<ent label=ORG>Udaf</ent>, l'<ent label=ORG>AVLD du Lot</ent>.",
    "Modèle : Caisse en bois. Les usagers du Pass Métropole. L'<ent label=ORG>Établissement français du sang</ent> collecte.",
    "Le <ent label=ORG>Centre de ressources sur l'adaptation au changement climatique</ent> publie.",
    "De la <ent label=ORG>Maison du Département d'Albi</ent> pour les Archives.",
    "Un lot : le Lot B.\n\nSuite au <ent label=LOC>château de Cénevières</ent>. Voir la plateforme CARPIQ.",
    "L'association <ent label=ORG>Les P'tits Loups</ent> et la compagnie <ent label=ORG>Les Anges rebelles</ent> ; l'appli Nantes aussi.",
    "Une délégation de Service Public ; une Maison France services ; l'<ent label=ORG>Aide sociale à l'enfance</ent>.",
    "Une emprise <ent label=LOC>Rue du Lavoir</ent> <ent label=ORG>Syndicat des copropriétaires</ent> est cédée.",
    "Le <ent label=ORG>conseil communautaire du Grand Chambéry</ent> vote.",
    "Le <ent label=ORG>lycée Isaure de Malvignac</ent> et l'école de la <ent label=ORG>Ville de Dole</ent>.",
    "On vote le 4 dans la Salle du Conseil municipal, puis à la <ent label=LOC>Salle Pleyel</ent>.",
    "Le Conseil municipal des jeunes se réunit.",
    "L'<ent label=ORG>Agence nationale de lutte contre le bruit</ent> et l'<ent label=ORG>Office français contre les abus</ent> signent.",
    "Le <ent label=ORG>Centre d'information sur les droits des riverains</ent> et le centre d'information jeunesse.",
    "Un avis de l'<ent label=ORG>Agence régionale de santé</ent> sur les cantines et contre le bruit.",
    "La <ent label=ORG>Mission interministérielle de lutte contre le bruit</ent> finance le mur ; la mission régionale aussi.",
    "Le <ent label=ORG>gouvernement suédois</ent> et le <ent label=ORG>Parlement sud-coréen</ent> ; un gouvernement ancien.",
    "Selon <ent label=ORG>Ouest-France</ent> et le <ent label=ORG>Pentagone</ent>, le progrès du <ent label=LOC>Kremlin-Bicêtre</ent>.",
    "Le <ent label=ORG>Tribunal administratif de Rennes</ent> et l'<ent label=ORG>Orchestre philharmonique de Dole</ent>.",
    "La <ent label=ORG>Ligue contre le bruit</ent>, un lycée agricole et la maison de quartier.",
    "À la <ent label=ORG>maison pour tous Isaure Dulac</ent>, au <ent label=ORG>centre socioculturel Isaure-Dulac</ent>.",
    "Un voyage en <ent label=LOC>Amérique latine</ent> et en <ent label=LOC>Europe de l'Est</ent>.",
    "L'avis de Mme <ent label=PER>Le Vaucelles</ent>, de M. <ent label=PER>Plante</ent>, de Madame La Maire et de Mme Adjointe.",
    "Le <ent label=ORG>Crédit Agricole Centre Loire</ent>, <ent label=ORG>Emmaüs</ent> et <ent label=ORG>SNCF Réseau</ent>.",
    "L'<ent label=ORG>Agence de l'eau Adour-Garonne</ent> paie ; l'<ent label=ORG>Agence</ent> a signé.",
    "L'<ent label=ORG>Agglo</ent> aide la <ent label=ORG>Collectivité</ent> ; le <ent label=ORG>Conseil</ent> approuve.",
    "Un terrain au 80 rue de Reuilly, près de <ent label=LOC>Paris</ent>.",
    "<ent label=PER>DE LA SERRE Octave</ent>\n<ent label=PER>N'DIAYE Rokhaya</ent>\n<ent label=PER>HOAREAU Titouan</ent>",
    "Le terrain est à <ent label=ORG>Seqalis</ent>, bailleur social, et à la <ent label=ORG>SEM Thermale de Luxeuil</ent>.",
]


def unmark(sentence: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without its marks, and the marked (label, text) pairs."""
    return ENT.sub(lambda m: m[2], sentence), [(m[1], m[2]) for m in ENT.finditer(sentence)]


def find_mentions(text: str, knowledge: Knowledge, spans: tuple[ModelSpan, ...] = ()) -> tuple[Mention, ...]:
    """The mentions of a text when the model says ``spans``."""
    document = clean_document(RawDocument(Source("d", "d.txt", "", 0, "text/plain"), text), knowledge)
    reading = reading_text(document, knowledge)
    return extract_mentions(document, reading, spans, (), find_definitions(reading), knowledge)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_patterns_and_registers_find_what_is_marked(sentence: str, knowledge: Knowledge) -> None:
    text, expected = unmark(sentence)
    assert [(m.label, m.text) for m in find_mentions(text, knowledge)] == expected


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Renforcer la cohésion sociale.", "Renforcer", "LOC"),
        ("Voir l'article L. 2121-20 du code.", "L. 2121-20", "LOC"),
        ("De nombreux Montreuillois sont venus.", "Montreuillois", "LOC"),
        ("Centres de santé : le choix", "Centres", "LOC"),
        ("Déchèterie de quartier", "Déchèterie", "LOC"),
        ("Numérique sobre : oui. On aime le numérique sobre.", "Numérique sobre", "ORG"),
        ("Lire Rénover les bâtiments, le guide", "Rénover les bâtiments", "ORG"),
        ("Métropoles au travail\tP.22", "P.22", "ORG"),
        ("le discours de Madame", "Madame", "PER"),
        ("(source : enquête MNO 2019)", "MNO", "ORG"),
        ("Tous les Ateliers, et nos ateliers", "Ateliers", "ORG"),
        ("La Tranche 3 du lot", "Tranche 3", "PER"),
        ("les lettres du Directeur général", "Directeur général", "LOC"),
        ("Elle suit le Budget Carbone.", "Carbone", "PER"),
        ("Au XXIe siècle, tout change.", "XXIe", "ORG"),
        ("Ils visent X% des agents.", "X%", "ORG"),
        ("La loi NOTRe le prévoit.", "NOTRe", "ORG"),
        ("Le DGS et la DSI décident.", "DSI", "ORG"),
        ("Les Ateliers de l'administration ouverte commencent.", "Ateliers de l'administration ouverte", "ORG"),
        ("L'appel à projets « Territoires fertiles » est clos.", "Territoires fertiles", "LOC"),
        ("Le déploiement du Très Haut Débit avance.", "Très Haut Débit", "LOC"),
        ("Le 1 rue Edmond Michaud est vendu.", "Edmond Michaud", "PER"),
        ("Rendez-vous salle Loire.", "Loire", "LOC"),
        ("B) Intelligence artificielle\n\nCe que les services en font.", "Intelligence artificielle", "ORG"),
        ("2019 2030 Intrants et consommation", "Intrants", "ORG"),
        ("Paule Girin, Gouverner la rareté, 2021", "Gouverner", "ORG"),
        ("Qu'avez-vous fait ? Planter.", "Planter", "LOC"),
        ("Horizons, le magazine des habitants", "Horizons", "LOC"),
        ("Bravo à toutes.", "Bravo", "PER"),
        ("L'outil Carpio suit les délais.", "Carpio", "ORG"),
        ("La plateforme libre « Carpio » ouvre.", "Carpio", "LOC"),
        ("Une chronique est diffusée via Carpio.", "Carpio", "LOC"),
        ("Elle a publié un billet sur Carpio.", "Carpio", "PER"),
        ("Un guichet pour les TPE & PME du bassin.", "TPE & PME du bassin", "ORG"),
        ("Les Lyonnaises mènent.", "Les Lyonnaises", "LOC"),
        ("Vote : Le Conseil Adopte.", "Conseil Adopte", "ORG"),
        ("La Suédoise mène devant le Croate.", "Suédoise", "LOC"),
        ("Des cours d'Italien ont lieu.", "Italien", "LOC"),
        ("Un duo Franco-Allemand joue.", "Franco-Allemand", "ORG"),
        ("On se soigne via Carpio.", "Carpio", "ORG"),
        ("60 Régime indemnitaire - Fourrière", "Régime indemnitaire", "ORG"),
        ("Aux réseaux et Etablissements associatifs d'accueil", "Etablissements associatifs d'accueil", "ORG"),
        ("Chemise à sangle\t1,00 €", "Chemise", "LOC"),
        ("Chapiteaux/tentes pour spectacles", "Chapiteaux", "LOC"),
        ("Travaux < A3 (par photo)", "A3", "LOC"),
        ("Des Startups d'État grandissent.", "Startups", "ORG"),
        ("Les SG de ministères sont venus.", "SG de ministères", "ORG"),
        ("Une API Courrier est ouverte.", "API Courrier", "ORG"),
        ("Le Lot n° 3 est vendu.", "Le Lot", "LOC"),
        ("Les membres du G.I.P sortent.", "G.I.P", "PER"),
        ("Voir 1 boulevard Liberté.", "boulevard Liberté", "LOC"),
        ("Près de l'avenue du Dr J. Kervazo.", "Kervazo", "LOC"),
        ("Chers Vertaviens, bonjour.", "Vertaviens", "PER"),
        ("Chemise cartonnée\tunité", "Chemise", "LOC"),
        ("Inscription sur BilletAmi.", "BilletAmi", "ORG"),
        ("Tram T1, arrêt du port", "Tram T1", "LOC"),
        ("Au prochain Comité social, une réponse viendra.", "Comité social", "ORG"),
        ("EcoZone « De la ville à la Mer » Convention", "Mer » Convention", "LOC"),
        ("Une convention de la Politique de la Ville.", "Politique de la Ville", "ORG"),
    ],
)
def test_what_the_model_should_not_have_said_is_dropped(text: str, name: str, label: str, knowledge: Knowledge) -> None:
    at = text.index(name)
    assert find_mentions(text, knowledge, (ModelSpan(at, at + len(name), label),)) == ()


@pytest.mark.parametrize(
    ("text", "said", "label", "kept"),
    [
        ("Selon Mme Jeanne Dulac, tout va.", "Mme Jeanne Dulac", "PER", ("PER", "Jeanne Dulac")),
        ("Il vante la Carinthie du Sud.", "la Carinthie", "LOC", ("LOC", "Carinthie")),
        ("Selon Mr Jeannot Dulac, tout va.", "Mr Jeannot Dulac", "PER", ("PER", "Jeannot Dulac")),
        ("Elle représente la France au congrès.", "France", "PER", ("LOC", "France")),
        ("Une carte de Jeanne DULAC.", "Jeanne DULAC", "ORG", ("PER", "Jeanne DULAC")),
        ("Le Parti des rivières gagne.", "Parti des rivières", "ORG", ("ORG", "Parti des rivières")),
        ("Avec mes collègues de Metz, oui.", "de Metz", "PER", ("LOC", "Metz")),
        ("Elle est présidente de Rivages vivants.", "Rivages vivants", "LOC", ("ORG", "Rivages vivants")),
        ("La Norvégienne Ingrid Solvang gagne.", "Norvégienne Ingrid Solvang", "LOC", ("PER", "Ingrid Solvang")),
        ("Le Belge Joost Verlinden gagne.", "Joost Verlinden", "LOC", ("PER", "Joost Verlinden")),
        ("Le billet est diffusé sur Enercoop.", "Enercoop", "ORG", ("ORG", "Enercoop")),
        ("Candidature de la société Oc Vigne lot 11A.", "Oc Vigne lot 11A", "ORG", ("ORG", "Oc Vigne")),
        ("Avec Jeanne, DonnéesPubliques vient.", "DonnéesPubliques", "PER", ("ORG", "DonnéesPubliques")),
        ("Avec Tiina Kuuskla, directrice du port.", "Tiina Kuuskla", "LOC", ("PER", "Tiina Kuuskla")),
        ("Les tickets de l'A8 sont pris.", "A8", "LOC", ("LOC", "A8")),
        ("Selon Airvu Normandie, oui.", "Airvu Normandie", "LOC", ("ORG", "Airvu Normandie")),
        ("Selon Dijon Céréales, oui.", "Dijon Céréales", "LOC", ("ORG", "Dijon Céréales")),
        ("On visite Lyon Centre.", "Lyon Centre", "LOC", ("LOC", "Lyon Centre")),
        ("Attribution au Vitré Basket Club (75 €).", "Vitré Basket Club", "LOC", ("ORG", "Vitré Basket Club")),
        ("Au musée Vaugelin, on rit.", "musée Vaugelin", "LOC", ("ORG", "musée Vaugelin")),
        ("La Commission Vie locale Attribution", "Commission Vie locale Attribution", "ORG", ("ORG", "Commission Vie locale")),
        ("Invitée\nTiina Kuuskla, Maison du port", "Tiina Kuuskla", "LOC", ("PER", "Tiina Kuuskla")),
        ("Les 17 et 18 mai\nLE MANS, ville d'art", "MANS", "LOC", ("LOC", "LE MANS")),
        ("Le Parti des rives et j'enseigne.", "Parti des rives et j'enseigne", "ORG", ("ORG", "Parti des rives")),
        ("Le bus passe via Rennes.", "Rennes", "LOC", ("LOC", "Rennes")),
        ("Le Réseau des voisins y tient un bar.", "Réseau des voisins y tient un bar", "ORG", ("ORG", "Réseau des voisins")),
        ("Elle écrit au président Vasseur.", "président Vasseur", "PER", ("PER", "Vasseur")),
        ("Selon van der Meersch, oui.", "van der Meersch", "PER", ("PER", "van der Meersch")),
        ("Présidente des États-Unis d'Amérique.", "États-Unis d'Amérique", "PER", ("LOC", "États-Unis d'Amérique")),
        ("Selon Dominique Vasseur-Keller, élue.", "Dominique Vasseur-Keller", "PER", ("PER", "Dominique Vasseur-Keller")),
        ("Dans l'arrondissement Vaugelin.", "arrondissement Vaugelin", "LOC", ("LOC", "Vaugelin")),
        ("Elle enseigne au collège Vaugelin.", "collège Vaugelin", "LOC", ("ORG", "collège Vaugelin")),
        ("La loi arrive au Sénat.", "Sénat", "LOC", ("ORG", "Sénat")),
        ("Selon le procureur de la République de Dole, oui.", "République de Dole", "LOC", ("LOC", "Dole")),
        ("Il vit en République de Guinée.", "République de Guinée", "LOC", ("LOC", "République de Guinée")),
        ("Théâtre Vaugelin Convention 2014", "Théâtre Vaugelin Convention", "ORG", ("ORG", "Théâtre Vaugelin")),
        ("Le 5 : Halle Vaugelin Avenant n° 2", "Halle Vaugelin Avenant", "LOC", ("LOC", "Halle Vaugelin")),
        ("Elle vient de Suisse.", "Suisse", "LOC", ("LOC", "Suisse")),
        ("La Loire monte.", "La Loire", "LOC", ("LOC", "Loire")),
        ("Elle aime Le Havre.", "Le Havre", "LOC", ("LOC", "Le Havre")),
        ("#8 Les Sables-d'Olonne", "Sables-d'Olonne", "LOC", ("LOC", "Les Sables-d'Olonne")),
    ],
)
def test_edges_and_labels_of_model_spans_are_put_right(
    text: str, said: str, label: str, kept: tuple[str, str], knowledge: Knowledge
) -> None:
    at = text.index(said)
    found = find_mentions(text, knowledge, (ModelSpan(at, at + len(said), label),))
    assert [(m.label, m.text) for m in found] == [kept]


def test_two_places_on_a_line_are_two(knowledge: Knowledge) -> None:
    text = "Les travaux de la ligne Tours–Loches commencent."
    at = text.index("ligne")
    assert [m.text for m in find_mentions(text, knowledge, (ModelSpan(at, at + 18, "LOC"),))] == ["Tours", "Loches"]


def test_a_commune_of_the_departement_is_no_person(knowledge: Knowledge) -> None:
    text = "La Ville de Landivisiau demande si Bodilis participera, dit Morel."
    spans = tuple(ModelSpan(text.index(n), text.index(n) + len(n), "PER") for n in ("Bodilis", "Morel"))
    assert [(m.label, m.text) for m in find_mentions(text, knowledge, spans)][1:] == [("LOC", "Bodilis"), ("PER", "Morel")]


def test_bodies_stand_under_their_head(knowledge: Knowledge) -> None:
    table = "Code\tStructure\tMontant\n\n12\tLES AMIS DU VERGER\t300 €\n\n13\tSport\t40 €\n\n\tTotal\t340 €"
    assert [m.text for m in find_mentions(table, knowledge)] == ["LES AMIS DU VERGER"]
    people = "Nom\tBénéficiaire\nDULAC\tLES AMIS DU VERGER"
    assert not find_mentions(people, knowledge)


def test_bare_type_words_are_anaphors(knowledge: Knowledge) -> None:
    found = find_mentions("La Ville de Dole agit. Pour cela, la Ville aide le Département, mais un Département peut refuser.", knowledge)
    assert [(m.text, m.is_anaphor) for m in found] == [("Ville de Dole", False), ("Ville", True), ("Département", True)]


def test_mentions_keep_the_print_and_do_not_overlap(knowledge: Knowledge) -> None:
    text = "VILLE DE CRÉTEIL\n\nLe maire de Créteil reçoit la Métropole du Grand Paris à l'Hôtel de Ville de Créteil."
    found = find_mentions(text, knowledge)
    assert found[0].text == "VILLE DE CRÉTEIL"
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(m.text in text for m in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'Association des maires ruraux (AMR) et", [("AMR", "Association des maires ruraux")]),
        ("l'AMR (Association des Maires Ruraux) dit", [("AMR", "Association des Maires Ruraux")]),
        ("le temps de travail (voir page 3)", []),
        ("une phrase quelconque (XYZ)", []),
    ],
)
def test_definitions_bind_short_and_long_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(a.short, a.long) for a in find_definitions(text)] == expected


def test_the_models_score_follows_what_agrees(knowledge: Knowledge) -> None:
    text = "Hier, Ninon Trubert a parlé. Le soir, Ninon Trubert chantait avec Jonas Vérel. Lazlo écoutait."
    spans = [(m.start(), m.end()) for m in re.finditer(r"Ninon Trubert|Jonas Vérel|Lazlo", text)]
    found = find_mentions(text, knowledge, tuple(ModelSpan(a, b, "PER") for a, b in spans))
    assert [(m.text, m.score) for m in found if m.method == "model"] == [
        ("Ninon Trubert", 0.8),
        ("Ninon Trubert", 0.8),
        ("Jonas Vérel", 0.6),
        ("Lazlo", 0.4),
    ]
