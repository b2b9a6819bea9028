"""Make countries.csv: countries, continents and large foreign cities in French, from Unicode CLDR.

    python pipeline/resources/make_countries.py

Reads CLDR as the library Babel 2.18 carries it (Unicode License v3: data may be copied and changed
with the notice kept, see ORIGIN.md) and the hand lines below. French cities are left out: the
registers have them.
"""

from __future__ import annotations

import csv
from pathlib import Path

from babel import Locale
from babel.core import get_global

FRENCH = frozenset(["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "TF", "CP"])
NOT_PLACES = frozenset(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AQ", "001"])
FRENCH_TOO = frozenset(("Saint-Christophe", "Saint-Thomas", "Saint-Vincent", "Bougainville", "Sainte-Hélène"))
"""Names that in France are a commune's first."""
CONTINENTS = {"002": "continent", "009": "continent", "019": "continent", "142": "continent", "150": "continent"}
BY_HAND = """
France,FR,pays|France métropolitaine,FR,pays|Hexagone,FR,pays
Angleterre,GB,region|Écosse,GB,region|Pays de Galles,GB,region|Irlande du Nord,GB,region|Grande-Bretagne,GB,pays
Wallonie,BE,region|Flandre,BE,region|Région wallonne,BE,region|Province de Namur,BE,region|Hainaut belge,BE,region
Québec,CA,region|Ontario,CA,region|Catalogne,ES,region|Pays basque espagnol,ES,region|Andalousie,ES,region|Galice,ES,region
Bavière,DE,region|Bade-Wurtemberg,DE,region|Sarre,DE,region|Saxe,DE,region|Rhénanie-Palatinat,DE,region|Lombardie,IT,region
Piémont,IT,region|Toscane,IT,region|Sicile,IT,region|Sardaigne,IT,region|Vénétie,IT,region|Californie,US,region|Texas,US,region
Hollande,NL,pays|Birmanie,MM,pays|République tchèque,CZ,pays|Viêtnam,VN,pays|Vietnam,VN,pays|USA,US,pays|Émirats,AE,pays
Congo,CG,pays|République démocratique du Congo,CD,pays|Hong Kong,HK,ville|Palestine,PS,pays|Vatican,VA,pays|Macédoine,MK,pays
Liège,BE,ville|Namur,BE,ville|Anvers,BE,ville|Gand,BE,ville|Bruges,BE,ville|Charleroi,BE,ville|Mons,BE,ville|Tournai,BE,ville|Louvain,BE,ville
Genève,CH,ville|Lausanne,CH,ville|Bâle,CH,ville|Berne,CH,ville|Munich,DE,ville|Hambourg,DE,ville|Cologne,DE,ville|Francfort,DE,ville
Fribourg-en-Brisgau,DE,ville|Stuttgart,DE,ville|Leipzig,DE,ville|Dresde,DE,ville|Sarrebruck,DE,ville|Barcelone,ES,ville|Bilbao,ES,ville
Séville,ES,ville|Valence (Espagne),ES,ville|Saint-Sébastien,ES,ville|Milan,IT,ville|Turin,IT,ville|Florence,IT,ville|Naples,IT,ville
Venise,IT,ville|Bologne,IT,ville|Gênes,IT,ville|Porto,PT,ville|Rotterdam,NL,ville|La Haye,NL,ville|Utrecht,NL,ville
Manchester,GB,ville|Birmingham,GB,ville
Édimbourg,GB,ville|Glasgow,GB,ville|Bristol,GB,ville|Liverpool,GB,ville|Göteborg,SE,ville|Malmö,SE,ville|Bergen,NO,ville|Cracovie,PL,ville
Montréal,CA,ville|Ottawa,CA,ville|San Francisco,US,ville|Boston,US,ville|Washington,US,ville|Kyoto,JP,ville|Pékin,CN,ville|Bombay,IN,ville
"""
"""Parts of countries, other names and cities near France or often cited that CLDR's time zones lack; from common use."""


def main() -> None:
    """Write countries.csv."""
    french = Locale("fr")
    rows: dict[str, tuple[str, str, str]] = {}
    for code, name in french.territories.items():
        if len(code) == 2 and code not in FRENCH | NOT_PLACES:
            rows[name] = (code, "pays", "CLDR")
        elif code in CONTINENTS:
            rows[name] = ("", "continent", "CLDR")
    zones = get_global("territory_zones")
    for code, names in zones.items():
        for zone in names if code not in FRENCH | NOT_PLACES else ():
            city = french.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
            rows.setdefault(city, (code, "ville", "CLDR"))
    for name in FRENCH_TOO & rows.keys():
        del rows[name]
    for entry in BY_HAND.replace("\n", "|").strip("|").split("|"):
        name, code, kind = entry.split(",")
        rows.setdefault(name, (code, kind, "usage"))
    with (Path(__file__).parent / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "country", "type", "source"))
        writer.writerows((name.replace("’", "'"), *rows[name]) for name in sorted(rows))


if __name__ == "__main__":
    main()
