"""Names of units as officers write them: one unit, or a question; never a guess."""

import pytest

from budget.imports.matching import UNKNOWN, Match
from budget.imports.units import UnitMatcher
from tests.plans import reference


@pytest.fixture(scope="module")
def units() -> UnitMatcher:
    return UnitMatcher(reference().units)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UBND huyện Nam Trà My", "516"),
        ("Huyện Núi Thành", "517"),
        ("H. Núi Thành", "517"),
        ("TX Điện Bàn", "507"),
        ("TX. Điện Bàn", "507"),
        ("UBND TP. Tam Kỳ", "502"),
        ("Ủy ban nhân dân thành phố Hội An", "503"),
        ("Uỷ ban nhân dân TP Hội An", "503"),
        ("thành phố Tam Kì", ""),
        ("xã Trà Dơn", "20938"),
        ("P. Phước Hòa", "20338"),
        ("phường Phước Hoà", "20338"),
        ("xã Phước Hòa", "20729"),
        ("TT. Núi Thành", "20965"),
        ("thị trấn P Rao", "20467"),
        ("xã Ch'ơm", "20437"),
        ("xã Trà Mai, huyện Nam Trà My", "20944"),
        ("UBND xã Trà Mai - huyện Nam Trà My", "20944"),
        ("Xã Tam Thanh (TP Tam Kỳ)", "20359"),
        ("Tam Đàn", "20374"),
        ("Sở TT&TT", "SBN-STTTT"),
        ("STTTT", "SBN-STTTT"),
        ("Sở TTTT", "SBN-STTTT"),
        ("Sở Thông tin & Truyền thông", "SBN-STTTT"),
        ("Sở Lao động, Thương binh và Xã hội", "SBN-SLDTBXH"),
        ("Sở LĐTBXH", "SBN-SLDTBXH"),
        ("Công an tỉnh", "CA-TINH"),
        ("CA tỉnh", "CA-TINH"),
        ("Công an tỉnh Quảng Nam", "CA-TINH"),
        ("VP UBND tỉnh", "SBN-VPUBND"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "SBN-VPUBND"),
        ("UBMTTQ Việt Nam tỉnh", "SBN-UBMTTQ"),
        ("SBN-STC", "SBN-STC"),
        ("502", "502"),
    ],
)
def test_a_name_that_means_one_unit_is_taken(units: UnitMatcher, name: str, code: str) -> None:
    assert units.match(name).code == code


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Phước Hòa", {"20338", "20729"}),
        ("Phước Hoà", {"20338", "20729"}),
        ("xã Trà Don", {"20938", "20956"}),
        ("Tam Thanh", {"20359", "20980", "20365"}),
        ("Núi Thành", {"517", "20965"}),
        ("Nui Thanh", {"517", "20965"}),
        ("huyen Nam Tra My", {"516"}),
        ("huyện Điện Bàn", {"507"}),
        ("Sở NV", {"SBN-SNV", "SBN-SNGV"}),
        ("So Tu phap", {"SBN-STP"}),
        ("xã Trà Mai, huyện Thăng Bình", {"20944"}),
    ],
)
def test_a_name_that_may_mean_several_or_lost_its_marks_is_asked(units: UnitMatcher, name: str, candidates: set[str]) -> None:
    found = units.match(name)
    assert (found.code, set(found.candidates)) == ("", candidates)


def test_the_district_above_narrows_what_a_name_may_mean(units: UnitMatcher) -> None:
    assert units.match("xã Tam Thanh", district="502") == Match("20359")
    assert units.match("Phước Hòa", district="511") == Match("20729")
    assert set(units.match("xã Trà Don", district="516").candidates) == {"20938", "20956"}
    assert units.match("xã Trà Dơn", district="516") == Match("20938")


def test_a_place_outside_the_district_above_is_asked_not_taken(units: UnitMatcher) -> None:
    assert units.match("xã Bình Dương", district="516") == Match("", ("20794",))


@pytest.mark.parametrize("name", ["", "Phần cứng", "Phòng Hành chính", "xã hội hóa", "Trung tâm dữ liệu"])
def test_a_name_of_nothing_known_is_unknown(units: UnitMatcher, name: str) -> None:
    assert units.match(name) == UNKNOWN


@pytest.mark.parametrize(
    ("heading", "code"),
    [("Huyện Nam Trà My", "516"), ("Sở Tư pháp", "SBN-STP"), ("Tam Kỳ", "502"), ("Ba", ""), ("Phần mềm", ""), ("Xã hội", "")],
)
def test_a_heading_is_a_unit_only_when_it_leaves_no_doubt(units: UnitMatcher, heading: str, code: str) -> None:
    assert units.match_heading(heading).code == code


def test_every_unit_is_found_by_its_own_name_in_its_own_district(units: UnitMatcher) -> None:
    for unit in reference().units:
        found = units.match(unit.name, units.district_of(unit.code))
        assert unit.code in (found.code, *found.candidates), unit


def test_where_a_unit_lies(units: UnitMatcher) -> None:
    assert [units.district_of(code) for code in ("516", "20938", "SBN-STC", "nope")] == ["516", "516", "", ""]
