"""The conventions of cutting come whole: every criterion has a weight, every mark names what exists, or the whole is refused."""

import re
import shutil
from pathlib import Path

import pytest

from budget.model.states import Band, Criterion
from budget.reference.cut_conventions import CutEffect, parts
from budget.reference.law import Confidence
from budget.reference.load import DATA, ReferenceDataError, load_reference


@pytest.fixture
def common(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "reference")
    return tmp_path / "reference" / "common"


def refusal(common: Path) -> str:
    with pytest.raises(ReferenceDataError) as refused:
        load_reference(common.parent / "quang-nam-2024")
    return " ".join(fault.sentence for fault in refused.value.faults)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_criterion_has_a_weight_and_none_is_taken_for_law() -> None:
    criteria = load_reference().criteria
    assert [row.code for row in criteria] == list(Criterion)
    assert {row.confidence for row in criteria} == {Confidence.UNSURE}


def test_words_are_plain_and_bands_exist() -> None:
    for mark in load_reference().cut_marks:
        assert all(re.fullmatch(r"[a-z0-9 ]+", phrase) for phrase in parts(mark.words)), mark.code
        assert mark.effect is CutEffect.PROTECT or Band(mark.place)
        assert mark.budget_codes or mark.categories or mark.words, f"{mark.code} would hold for every line"


def test_a_missing_criterion_is_named(common: Path) -> None:
    change(common / "criteria.csv", "\npeople,10", "\ndeadline,10")
    said = refusal(common)
    assert "Mã deadline đã có" in said
    assert "people" in said


def test_a_mark_of_no_band_or_category_is_named(common: Path) -> None:
    change(common / "cut_marks.csv", "HOINGHI,band,d,,,meeting", "HOINGHI,band,z,,,hop")
    said = refusal(common)
    assert "Nhóm “z” không có" in said
    assert "Loại chi “hop” không có" in said


def test_a_mark_that_cites_nothing_known_is_named(common: Path) -> None:
    change(common / "cut_marks.csv", ",LNSNN2015,", ",LUATLA,")
    assert "LUATLA" in refusal(common)
