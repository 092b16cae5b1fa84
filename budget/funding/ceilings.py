"""Entering the money of a pot: granted, spent, committed; always with a reason, unknown stays unknown."""

from collections.abc import Mapping

from budget.funding.pots import pot_id
from budget.model.problem import Problem
from budget.store.kinds import ALL, KINDS
from budget.store.records import Change, Value

MONEY = ("granted", "spent", "committed")
LABELS = {"granted": "Hạn mức đã giao", "spent": "Đã chi", "committed": "Đã cam kết"}


def plan_ceiling(
    current: Mapping[str, Value] | None,
    place: tuple[str, str, int, str],
    money: Mapping[str, int | None],
    reason: str,
    about: Mapping[str, str] | None = None,
    expected: int | None = None,
) -> tuple[list[Change], list[Problem]]:
    """The changes that set a pot's figures (đồng; None = unknown), making the pot when there is none; or what is wrong.

    `place` is (source, owning unit, year, nature); figures not named in `money` stay as they are.
    """
    problems = [_negative(name, value) for name, value in money.items() if value is not None and value < 0]
    if not reason.strip():
        problems.append(Problem("reason_missing", "Hạn mức chưa có lý do thay đổi.", "Ghi văn bản hoặc lý do giao, điều chỉnh hạn mức."))
    source, unit, year, nature = place
    identity = pot_id(source, unit, year, nature)
    before = {name: (current or {}).get(name) for name in MONEY}
    after = {**before, **money}
    if after["granted"] is not None and not problems:
        used = int(after["spent"] or 0) + int(after["committed"] or 0)
        if used > int(after["granted"]):
            fix = "Kiểm tra lại số đã giao, đã chi và đã cam kết."
            problems.append(Problem("ceiling_overspent", "Đã chi và cam kết nhiều hơn hạn mức đã giao.", fix))
    if problems:
        return [], problems
    if current is None:
        record: dict[str, Value] = {**dict.fromkeys(KINDS["ceiling"].columns), "id": identity, "sample": False, **after}
        record.update({"source": source, "unit": unit, "year": year, "nature": nature, **(about or {})})
        return [Change("ceiling", identity, ALL, None, record)], []
    changes = []
    if after != before:
        changes.append(Change("ceiling", identity, "money", before, after, expected))
    columns = KINDS["ceiling"].groups["about"]
    # a figure a person has entered is no longer illustrative
    told = {**{name: current.get(name) for name in columns}, **(about or {}), "sample": False}
    if told != {name: current.get(name) for name in columns}:
        changes.append(Change("ceiling", identity, "about", {name: current.get(name) for name in columns}, told, expected))
    return changes, []


def plan_ceiling_deletion(current: Mapping[str, Value], expected: int | None = None) -> Change:
    """The change that takes a pot's entry away (back to chưa nhập hạn mức)."""
    return Change("ceiling", str(current["id"]), ALL, dict(current), None, expected)


def _negative(name: str, value: int) -> Problem:
    return Problem("negative", f"{LABELS[name]} không được âm (đang là {value}).", "Nhập số không âm; chưa rõ thì để trống.")
