"""Districts sort the Vietnamese way and keep their official order beside it."""

from budget.model.states import UnitKind
from budget.reference.load import load_reference

DISTRICTS = [unit for unit in load_reference().units if unit.kind is UnitKind.DISTRICT]


def test_districts_sort_by_the_vietnamese_alphabet() -> None:
    ordered = [unit.short_name for unit in sorted(DISTRICTS, key=lambda unit: unit.sort_key)]
    assert ordered == [
        *("Bắc Trà My", "Duy Xuyên", "Đại Lộc", "Điện Bàn", "Đông Giang", "Hiệp Đức", "Hội An", "Nam Giang", "Nam Trà My"),
        *("Nông Sơn", "Núi Thành", "Phú Ninh", "Phước Sơn", "Quế Sơn", "Tam Kỳ", "Tây Giang", "Thăng Bình", "Tiên Phước"),
    ]


def test_the_official_order_is_that_of_the_codes() -> None:
    assert [unit.code for unit in sorted(DISTRICTS, key=lambda unit: unit.position)] == [str(code) for code in range(502, 520)]


def test_names_say_what_sort_of_unit_it_is() -> None:
    names = {unit.code: unit.name for unit in load_reference().units}
    assert (names["516"], names["502"], names["507"]) == ("UBND huyện Nam Trà My", "UBND thành phố Tam Kỳ", "UBND thị xã Điện Bàn")
    assert (names["20944"], names["20695"]) == ("UBND xã Trà Mai", "UBND thị trấn Thạnh Mỹ")
