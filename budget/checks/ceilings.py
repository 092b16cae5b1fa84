"""Pots against what is asked of them: short pots one by one, what nobody has entered summed up by source and year.

A pot that is short is never evened out by another that has money left.
"""

from collections.abc import Callable, Iterable, Mapping

from budget.checks.registry import found
from budget.funding.bad_ceilings import Reach, find_faults
from budget.funding.pots import Ceiling, Pot, collect_pots, read_ceilings, read_owners, read_purses
from budget.model.ids import PROVINCE_POT
from budget.model.problem import Problem
from budget.model.states import UnitLevel
from budget.money import format_money
from budget.store.database import Cursor
from budget.totals.cube import Totals

SHOWN = 3


def check_ceilings(cursor: Cursor, totals: Totals) -> list[Problem]:
    """What is wrong with the pots of a scenario whose totals are given."""
    pots = collect_pots(totals, read_ceilings(cursor), read_owners(cursor), read_purses(cursor))
    names = {str(code): str(name) for code, name in cursor.rows("SELECT code, COALESCE(short_name, name) FROM source")}
    return [*judge_entries(cursor), *judge_pots(pots, names)]


def judge_entries(cursor: Cursor) -> list[Problem]:
    """What cannot be true of the ceilings as entered, one by one; then, by source and year, those without the unit's commitment."""
    wrong, lacking, reach = find_faults(cursor)
    groups: dict[tuple[str, int], list[Ceiling]] = {}
    for ceiling in lacking:
        groups.setdefault((ceiling.source, ceiling.year), []).append(ceiling)
    told = [found("ceiling_wrong", problem.sentence, problem.fix, pot=problem.pot) for problem in wrong]
    return [*told, *(_uncommitted(reach, source, year, members) for (source, year), members in groups.items())]


def judge_pots(pots: Iterable[Pot], names: Mapping[str, str]) -> list[Problem]:
    """Short pots, the greatest shortage first; then, by source and year, pots without a ceiling and without their spending."""
    listed = list(pots)
    short = sorted((pot for pot in listed if pot.shortage), key=lambda pot: (-pot.shortage, pot.id))
    unknown = _grouped(listed, lambda pot: pot.need > 0 and pot.left is None and pot.source in names)
    unspent = _grouped(listed, lambda pot: pot.need > 0 and pot.ceiling is not None and pot.ceiling.spent_unknown)
    return [
        *(_exceeded(pot, names.get(pot.source, pot.source)) for pot in short),
        *(_unknown(source, names, year, members) for (source, year), members in unknown.items()),
        *(_unspent(source, names, year, members) for (source, year), members in unspent.items()),
    ]


def _grouped(pots: Iterable[Pot], wanted: Callable[[Pot], bool]) -> dict[tuple[str, int], list[Pot]]:
    groups: dict[tuple[str, int], list[Pot]] = {}
    for pot in pots:
        if wanted(pot):
            groups.setdefault((pot.source, pot.year), []).append(pot)
    return groups


def _exceeded(pot: Pot, name: str) -> Problem:
    ceiling = pot.ceiling
    sentence = (
        f"{name}{_owner(pot)} năm {pot.year}: {pot.lines} khoản mục cần {format_money(pot.need)} đ, "
        f"hạn mức còn {format_money(pot.left)} đ, thiếu {format_money(pot.shortage)} đ."
    )
    if ceiling is not None and ceiling.sample:
        sentence += " Hạn mức là số liệu minh họa."
    fix = "Cắt giảm, giãn hoặc đổi nguồn một số khoản mục của nguồn này; nếu hạn mức đã thay đổi thì nhập lại kèm văn bản."
    return found("ceiling_exceeded", sentence, fix, pot=pot.id)


def _owner(pot: Pot) -> str:
    """Whose pot it is, where that is not the province's one."""
    return "" if pot.level == UnitLevel.PROVINCE and pot.unit == PROVINCE_POT else f" của {pot.unit_name}"


def _unknown(source: str, names: Mapping[str, str], year: int, pots: list[Pot]) -> Problem:
    need = sum(pot.need for pot in pots)
    where = _owners(pots)
    sentence = f"{names[source]} năm {year}: chưa nhập hạn mức của {where}, đang cần {format_money(need)} đ nên chưa biết thừa hay thiếu."
    return found("ceiling_unknown", sentence, "Nhập hạn mức đã giao ở trang Nguồn kinh phí.", pot=f"{source}|{year}")


def _unspent(source: str, names: Mapping[str, str], year: int, pots: list[Pot]) -> Problem:
    granted = sum(pot.ceiling.granted or 0 for pot in pots if pot.ceiling is not None)
    where = _owners(pots)
    sentence = (
        f"{names.get(source, source)} năm {year}: hạn mức {format_money(granted)} đ của {where} chưa nhập số đã chi, "
        "nên số còn lại có thể cao hơn thực tế."
    )
    return found("spent_unknown", sentence, "Nhập số đã chi (kể cả 0) ở trang Nguồn kinh phí.", pot=f"{source}|{year}")


def _uncommitted(reach: Reach, source: str, year: int, ceilings: list[Ceiling]) -> Problem:
    names = [reach.units[ceiling.unit][0] for ceiling in ceilings]
    more = f" và {len(names) - SHOWN} đơn vị nữa" if len(names) > SHOWN else ""
    granted = format_money(sum(ceiling.granted or 0 for ceiling in ceilings))
    sentence = (
        f"{reach.sources[source].name} năm {year}: {granted} đ chưa có văn bản cam kết của {', '.join(names[:SHOWN])}{more}, "
        "nên mới là số khai, chưa chắc có."
    )
    fix = "Ghi số, ngày văn bản cam kết của từng đơn vị ở trang Nguồn kinh phí; chưa có thì để trống hạn mức."
    return found("commitment_missing", sentence, fix, pot=f"{source}|{year}")


def _owners(pots: list[Pot]) -> str:
    """The one owner by name, or how many there are."""
    return pots[0].unit_name if len(pots) == 1 else f"{len(pots)} đơn vị"
