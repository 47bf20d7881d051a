"""Official code lists with the share of records that carry each code (shares need not add up to 1).

Codes come from the CIN census, the SSDA903 return and the Standard Safeguarding Dataset. Shares
are round figures of the size that the Department for Education publishes for England.
"""

from __future__ import annotations

# fmt: off
GENDER_OF_SEX = {"M": "01", "F": "02", "U": "00"}

ETHNICITY = {
    "WBRI": 0.52, "WIRI": 0.005, "WIRT": 0.004, "WROM": 0.014, "WOTH": 0.07, "MWBC": 0.035, "MWBA": 0.02,
    "MWAS": 0.018, "MOTH": 0.035, "AIND": 0.022, "APKN": 0.03, "ABAN": 0.028, "AOTH": 0.022, "BCRB": 0.028,
    "BAFR": 0.075, "BOTH": 0.022, "CHNE": 0.004, "OOTH": 0.028, "REFU": 0.006, "NOBT": 0.014,
}
ETHNICITY_UNACCOMPANIED = {"OOTH": 0.4, "AOTH": 0.25, "BAFR": 0.25, "WOTH": 0.1}
NATIONALITY_UNACCOMPANIED = {"AFG": 0.22, "SDN": 0.2, "ERI": 0.16, "IRN": 0.14, "VNM": 0.12, "IRQ": 0.1,
"ALB": 0.06}

DISABILITY = {
    "AUT": 0.3, "LD": 0.24, "BEH": 0.14, "MOB": 0.08, "COMM": 0.08, "CON": 0.04, "INC": 0.03, "PC": 0.03,
    "VIS": 0.02, "HEAR": 0.02, "HAND": 0.01, "DDA": 0.01,
}

SOURCE = {
    "1A": 0.05, "1B": 0.02, "1C": 0.015, "1D": 0.02, "2A": 0.2, "2B": 0.015, "3A": 0.015, "3B": 0.025,
    "3C": 0.01,
    "3D": 0.025, "3E": 0.045, "3F": 0.045, "4": 0.015, "5A": 0.03, "5B": 0.05, "5C": 0.05, "5D": 0.03,
    "6": 0.26,
    "7": 0.025, "8": 0.035, "9": 0.015, "10": 0.005,
}
SOURCE_MEANING = {
    "1A": "Individual - family member, relative or carer", "1B": "Individual - acquaintance",
    "1C": "Individual - self", "1D": "Individual - other", "2A": "Schools", "2B": "Education services",
    "3A": "Health services - GP", "3B": "Health services - health visitor",
    "3C": "Health services - school nurse",
    "3D": "Health services - other primary health", "3E": "Health services - A and E",
    "3F": "Health services - other", "4": "Housing", "5A": "LA services - social care, such as adults",
    "5B": "LA services - other internal", "5C": "LA services - external, such as another authority",
    "5D": "LA services - early help", "6": "Police", "7": "Other legal agency", "8": "Other",
    "9": "Anonymous",
    "10": "Unknown",
}

NEED = {"N1": 0.56, "N2": 0.03, "N3": 0.04, "N4": 0.1, "N5": 0.16, "N6": 0.03, "N7": 0.01, "N8": 0.02,
"N0": 0.01}
ABUSE = {"NEG": 0.48, "EMO": 0.36, "PHY": 0.08, "SAB": 0.04, "MUL": 0.04}
FACTORS = {  # England, year to March 2025; the five kinds of private fostering are published together
    "1A": 0.021, "1B": 0.143, "1C": 0.023, "2A": 0.048, "2B": 0.141, "2C": 0.031, "3A": 0.113, "3B": 0.317,
    "3C": 0.05, "4A": 0.176, "4B": 0.335, "4C": 0.046, "5A": 0.123, "5B": 0.03, "5C": 0.015, "6A": 0.047,
    "6B": 0.054, "6C": 0.01, "7A": 0.037, "8B": 0.001, "8C": 0.001, "8D": 0.001, "8E": 0.001, "8F": 0.001,
    "9A": 0.012, "10A": 0.033, "11A": 0.024, "12A": 0.004, "13A": 0.017, "14A": 0.07, "15A": 0.05,
    "16A": 0.176, "17A": 0.19, "18B": 0.03, "18C": 0.12, "19B": 0.025, "19C": 0.037, "20": 0.163,
    "21": 0.02, "22A": 0.002, "23A": 0.004, "24A": 0.032,
}

CLOSE_REASON_OTHER = {"RC7": 0.93, "RC5": 0.07}

# SSDA903
CARE_ENDING = {
    "home_soon": {"E4A": 0.62, "E4B": 0.2, "E13": 0.1, "E8": 0.05, "E9": 0.03},
    "home_later": {"E4A": 0.72, "E4B": 0.1, "E13": 0.08, "E41": 0.07, "E3": 0.03},
    "guardian": {"E45": 0.35, "E46": 0.15, "E47": 0.4, "E48": 0.1},
    "adoption": {"E11": 0.55, "E12": 0.45},
    "stays": {"E17": 0.26, "E5": 0.44, "E6": 0.18, "E7": 0.07, "E16": 0.01, "E8": 0.04},
}
PLACEMENT_CHANGE = {
    "CARPL": 0.4, "CREQB": 0.16, "CREQO": 0.08, "CHILD": 0.1, "LAREQ": 0.05, "PLACE": 0.08, "STAND": 0.03,
    "ALLEG": 0.02, "APPRR": 0.02, "CLOSE": 0.02, "CUSTOD": 0.01, "OTHER": 0.03,
}
PLACEMENT_TYPE = {  # by age of the child when the placement starts
    "under_2": {"U6": 0.52, "U5": 0.1, "U3": 0.22, "P1": 0.09, "R3": 0.05, "R2": 0.02},
    "2_to_9": {"U6": 0.48, "U4": 0.16, "U3": 0.16, "U1": 0.08, "P1": 0.08, "K2": 0.03, "S1": 0.01},
    "10_to_15": {"U6": 0.36, "U4": 0.2, "U3": 0.1, "U1": 0.07, "K2": 0.2, "P1": 0.04, "S1": 0.02, "K1": 0.01},
    "16_and_over": {"H5": 0.36, "U6": 0.2, "U4": 0.14, "K2": 0.14, "U3": 0.05, "P2": 0.07, "P1": 0.02,
    "R5": 0.02},
}
PLACEMENT_TYPE_UNACCOMPANIED = {"H5": 0.52, "U6": 0.34, "U4": 0.1, "P2": 0.04}
PROVIDER_OF_TYPE = {
    "U": {"PR1": 0.5, "PR4": 0.44, "PR5": 0.06}, "A": {"PR1": 0.6, "PR2": 0.15, "PR5": 0.25},
    "P1": {"PR0": 1.0},
    "K": {"PR1": 0.16, "PR4": 0.78, "PR5": 0.06}, "other": {"PR4": 0.82, "PR3": 0.08, "PR1": 0.1},
}
WORKER_CHANGE = {"LEFTRL": 0.72, "ABSENC": 0.12, "MANAGE": 0.1, "OTHERS": 0.06}
PERMANENCE_OPTION = {"P1": 0.5, "P2": 0.3, "P3": 0.12, "P4": 0.08}
DECISION_REVERSED = {"RD1": 0.45, "RD2": 0.2, "RD3": 0.25, "RD4": 0.1}
ADOPTER_SEX = {"MF": 0.66, "FF": 0.08, "MM": 0.11, "F1": 0.13, "M1": 0.02}
ADOPTER_LEGAL = {"MF": "L11", "FF": "L12", "MM": "L12", "F1": "L0", "M1": "L0"}

LEAVER_ACCOMMODATION = {  # SSDA903 OC3 code: (share, share of those that is suitable)
    "U": (0.34, 0.97), "D": (0.2, 0.95), "Z": (0.12, 1.0), "B": (0.11, 0.96), "E": (0.05, 1.0), "T": (0.04,
    0.9),
    "K": (0.03, 0.85), "X": (0.03, 0.0), "R": (0.03, 0.0), "C": (0.02, 1.0), "Y": (0.012, 0.6), "V": (0.012,
    0.3),
    "S": (0.012, 0.0), "W": (0.005, 0.0), "G": (0.004, 0.9), "H": (0.001, 0.0),
}
LEAVER_ACTIVITY = {
    "F2": 0.25, "F5": 0.13, "F1": 0.06, "F4": 0.03, "P2": 0.05, "P5": 0.08, "P4": 0.01, "P1": 0.01,
    "G5": 0.25,
    "G4": 0.08, "G6": 0.05,
}
REVIEW_PARTICIPATION = {"PN1": 0.58, "PN2": 0.04, "PN3": 0.1, "PN4": 0.02, "PN5": 0.12, "PN6": 0.08,
"PN7": 0.06}
PERMANENCE_GOAL = {
    "home_soon": "RETURN6M", "home_later": "RETURNEV", "guardian": "LTRELFR", "adoption": "ADOPTION",
    "stays": "LTFOST18",
}
SUBSTANCE = {"Cannabis": 0.7, "Alcohol": 0.2, "Other drugs": 0.1}
# fmt: on
