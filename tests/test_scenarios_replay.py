"""Replaying: what every operation does to a line, against an oracle in plain Python."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.operations import Draft
from tests.drafts import DRAFT, apply_all, fresh
from tests.plans import COMMUNE, DISTRICT, a_plan, operate

LINES = [
    {"name": "Máy chủ", "quantity": "2", "unit_price": "100.000.000", "priority": "1", "contracted": "có"},
    {"name": "Máy quét", "quantity": "12", "unit_price": "9.000.001", "priority": "4"},
    {"name": "Máy tính vượt mức", "quantity": "7", "unit_price": "18.500.000", "priority": "4", "norm": "MT_CBCC"},
    {"name": "Máy tính đúng mức", "unit": DISTRICT, "source": "NQ36-H", "quantity": "3", "unit_price": "9.999.999", "norm": "MT_CBCC"},
    {
        "name": "Đường truyền",
        "unit": COMMUNE,
        "source": "NQ36-H",
        "quantity": "12",
        "unit_price": "1.500.000",
        "times": "3",
        "priority": "3",
    },
    {"name": "Bàn ghế", "quantity": "5", "unit_price": "2.000.000", "priority": "4", "locked": "có", "lock_reason": "đã ký"},
    {"name": "Nửa tháng thuê", "quantity": "0,5", "unit_price": "333.333", "priority": "2"},
    {"name": "Không đồng", "quantity": "0", "unit_price": "5.000.000", "priority": "4"},
    {"name": "Năm sau", "quantity": "1", "unit_price": "7", "priority": "3", "year": "2025"},
]


@dataclass(frozen=True)
class Figures:
    """A line as the oracle follows it."""

    quantity: int
    price: int
    times: int
    adjustment: int
    amount: int
    source: str
    year: int
    quarter: int
    dropped: bool = False
    deferred: bool = False


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all: scenarios never change its base."""
    with a_plan(Path(tmp_path_factory.mktemp("resolve")), LINES) as made:
        yield made


def overlay(plan: Plan, scenario: str) -> dict[str, Figures]:
    """What stands in a scenario's overlay, by line."""
    sql = """SELECT line, quantity_milli, unit_price, times_milli, adjustment, amount, source, year, quarter, dropped, deferred
             FROM overlay WHERE scenario = ?"""
    with plan.store.read() as cursor:
        rows = cursor.rows(sql, [scenario])
    assert len({row[0] for row in rows}) == len(rows)
    return {str(row[0]): Figures(*row[1:]) for row in rows}  # type: ignore[arg-type]  # the schema's types


def gross(line: Figures) -> int:
    """Quantity x price x times, half up."""
    return int((Decimal(line.quantity) * line.price * line.times / 10**6).quantize(Decimal(1), ROUND_HALF_UP))


def redone(line: Figures) -> Figures:
    """The line with its amount worked out again; a cut never takes more than the line costs."""
    whole = gross(line)
    adjustment = max(line.adjustment, -whole)
    return replace(line, adjustment=adjustment, amount=whole + adjustment)


def expect(line: Figures, facts: Mapping[str, Any], draft: Draft) -> Figures:
    """What an operation should make of a line it holds."""
    given_ = draft.settings
    if draft.kind is OperationKind.RE_SOURCE:
        return replace(line, source=str(given_["source"])) if facts["natures"][given_["source"]] == facts["nature"] else line
    if facts["locked"] or line.dropped:
        return line
    if draft.kind is OperationKind.DROP:
        return replace(line, quantity=0, adjustment=0, amount=0, dropped=True)
    if draft.kind is OperationKind.PERCENT:
        cut = int((Decimal(line.amount) * int(given_["share_bp"]) / 10_000).quantize(Decimal(1), ROUND_HALF_UP))
        return replace(line, adjustment=line.adjustment - cut, amount=line.amount - cut)
    if draft.kind is OperationKind.REDUCE_QUANTITY:
        return redone(replace(line, quantity=min(line.quantity, reduced(line.quantity, given_))))
    if draft.kind is OperationKind.SET_DRIVER:
        name = {"quantity": "quantity", "unit_price": "price", "times": "times"}[str(given_["driver"])]
        changed = replace(line, **{name: int(given_["value"])})  # type: ignore[arg-type]  # the three are whole numbers
        return redone(changed) if gross(changed) <= 10**15 else line
    if draft.kind is OperationKind.PRICE_TO_NORM:
        return line if facts["norm_price"] is None else redone(replace(line, price=min(line.price, facts["norm_price"])))
    later = (line.year, line.quarter) < (int(given_["year"]), int(given_["quarter"]))
    if facts["contracted"] or not later:
        return line
    return replace(line, year=int(given_["year"]), quarter=int(given_["quarter"]), deferred=True)


def reduced(quantity: int, given_: Mapping[str, Any]) -> int:
    """What a reduction leaves of a quantity in thousandths."""
    if "to_milli" in given_:
        return int(given_["to_milli"])
    if "by_milli" in given_:
        return max(0, quantity - int(given_["by_milli"]))
    step = 1000 if quantity % 1000 == 0 else 1
    kept = Decimal(quantity) * (10_000 - int(given_["share_bp"])) / 10_000 / step
    return int(kept.to_integral_value(ROUND_CEILING)) * step


def read_facts(plan: Plan) -> dict[str, tuple[Figures, dict[str, Any]]]:
    """Every base line with what operations look at; the one norm of these lines is 15.000.000 đồng at every level."""
    sql = """SELECT id, quantity_milli, unit_price, times_milli, adjustment, amount, source, year, quarter,
                locked, contracted, nature, norm FROM working"""
    with plan.store.read() as cursor:
        rows = cursor.rows(sql)
        natures = dict(cursor.rows("SELECT code, nature FROM source"))
        assert set(cursor.rows("SELECT max_price FROM norm WHERE code = 'MT_CBCC'")) == {(15_000_000,)}
    found = {}
    for row in rows:
        price = 15_000_000 if row[12] == "MT_CBCC" else None
        facts = {"locked": row[9], "contracted": row[10], "nature": row[11], "natures": natures, "norm_price": price}
        found[str(row[0])] = (Figures(*row[1:9]), facts)  # type: ignore[arg-type]  # the schema's types
    return found


@settings(max_examples=20)
@given(drafts=st.lists(DRAFT, min_size=1, max_size=5))
def test_every_operation_does_what_the_oracle_says(plan: Plan, drafts: list[Draft]) -> None:
    facts = read_facts(plan)
    scenario, expected = fresh(plan), {}
    for draft in drafts:
        held = plan.lines.select(draft.where, scenario)
        apply_all(plan, scenario, [draft])
        for line in held:
            expected[line] = expect(expected.get(line, facts[line][0]), facts[line][1], draft)
        shown = overlay(plan, scenario)
        assert shown == expected
        assert all(one.amount >= 0 and one.quantity >= 0 and one.adjustment <= 0 for one in shown.values())
        assert all(one.amount == gross(one) + one.adjustment for one in shown.values())


def test_a_price_is_brought_to_the_norm_in_force_for_the_units_level(plan: Plan) -> None:
    scenario = fresh(plan)
    with plan.store.database.write() as cursor:
        rows = [
            ("commune", 10_000_000, "2020-01-01", "2022-12-31"),
            ("commune", 12_000_000, "2023-01-01", ""),
            ("", 14_000_000, "2020-01-01", ""),
        ]
        for level, price, start, end in rows:
            cursor.run(
                "INSERT INTO norm (code, measure, unit_level, max_price, valid_from, valid_to) VALUES ('THU', 'bộ', ?, ?::BIGINT, ?, ?)",
                [level, price, start, end],
            )
        cursor.run("UPDATE line SET norm = 'THU' WHERE number IN (2, 3, 5)")
        cursor.run("UPDATE line SET requested_unit_price = 20000000, requested_amount = 20000000 * 36 WHERE number = 5")
    try:
        operate(plan, scenario, OperationKind.PRICE_TO_NORM)
        prices = {int(row["number"]): int(row["unit_price"]) for row in plan.scenarios.touched(scenario).to_dict("records")}
        assert prices[5] == 12_000_000, "the commune's own norm in force, neither the one that ended nor the general one"
        assert prices[3] == 14_000_000, "a department has only the general norm"
        assert prices[2] == 9_000_001, "a price below its norm stays"
    finally:
        with plan.store.database.write() as cursor:
            cursor.run("DELETE FROM norm WHERE code = 'THU'")
            cursor.run("UPDATE line SET norm = NULL WHERE number IN (2, 5)")
            cursor.run("UPDATE line SET norm = 'MT_CBCC' WHERE number = 3")
            cursor.run("UPDATE line SET requested_unit_price = 1500000, requested_amount = 54000000 WHERE number = 5")


def test_prices_are_cut_to_the_very_norm_the_check_judges_by(tmp_path: Path) -> None:
    told = {"norm": "THU", "unit_price": "20.000.000"}
    lines = [
        {**told, "name": "Quý 1, mức cũ", "quarter": "1"},
        {**told, "name": "Quý 4, mức mới", "quarter": "4"},
        {**told, "name": "Đo khác nhau", "quarter": "4", "measure": "chiếc"},
        {**told, "name": "Huyện chưa có mức", "quarter": "4", "unit": DISTRICT, "source": "NQ36-H"},
    ]
    with a_plan(tmp_path, [{**line, "norm": ""} for line in lines]) as plan:
        with plan.store.database.write() as cursor:
            for level, price, start, end in (
                ("", 10_000_000, "2020-01-01", "2024-06-30"),
                ("", 12_000_000, "2024-07-01", ""),
                ("district", None, "2020-01-01", ""),
            ):
                cursor.run(
                    "INSERT INTO norm (code, name, measure, unit_level, max_price, hard, valid_from, valid_to)"
                    " VALUES ('THU', 'Thử', 'Bộ', ?, ?::BIGINT, TRUE, ?, ?)",
                    [level, price, start, end],
                )
            cursor.run("UPDATE line SET norm = 'THU'")
        scenario = fresh(plan)
        operate(plan, scenario, OperationKind.PRICE_TO_NORM)
        prices = {str(row["name"]): int(row["unit_price"]) for row in plan.scenarios.touched(scenario).to_dict("records")}
        assert prices["Quý 1, mức cũ"] == 10_000_000
        assert prices["Quý 4, mức mới"] == 12_000_000
        assert prices["Đo khác nhau"] == 20_000_000, "a price per chiếc is not cut to a price per bộ"
        assert prices["Huyện chưa có mức"] == 20_000_000, "the general norm does not answer for a level whose own is not known"
        left = [problem for problem in plan.checks.run(scenario) if problem.code == "norm_exceeded"]
        assert [problem.severity.value for problem in left] == ["warning"], "only the one measured otherwise, for a person to look at"
