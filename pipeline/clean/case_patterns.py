"""What sentence case must know: acronyms that look like words, names of countries, words before a place."""

from __future__ import annotations

ACRONYMS = frozenset(
    # bodies and functions of local government, and plans that bear letters: « PLU », « SCOT »
    "ADCF ADEME AMF AMRF ANCT ANRU ARS ASE ATSEM CAF CCAS CCI CD CEREMA CESER CFA CIAS CIO CMP CNAM CNFPT CNIL CODIR CPER CRTE "
    "CT CTG CU CVL DAE DDT DG DGA DGAS DGCL DGFIP DGS DRAC DREAL DRH DSI DSP EHPAD EMS EPA EPCI EPF EPT ESAT ESS ETI ETP FEADER "
    "FEDER FJT FPT GES GPEC IA INET INJEP INP INSEE INSP ISO MAIF MDPH MILO MJC MPT ODD OMS ONG ONU OPAH PADD PAEJ PAT PCAET PDF "
    "PEDT PIX PLH PLU PLUI PME PMI PNR PPI PPP PRPGD QPV QVT RGPD RH RIFSEEP RSA SCOT SDIS SDPPE SEM SIG SIRH SMDE SNCF SPL SRADDET "
    "STEM TIC TPE UE UNSS URSSAF VP ZAC ZAN ZFE".split()
)
NAMES = {
    # names that no register of places holds: « EN FRANCE », « LE GRAND PARIS »
    word.casefold(): word
    for word in (
        "France Europe Allemagne Belgique Espagne Italie Suisse Luxembourg Portugal Irlande Norvège Suède Danemark Canada Québec Sénégal "
        "Japon Maroc Tunisie Algérie Afrique Asie Amérique Paris Loire Seine Rhône Garonne Covid"
    ).split()
}
AUTHORITY = frozenset(
    # « VILLE DE TOURS »: after these a place follows, whatever the word also means
    "ville villes commune communes mairie métropole metropole eurométropole agglomération agglomeration communauté communaute département "
    "departement départemental departemental région region régional regional pays territoire préfecture prefecture".split()
)
LINKING = frozenset("de du des la le les l' d' et en sur sous lès aux".split())
"""Small words inside names of places: « Saint-Denis de la Réunion »."""
COMMON_WORD_PLACES = frozenset("tours nice sens orange mer lens contes die bras vannes cannes bains corps aime vif eu lure".split())
"""Towns whose name is an everyday word."""
STATE_OF = frozenset("des d' d\u2019 du de civil".split())
"""« l'état des lieux », « l'état civil »: after these it is not the State."""
ACCENTED = {"e": "éèêë", "a": "àâ", "i": "îï", "o": "ô", "u": "ùûü", "c": "ç"}
