"""Standard Safeguarding Dataset: persons, families, addresses, disability, immigration, mothers."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.synthetic import code_lists, imperfections
from data.synthetic.arrays import (
    FAR_AWAY,
    NEVER,
    Dates,
    Numbers,
    Texts,
    is_nothing,
    known,
    only_where,
    plus_days,
    repeat_rows,
    words_where,
    years_old,
)
from data.synthetic.columns import blank, constant, datetime_column, looked_up, text, yes_no
from data.synthetic.ids import Ids
from data.synthetic.randomness import chance, pick
from data.synthetic.records import Records

LOCALITIES = (
    "Quayside",
    "Old Mill",
    "Heathside",
    "Stonebridge",
    "Hartfield",
    "Westing",
    "Northgate",
    "Lowlands",
)
HOME_AREA, ELSEWHERE = "QN", "XV"  # no postcode in use begins with Q, V or X
MOTHERS_SHARE = 0.06  # children under two whose mother is herself a young person known to the council
LETTERS = np.array(list("ABDEFGHJLNPQRSTUWXYZ"), dtype=object)


def postcodes(rng: np.random.Generator, area: Texts, district: Numbers) -> Texts:
    """Return postcodes that look right and cannot exist."""
    size = len(area)
    inward = rng.integers(0, 10, size).astype(str).astype(object)
    ends = LETTERS[rng.integers(0, len(LETTERS), size)] + LETTERS[rng.integers(0, len(LETTERS), size)]
    codes: Texts = area + district.astype(str).astype(object) + " " + inward + ends
    return codes


def first_seen(records: Records) -> Dates:
    """Return the day of the first contact, request or referral of each child, NEVER where there is none."""
    first = np.full(len(records.children), FAR_AWAY)
    for child, on in (
        (records.episodes.referred.child, records.episodes.referred.received_on),
        (records.contacts.child, records.contacts.on),
        (records.early_help.child, records.early_help.requested_on),
    ):
        np.minimum.at(first, child, on)
    return np.where(first == FAR_AWAY, NEVER, first)


def died_on(records: Records) -> Dates:
    """Return the date of death of each child, NEVER for nearly all."""
    died = np.full(len(records.children), NEVER)
    help_ = records.episodes.help
    rows = np.flatnonzero(help_.died_on <= records.council.ends_on)
    died[records.episodes.referred.child[rows]] = help_.died_on[rows]
    return died


def mothers(records: Records) -> tuple[Numbers, Numbers]:
    """Return pairs of mother and baby (positions): young women of 15 to 24 at the birth."""
    rng = records.council.stream("mothers")
    born, sex = records.children.born_on, records.portraits.sex
    babies = np.flatnonzero((born >= records.council.starts_on) & (born <= records.council.ends_on))
    babies = babies[chance(rng, MOTHERS_SHARE, len(babies))]
    women = np.flatnonzero((sex == "F") & (years_old(born, records.council.ends_on) >= 16))
    if len(women) == 0 or len(babies) == 0:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing
    mother = women[rng.integers(0, len(women), len(babies))]
    age = years_old(born[mother], born[babies])
    fits = (age >= 15) & (age <= 24)
    return mother[fits], babies[fits]


def person_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_person: one row per child or young person. Names are never filled in."""
    rng = records.council.stream("person imperfections")
    kids, looks = records.children, records.portraits
    size, end = len(kids), records.council.ends_on
    numbers = np.arange(size)
    unborn = kids.born_on > end
    seen = first_seen(records)
    expected = only_where(seen < kids.born_on, plus_days(kids.born_on, rng.integers(-9, 10, size)))
    expected = np.where(unborn, np.maximum(expected, end + np.timedelta64(1, "D")), expected)
    ethnicity = imperfections.blanked(rng, looks.ethnicity, imperfections.MISSING_ETHNICITY)
    misspelt = (ethnicity == "CHNE") & chance(rng, imperfections.MISSPELT_CHINESE, size)
    is_mother = np.isin(numbers, mothers(records)[0])
    age = years_old(kids.born_on, end)
    in_school = (age >= 5) & (age < 18)
    return pa.table(
        {
            "pers_person_id": ids.child(numbers),
            "pers_sex": text(looks.sex),
            "pers_gender": looked_up(looks.sex, code_lists.GENDER_OF_SEX),
            "pers_ethnicity": text(np.where(misspelt, "CNHE", ethnicity)),
            "pers_dob": datetime_column(np.where(unborn, NEVER, kids.born_on)),
            "pers_common_child_id": blank(size),
            "pers_legacy_id": ids.record("LEGACY", numbers),
            "pers_upn_unknown": text(words_where(~in_school, np.where(age < 5, "UN1", "UN3"))),
            "pers_send_flag": yes_no(kids.is_disabled | chance(rng, 0.14, size)),
            "pers_expected_dob": datetime_column(expected),
            "pers_death_date": datetime_column(died_on(records)),
            "pers_is_mother": yes_no(is_mother),
            "pers_nationality": text(looks.nationality),
            "pers_upn": ids.record("UPN", np.where(in_school, numbers, -1)),
            "pers_forename": blank(size),
            "pers_surname": blank(size),
            "pers_single_unique_id": ids.record("SUI", numbers),
        }
    )


def address_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_address: the home address of each child as a locality and a postcode, one or two rows."""
    rng = records.council.stream("addresses")
    kids, seen = records.children, first_seen(records)
    moved = chance(rng, 0.25, len(kids)) & known(seen)
    child, number = repeat_rows(1 + moved.astype(np.int64))
    is_second = number == 1
    family_moves = rng.random(int(kids.family.max()) + 1)
    moved_on = plus_days(seen, -30 + 700 * family_moves[kids.family])
    moved_on = np.where(moved_on <= records.council.ends_on, moved_on, NEVER)
    moved_on = np.where(moved_on > kids.born_on, moved_on, NEVER)
    kept = ~is_second | known(moved_on[child])
    child, is_second = child[kept], is_second[kept]
    start = np.where(
        is_second, moved_on[child], np.minimum(kids.born_on, np.where(known(seen), seen, kids.born_on))[child]
    )
    start = np.where((start < kids.born_on[child]), kids.born_on[child], start)
    end = np.where(~is_second & moved[child], moved_on[child], NEVER)
    place = np.where(is_second, (kids.place[child] * 7.3) % 1, kids.place[child])
    locality = np.minimum((place * len(LOCALITIES)).astype(np.int64), len(LOCALITIES) - 1)
    codes = postcodes(rng, np.full(len(child), HOME_AREA, dtype=object), locality + 1)
    words = np.array([f'{{"LOCALITY": "{name}"}}' for name in LOCALITIES], dtype=object)
    return pa.table(
        {
            "addr_table_id": ids.records("ADDR", len(child)),
            "addr_address_json": text(words[locality]),
            "addr_person_id": ids.child(child),
            "addr_address_type": constant("HOME", len(child)),
            "addr_address_start_date": datetime_column(start),
            "addr_address_end_date": datetime_column(end),
            "addr_address_postcode": text(codes),
        }
    )


def disability_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_disability: one row per known code; NONE where it is known that there is none."""
    looks = records.portraits
    first = np.flatnonzero(~is_nothing(looks.disability))
    second = np.flatnonzero(~is_nothing(looks.second_disability))
    child = np.concatenate([first, second])
    code = np.concatenate([looks.disability[first], looks.second_disability[second]])
    return pa.table(
        {
            "disa_person_id": ids.child(child),
            "disa_table_id": ids.records("DISA", len(child)),
            "disa_disability_code": text(code),
        }
    )


def immigration_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_immigration_status: children who arrived alone, and the decision on their claim."""
    rng = records.council.stream("immigration")
    child = np.flatnonzero(records.children.is_unaccompanied)
    arrived = first_seen(records)[child]
    child, arrived = child[known(arrived)], arrived[known(arrived)]
    decided = plus_days(arrived, 250 + 500 * rng.random(len(child)))
    decided = np.where(decided <= records.council.ends_on, decided, NEVER)
    has = np.flatnonzero(known(decided))
    result = pick(
        rng.random(len(has)), {"Refugee Status": 0.7, "Humanitarian Protection": 0.18, "Appeal Pending": 0.12}
    )
    waiting = np.full(len(child), "Unaccompanied Asylum Seeking Child", dtype=object)
    return pa.table(
        {
            "immi_person_id": ids.child(np.concatenate([child, child[has]])),
            "immi_immigration_status_id": ids.records("IMMI", len(child) + len(has)),
            "immi_immigration_status": text(np.concatenate([waiting, result])),
            "immi_immigration_status_start_date": datetime_column(np.concatenate([arrived, decided[has]])),
            "immi_immigration_status_end_date": datetime_column(
                np.concatenate([decided, np.full(len(has), NEVER)])
            ),
        }
    )


def family_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_family: one row per child with its family."""
    numbers = np.arange(len(records.children))
    return pa.table(
        {
            "fami_table_id": ids.record("FAMROW", numbers),
            "fami_family_id": ids.record("FAM", records.children.family),
            "fami_person_id": ids.child(numbers),
        }
    )


def mother_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_mother: young women known to the council and their babies."""
    mother, baby = mothers(records)
    return pa.table(
        {
            "moth_table_id": ids.records("MOTH", len(mother)),
            "moth_person_id": ids.child(mother),
            "moth_childs_person_id": ids.child(baby),
            "moth_childs_dob": datetime_column(records.children.born_on[baby]),
        }
    )


def people_tables(records: Records, ids: Ids) -> dict[str, pa.Table]:
    """Return the tables of this module by name."""
    return {
        "ssd_person": person_table(records, ids),
        "ssd_address": address_table(records, ids),
        "ssd_disability": disability_table(records, ids),
        "ssd_immigration_status": immigration_table(records, ids),
        "ssd_family": family_table(records, ids),
        "ssd_mother": mother_table(records, ids),
    }
