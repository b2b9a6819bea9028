"""Units of measure and scales as French documents print them. Data only: each entry has an example."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its code in the contract (UCUM-like), its kind, and the pattern of its printed forms."""

    code: str | None
    kind: str
    pattern: str
    example: str


_S = r"[ \u00a0\u202f\u2009]"

UNITS: tuple[Unit, ...] = (
    # money
    Unit("EUR", "money", r"€|euros?|EUR|EUROS", "412 000 €"),
    Unit("USD", "money", r"dollars?|US\$|\$", "3 millions de dollars"),
    # shares
    Unit("%", "percent", rf"%|pour{_S}cent|p\.{_S}?100", "19,4 %"),
    Unit("pt", "percent", rf"(?:points?|pts?){_S}de{_S}(?:pourcentage|%)|pts?", "3 points de pourcentage"),
    Unit("‰", "percent", "‰", "4 ‰"),
    # durations
    Unit("a", "duration", r"ans?|années?|ANS|ANNÉES", "10 à 25 ans"),
    Unit("mo", "duration", r"mois|MOIS", "18 mois"),
    Unit("wk", "duration", r"semaines?|sem\.|SEMAINES", "9 semaines"),
    Unit("d", "duration", r"jours?|journées?|demi-journées?|j|JOURS", "trois jours"),
    Unit("h", "duration", r"h(?:eures?)?|H|HEURES", "1607h"),
    Unit("min", "duration", r"minutes?|min|mn", "30 min"),
    Unit("s", "duration", r"secondes?", "40 secondes"),
    # areas
    Unit("m2", "area", rf"m²|m2|mètres?{_S}carrés?", "350 m²"),
    Unit("km2", "area", rf"km²|km2|kilomètres?{_S}carrés?", "24 km²"),
    Unit("ha", "area", r"ha|hectares?", "3,2 ha"),
    # compound units before their parts
    Unit("g/km", "other", rf"g{_S}?(?:(?:de{_S})?CO(?:2|₂){_S}?)?(?:/|par{_S}){_S}?km", "95 g de CO2/km"),
    Unit("km/h", "other", rf"km/h|kilomètres?(?:-|{_S})heures?|kilomètres?{_S}à{_S}l['\u2019]heure", "30 km/h"),
    Unit("1/km2", "other", rf"hab(?:itants?|\.)?{_S}?(?:/|(?:par|au){_S}){_S}?km(?:²|2)", "120 hab/km²"),
    Unit("kWh/m2", "other", rf"kWh(?:ep|ef)?{_S}?/{_S}?m(?:²|2)(?:{_S}?/{_S}?an)?", "90 kWh/m²/an"),
    # lengths
    Unit("km", "distance", r"km|kms|kilomètres?", "42 km"),
    Unit("m", "distance", r"m|mètres?", "600 m"),
    Unit("cm", "distance", r"cm|centimètres?", "20 cm"),
    Unit("mm", "distance", r"mm|millimètres?", "15 mm"),
    # masses
    Unit("t", "mass", rf"(?:tonnes?{_S}(?:équivalent|éq\.?|eq\.?){_S}?CO(?:2|₂))|t(?:eq|éq){_S}?CO(?:2|₂)|tonnes?|t", "320 tonnes"),
    Unit("kt", "mass", rf"kt(?:{_S}?(?:éq|eq)\.?{_S}?CO(?:2|₂))?|ktonnes?", "12 kt"),
    Unit("kg", "mass", r"kg|kilos?|kilogrammes?", "4,5 kg"),
    Unit("g", "mass", r"g|grammes?", "118 g"),
    # temperatures
    Unit("°C", "temperature", rf"°{_S}?C|℃|degrés?(?:{_S}Celsius)?|°", "2°C"),
    # volumes, energy, data, sound
    Unit("m3", "other", rf"m³|m3|mètres?{_S}cubes?", "1 200 m³"),
    Unit("l", "other", r"litres?|L|l", "4 litres"),
    Unit("hl", "other", r"hl|hectolitres?", "30 hl"),
    Unit("kWh", "other", r"kWh|kilowattheures?|kilowatts?-heures?", "4 500 kWh"),
    Unit("MWh", "other", r"MWh|mégawattheures?", "12 MWh"),
    Unit("GWh", "other", r"GWh|gigawattheures?", "3 GWh"),
    Unit("TWh", "other", r"TWh", "1 TWh"),
    Unit("kW", "other", r"kWc?|kilowatts?(?:-crête)?", "36 kWc"),
    Unit("MW", "other", r"MWc?|mégawatts?", "2 MW"),
    Unit("TB", "other", r"To|téraoctets?", "61 To"),
    Unit("GB", "other", r"Go|gigaoctets?", "8 Go"),
    Unit("MB", "other", r"Mo|mégaoctets?", "25 Mo"),
    Unit("Gbit/s", "other", r"Gb(?:it)?/s|Gbps", "1 Gbit/s"),
    Unit("Mbit/s", "other", r"Mb(?:it)?/s|Mbps", "30 Mbit/s"),
    Unit("dB", "other", r"dB|décibels?", "65 dB"),
)

SCALES: dict[str, float] = {
    "milliards": 1e9,  # 2 milliards d'euros
    "milliard": 1e9,
    "mds": 1e9,
    "md": 1e9,  # 2,7 Md€
    "millions": 1e6,
    "million": 1e6,
    "m": 1e6,  # 459 M€
    "м": 1e6,  # the Cyrillic letter that OCR reads for M
    "milliers": 1e3,
    "millier": 1e3,
    "k": 1e3,  # 90 k€
}
"""What a scale multiplies by, in lower case. The one-letter forms count only before a currency."""

HEADS: tuple[tuple[str, str, str | None, str], ...] = (
    (r"milliers d['\u2019]euros|(?:en|\() ?k€", "milliers d'euros", "kEUR", "money"),
    (r"millions d['\u2019]euros|(?:en|\() ?m€", "millions d'euros", "MEUR", "money"),
    (r"milliards d['\u2019]euros|(?:en|\() ?mds?€", "milliards d'euros", "GEUR", "money"),
    (r"en milliers d['\u2019]habitants", "milliers d'habitants", None, "count"),
    (r"en euros|\(€\)|en €|montants? (?:ht|ttc)|€ (?:ht|ttc)|^(?:coût|montant|tarif)s? \(?€", "EUR", "EUR", "money"),
    (r"en (?:%|pourcentages?)|\(%\)|^%$", "%", "%", "percent"),
    (r"en (?:hectares|ha)\b|\(ha\)", "ha", "ha", "area"),
    (r"en m²|\(m²\)", "m²", "m2", "area"),
    (r"en (?:kilomètres|km)\b|\(km\)", "km", "km", "distance"),
    (r"en tonnes|\(t\)", "tonnes", "t", "mass"),
    (r"en (?:heures|h)\b|\(h\)", "h", "h", "duration"),
    (r"en jours|\(jours\)", "jours", "d", "duration"),
    (r"en mois|\(mois\)", "mois", "mo", "duration"),
    (r"en etp\b|\(etp\)|^etp$", "ETP", None, "count"),
)
"""What the head of a table says of its bare numbers: (pattern, unit, code, kind).

The numbers stay as printed, in the unit of the head: under « en milliers d'euros » a cell « 58 410 » is the value 58410, the unit
« milliers d'euros » and the code kEUR, so that a cell is never off by what a head was wrongly thought to say. A scale printed beside
the number itself is applied: « 58 k€ » is 58000, EUR.
"""
