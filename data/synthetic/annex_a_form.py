"""The Annex A form: headers and official answers of its eleven lists (January 2024 form).

Source of headers and answers: the public specification of the London data pipeline and the public
sample workbook. The letters in front of answers belong to the form, the code after them is stable.
"""

from __future__ import annotations

from dataclasses import dataclass

# fmt: off
YES_NO = {"yes": "a) Yes", "no": "b) No"}
YES_NO_UNKNOWN = {**YES_NO, "unknown": "c) Unknown"}
GENDER = {"M": "a) Male", "F": "b) Female", "U": "c) Not stated/recorded (or unborn)"}
ETHNICITY = {
    "WBRI": "a) WBRI", "WIRI": "b) WIRI", "WIRT": "c) WIRT", "WOTH": "d) WOTH", "WROM": "e) WROM",
    "MWBC": "f) MWBC",
    "MWBA": "g) MWBA", "MWAS": "h) MWAS", "MOTH": "i) MOTH", "AIND": "j) AIND", "APKN": "k) APKN",
    "ABAN": "l) ABAN",
    "AOTH": "m) AOTH", "BCRB": "n) BCRB", "BAFR": "o) BAFR", "BOTH": "p) BOTH", "CHNE": "q) CHNE",
    "CNHE": "q) CHNE",
    "OOTH": "r) OOTH", "REFU": "s) REFU", "NOBT": "t) NOBT", "UNKNOWN": "u) UNKNOWN",
}
SOURCE = {
    "1A": "a) 1A: Individual", "1B": "b) 1B: Individual", "1C": "c) 1C: Individual",
    "1D": "d) 1D: Individual",
    "2A": "e) 2A: Schools", "2B": "f) 2B: Education services", "3A": "g) 3A: Health services",
    "3B": "h) 3B: Health services", "3C": "i) 3C: Health services", "3D": "j) 3D: Health services",
    "3E": "k) 3E: Health services", "3F": "l) 3F: Health services", "4": "m) 4: Housing",
    "5A": "n) 5A: LA services",
    "5B": "o) 5B: LA services", "5C": "p) 5C: LA services", "5D": "p1) 5D: LA services", "6": "q) 6: Police",
    "7": "r) 7: Other legal agency", "8": "s) 8: Other", "9": "t) 9: Anonymous", "10": "u) 10: Unknown",
}
NEED = {
    "N1": "N1 - Abuse or neglect", "N2": "N2 - Child's disability",
    "N3": "N3 - Parental disability or illness",
    "N4": "N4 - Family in acute stress", "N5": "N5 - Family dysfunction",
    "N6": "N6 - Socially unacceptable behaviour",
    "N7": "N7 - Low income", "N8": "N8 - Absent parenting", "N9": "N9 - Cases other than children in need",
    "N0": "N0 - Not stated",
}
CLOSURE = {
    "RC1": "RC1 - Adopted", "RC2": "RC2 - Died", "RC3": "RC3 - Child arrangements order",
    "RC4": "RC4 - Special guardianship order",
    "RC5": "RC5 - Transferred to services of another local authority",
    "RC6": "RC6 - Transferred to adult social care services",
    "RC7": "RC7 - Services ceased for any other reason, including child no longer in need",
    "RC8": "RC8 - Case closed after assessment, no further action",
    "RC9": "RC9 - Case closed after assessment, referred to early help",
}
STATUS = {
    "care": "a) Looked after child", "protection": "b) Child Protection plan",
    "need": "c) Child in need plan",
    "assessment": "d) Open assessment", "closed": "e) Closed episode",
}
ABUSE = {
    "NEG": "a) Neglect", "PHY": "b) Physical abuse", "SAB": "c) Sexual abuse", "EMO": "d) Emotional abuse",
    "MUL": "e) Multiple/not recommended",
}
LEGAL = {
    "C1": "C1: ICO", "C2": "C2: FCO", "D1": "D1: Freeing order", "E1": "E1: Placement order",
    "V2": "V2: Single period under S20", "L1": "L1: Police protection", "L2": "L2: EPO",
    "L3": "L3: Child assessment order", "J1": "J1: Remanded", "J2": "J2: PACE",
    "J3": "J3: Youth rehabilitation order",
}
GOAL = {
    "REMAINSUP": "a) Return to family", "RETURN1M": "a) Return to family", "RETURN6M": "a) Return to family",
    "RETURNEV": "a) Return to family", "ADOPTION": "b) Adoption", "LTRELFR": "c) SGO/CAO",
    "SUPPLIV": "d) Supported living in the community", "RESPLMT": "e) Long-term residential placement",
    "LTFOST18": "f) Long-term fostering", "OTHERPLN": "g) Other",
}
_CEASED = "E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E9 E14 E15 E16 E8 X1 E17"
CEASED = {code: f"{letter}) {code}" for letter, code in zip("abcdefghijklmnopqrstuv", _CEASED.split(),
strict=True)}
PLACEMENT = {
    "U1": "a) U1: Foster placement - relatives - long term", "U2": "b) U2: Foster placement - relative - FFA",
    "U3": "c) U3: Foster placement - relative - not long term or FFA",
    "U4": "d) U4: Foster placement - long term",
    "U5": "e) U5: Foster placement - FFA", "U6": "f) U6: Foster placement - not FFA",
    "A3": "g) A3: Placed for adoption - consent - current foster",
    "A4": "h) A4: Placed for adoption - consent - not foster",
    "A5": "i) A5: Placed for adoption - order - foster",
    "A6": "j) A6: Placed for adoption - order - not foster", "P1": "k) P1: Placed with parents",
    "P2": "l) P2: Independent living", "P3": "m) P3: Residential employment",
    "H5": "n) H5: Residential accommodation", "K1": "o) K1: Secure Children's Homes",
    "K2": "p) K2: Children's Homes",
    "R1": "q) R1: Residential Care Home", "R2": "r) R2: NHS/Health Trust",
    "R3": "s) R3: Family Centre or Mother and Baby Unit", "R5": "t) R5: Young Offender Institution",
    "S1": "u) S1: Residential school", "Z1": "v) Z1: Other placements",
}
PROVIDER = {
    "PR0": "a) PR0 - Parents/parental responsibility", "PR1": "b) PR1 - Own provision",
    "PR2": "c) PR2 - Other LA provision", "PR3": "d) PR3 - Other public provision",
    "PR4": "e) PR4 - Private provision", "PR5": "f) PR5 - Voluntary/third sector",
}
LOCATION = {"in": "a) In", "out": "b) Out"}
ELIGIBILITY = {
    "Relevant": "a) Relevant child", "Former Relevant": "b) Former relevant child",
    "Qualifying": "c) Qualifying care leaver", "Eligible": "d) Eligible child",
}
IN_TOUCH = {
    "YES": "a) Yes", "NO": "b) No", "DIED": "c) Died", "REFU": "d) Refu", "NREQ": "e) NREQ",
    "RHOM": "f) Rhom",
}
ACCOMMODATION = {
    "B": "B: Parents/relatives", "C": "C: Community home", "D": "D: Semi-independent",
    "E": "E: Supported lodgings",
    "G": "G: Abroad", "H": "H: Deported", "K": "K: Ordinary lodgings", "R": "R: Residence not known",
    "S": "S: No fixed abode/homeless", "T": "T: Foyers", "U": "U: Independent living",
    "V": "V: Emergency accommodation", "W": "W: Bed and breakfast", "X": "X: In custody",
    "Y": "Y: Other accommodation", "Z": "Z: With former foster carers",
}
SUITABLE = {"1": "a) Suitable", "2": "b) Unsuitable"}
ACTIVITY = {
    "F1": "F1: Full time in higher education", "P1": "P1: Part time in higher education",
    "F2": "F2: Full time in education other than higher",
    "P2": "P2: Part time in education other than higher",
    "F4": "F4: Full time in an apprenticeship", "P4": "P4: Part time in an apprenticeship",
    "F5": "F5: Full time in training or employment", "P5": "P5: Part time in training or employment",
    "G4": "G4: Not in education, employment or training - illness or disability",
    "G5": "G5: Not in education, employment or training - other",
    "G6": "G6: Not in education, employment or training - pregnancy or parenting",
}
REVERSED = {code: code for code in ("RD1", "RD2", "RD3", "RD4")}
LEFT_ADOPTION = {
    "1": "1 - Adopter withdrew from process", "2": "2 - Process put on hold", "3": "3 - Application refused",
}
EARLY_PERMANENCE = {"yes": "1 - Yes", "no": "0 - No"}

_ID, _GENDER, _ETHNICITY = ("Child Unique ID", None), ("Gender", GENDER), ("Ethnicity", ETHNICITY)
_CHILD = (_ID, _GENDER, _ETHNICITY, ("Date of Birth", None), ("Age of Child (Years)", None))
_DISABILITY = ("Does the Child have a Disability", YES_NO_UNKNOWN)
_TEAM = (("Allocated Team", None), ("Allocated Worker", None))


@dataclass(frozen=True)
class AnnexList:
    """One list of the form: its columns in order, each a header and its answers (None: as it is)."""

    number: int
    columns: tuple[tuple[str, dict[str, str] | None], ...]


LISTS = (
    AnnexList(1, (*_CHILD, ("Date of Contact", None), ("Contact Source", SOURCE))),
    AnnexList(2, (
        *_CHILD, ("Assessment start date", None), ("Assessment completion date", None),
        ("Organisation completing assessment", None),
    )),
    AnnexList(3, (
        *_CHILD, ("Date of referral", None), ("Referral Source", SOURCE), ("Referral NFA?", YES_NO),
        ("Number of Referrals in Last 12 Months", None), *_TEAM,
    )),
    AnnexList(4, (
        *_CHILD, _DISABILITY, ("Continuous Assessment Start Date", None),
        ("Child Seen During Continuous Assessment", YES_NO_UNKNOWN),
        ("Continuous Assessment Date of Authorisation", None),
        ("Was the child assessed as requiring LA children's social care support?", YES_NO), *_TEAM,
    )),
    AnnexList(5, (
        *_CHILD, _DISABILITY, ("Strategy discussion initiating Section 47 Enquiry Start Date", None),
        ("Was an Initial Child Protection Conference deemed unnecessary?", YES_NO),
        ("Date of Initial Child Protection Conference", None),
        ("Did the Initial Child Protection Conference Result in a Child Protection Plan", YES_NO_UNKNOWN),
        ("Number of Section 47 Enquiries in the last 12 months", None),
        ("Number of ICPCs in the last 12 months", None), *_TEAM,
    )),
    AnnexList(6, (
        *_CHILD, _DISABILITY, ("CIN Start Date", None), ("Primary Need Code", NEED),
        ("Date Child Was Last Seen", None), ("CIN Closure Date", None), ("Reason for Closure", CLOSURE),
        ("Case Status", STATUS), *_TEAM,
    )),
    AnnexList(7, (
        *_CHILD, _DISABILITY, ("Child Protection Plan Start Date", None), ("Initial Category of Abuse",
        ABUSE),
        ("Latest Category of Abuse", ABUSE), ("Date of the Last Statutory Visit", None),
        ("Was the Child Seen Alone?", YES_NO_UNKNOWN), ("Date of latest review conference", None),
        ("Child Protection Plan End Date", None),
        ("Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        YES_NO),
        ("Number of Previous Child Protection Plans", None), *_TEAM,
    )),
    AnnexList(8, (
        *_CHILD, ("Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", YES_NO),
        _DISABILITY,
        ("Date Started to be Looked After", None), ("Child's Category of Need", NEED),
        (
            "Is this a second or subsequent period of being a Looked After Child within the last 12 months"
            " (Y/N)",
            YES_NO,
        ),
        ("Start date of current legal status", None), ("Child's Legal Status", LEGAL),
        ("Date of Latest Statutory Review", None), ("Date of Last Social Work Visit", None),
        ("What is the permanence plan for this child?", GOAL),
        ("Date of Last IRO Visit / Contact to the Child", None), ("Date of Last Health Assessment", None),
        ("Date of Last Dental Check", None), ("Number of Placements in the Last 12 months", None),
        ("Date Ceased to be Looked After", None), ("Reason Ceased to be Looked After", CEASED),
        ("Start Date of Most Recent Placement", None), ("Placement Type", PLACEMENT),
        ("Placement Provider", PROVIDER), ("Placement postcode", None), ("URN of Placement", None),
        ("Placement Location", LOCATION), ("LA of Placement", None),
        ("Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months", None),
        ("Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months", None),
        ("Was the child offered a Return Interview after their last missing episode (Y/N)?", YES_NO),
        ("Did the child accept a Return Interview after their last missing episode (Y/N)?", YES_NO), *_TEAM,
    )),
    AnnexList(9, (
        *_CHILD,
        ("Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)", YES_NO),
        _DISABILITY,
        *_TEAM, ("Allocated Personal Advisor", None), ("Eligibility Category", ELIGIBILITY),
        ("Latest Pathway Plan Review Date", None), ("LA in Touch", IN_TOUCH), ("Latest Date of Contact",
        None),
        ("Type of Accommodation", ACCOMMODATION), ("Suitability of Accommodation", SUITABLE),
        ("Activity Status", ACTIVITY),
    )),
    AnnexList(10, (
        _ID, ("Family identifier", None), *_CHILD[1:], _DISABILITY, ("Date the Child Entered Care", None),
        ("Date of Decision that Child Should be Placed for Adoption", None), ("Date of Placement Order",
        None),
        ("Date of Matching Child and Prospective Adopters", None), ("Date Placed for Adoption", None),
        ("Date of Adoption Order", None),
        ("Date of Decision that Child Should No Longer be Placed for Adoption", None),
        ("Reason Why Child No Longer Placed for Adoption", REVERSED),
        ("Date the child was placed for fostering in FFA or concurrent planning placement", None),
    )),
    AnnexList(11, (
        ("Individual adopter identifier", None), ("Family identifier", None), _GENDER, _ETHNICITY,
        ("Disability", YES_NO_UNKNOWN), ("Is the (prospective) adopter fostering for adoption?",
        EARLY_PERMANENCE),
        ("Date enquiry received", None), ("Date Stage 1 started", None), ("Date Stage 1 ended", None),
        ("Date Stage 2 started", None), ("Date Stage 2 ended", None), ("Date application submitted", None),
        ("Date application approved", None), ("Date adopter matched with child(ren)", None),
        ("Date child/children placed with adopter(s)", None), ("No. of children placed", None),
        ("Date of Adoption Order", None), ("Date of leaving adoption process", None),
        ("Reason for leaving adoption process", LEFT_ADOPTION),
    )),
)
# fmt: on
