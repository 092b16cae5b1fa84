"""The shipped reference data is whole, and a copy with one thing wrong is refused by file and row."""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from budget.model.states import UnitKind
from budget.reference.load import DATA, ReferenceDataError, load_reference


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "reference")
    return tmp_path / "reference" / "quang-nam-2024"


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_units_of_mid_2024_are_all_there() -> None:
    kinds = Counter(unit.kind for unit in load_reference().units)
    assert kinds[UnitKind.DEPARTMENT] == 20
    assert kinds[UnitKind.POLICE] == 1
    assert kinds[UnitKind.DISTRICT] == 18
    assert kinds[UnitKind.COMMUNE] == 241
    communes = Counter(unit.type_name for unit in load_reference().units if unit.kind is UnitKind.COMMUNE)
    assert communes == {"xã": 197, "phường": 30, "thị trấn": 14}


def test_units_that_fold_to_one_name_stay_apart() -> None:
    units = load_reference().unit_by_code
    assert (units["20338"].name, units["20729"].name) == ("UBND phường Phước Hòa", "UBND xã Phước Hoà")
    assert (units["20338"].parent, units["20729"].parent) == ("502", "511")


def test_loading_does_not_depend_on_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = load_reference()
    monkeypatch.chdir(tmp_path)
    assert Path.cwd() != Path(os.path.realpath(DATA))
    assert load_reference() == before


def test_nothing_is_invented_where_nobody_has_seen_it() -> None:
    documents = load_reference().document_by_code
    letter = documents["CV-BKHDT"]
    assert (letter.number, letter.issued) == ("", None)
    assert documents["KH1080"].confidence == "unsure"
    assert all(rule.cap_amount is None for rule in load_reference().rules)


def test_stronger_documents_rank_higher() -> None:
    documents = load_reference().document_by_code
    ranks = [documents[code].rank for code in ("LNSNN2015", "ND73-2019", "QD50-2017", "NQ36", "QD334", "CV-BKHDT")]
    assert ranks == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("units.csv", "20338,", "20335,"),
        ("units.csv", ",commune,commune,502,", ",commune,commune,999,"),
        ("sources.csv", ",QD334,", ",QD999,"),
        ("rules.csv", "QD334-01,QD334,", "QD334-01,QD335,"),
        ("rules.csv", ",confirmed,2,", ",confirmed,5,"),
        ("tasks.csv", ",CA-TINH,", ",CA-XA,"),
        ("ceilings.csv", "QD334|49|2024|recurrent", "QD334|49|2025|recurrent"),
    ],
)
def test_a_broken_link_is_refused_by_file(copy: Path, file: str, old: str, new: str) -> None:
    load_reference(copy)
    spoil(copy / file, old, new)
    with pytest.raises(ReferenceDataError) as caught:
        load_reference(copy)
    assert file in {fault.file for fault in caught.value.faults}
    assert all(fault.row >= 2 for fault in caught.value.faults)


def test_recurrent_money_in_an_investment_pot_is_refused(copy: Path) -> None:
    spoil(copy / "ceilings.csv", "DTC|49|2024|investment,DTC,49,2024,investment", "DTC|49|2024|recurrent,DTC,49,2024,recurrent")
    with pytest.raises(ReferenceDataError, match="không được lẫn"):
        load_reference(copy)


def test_an_unreadable_number_is_refused_by_row(copy: Path) -> None:
    spoil(copy.parent / "common" / "norms.csv", "15000000", "15.000.000")
    with pytest.raises(ReferenceDataError) as caught:
        load_reference(copy)
    assert [(fault.file, fault.row) for fault in caught.value.faults] == [("norms.csv", 2)]
