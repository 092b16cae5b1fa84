"""What a person may choose about printed tables: the office that signs, the money unit shown, the wording of amounts."""

from collections.abc import Mapping
from dataclasses import dataclass

from budget.money import MoneyUnit
from budget.words import Even, Thousand, ZeroTen


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues the tables, as NĐ 30/2020/NĐ-CP places it: superior body, issuing body, place, mark of the covering letter."""

    superior: str = "ỦY BAN NHÂN DÂN TỈNH ……………"
    name: str = "SỞ TÀI CHÍNH"
    called: str = "Sở Tài chính"
    place: str = "……………"
    mark: str = "TTr-STC"


OFFICES: Mapping[str, Office] = {"49": Office(superior="ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM", place="Quảng Nam")}
"""The issuing office by province code; elsewhere the name is left to be filled in."""


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """How tables look; amounts stay exact đồng in every cell whatever `unit` shows."""

    unit: MoneyUnit = MoneyUnit.DONG
    total_first: bool = True
    thousand: Thousand = "nghìn"
    zero_ten: ZeroTen = "linh"
    even: Even = "auto"
    group_comma: bool = False
    office: Office | None = None
