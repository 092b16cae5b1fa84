"""Decisions of a person: kept as plain values, read back the same, and refused with a sentence where they make no sense."""

from pathlib import Path

import pytest

from budget.imports.decisions import Decisions, read_profile_file, read_settings, settings_of
from budget.imports.understanding import Meaning
from budget.model.problem import PlanError
from budget.money import MoneyUnit

FULL = Decisions(
    sheets=("Dự toán",),
    columns={"Kinh phí": Meaning.AMOUNT},
    money_unit=MoneyUnit.TRIEU,
    header_rows={"Dự toán": (5, 7)},
    unit="502",
    source="QD334",
    nature="recurrent",
    category="equipment",
    year=2025,
    request_document="12/TTr",
    units={"xã Trà Don @516": "20956"},
    sources={"NS huyện": "NSH-THEM"},
    tasks={"Việc": "NV01"},
    skip_rejected=True,
    profile="p1",
)


def test_decisions_read_back_as_they_were_kept() -> None:
    assert read_settings(settings_of(FULL)) == (FULL, [])
    assert settings_of(Decisions()) == {}


def test_an_answer_is_given_and_taken_back() -> None:
    answered = Decisions().answering("unit", "Trà Don", "20956")
    assert answered.units == {"Trà Don": "20956"}
    assert answered.answering("unit", "Trà Don", "") == Decisions()


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (["unit"], "profile_wrong"),
        ({"don_vi": "502"}, "profile_key"),
        ({"year": "2024"}, "profile_value"),
        ({"year": 1999}, "profile_value"),
        ({"unit": 1.5}, "profile_value"),
        ({"money_unit": "tỷ"}, "profile_value"),
        ({"columns": {"A": "tiền"}}, "profile_value"),
        ({"header_rows": {"A": [7, 5]}}, "profile_value"),
        ({"units": "Trà Don"}, "profile_value"),
        ({"skip_rejected": "có"}, "profile_value"),
        ({"nature": "khác"}, "profile_value"),
        ({"category": "khác"}, "profile_value"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_cure(settings: object, code: str) -> None:
    decisions, problems = read_settings(settings)
    assert decisions is None
    assert problems[0].code == code
    assert problems[0].fix


def test_numbers_may_stand_for_codes() -> None:
    assert read_settings({"unit": 502, "units": {"Trà Don": 20956}})[0] == Decisions(unit="502", units={"Trà Don": "20956"})


@pytest.mark.parametrize("data", [b"unit: [", b"\xff\xfe\x00", b"- a\n- b", b"unit: 1.5"])
def test_a_file_that_holds_no_decisions_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.yaml").write_bytes(data)
    with pytest.raises(PlanError):
        read_profile_file(tmp_path / "a.yaml")


def test_an_empty_file_decides_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("# chưa có gì\n", encoding="utf-8")
    assert read_profile_file(tmp_path / "a.yaml") == Decisions()
