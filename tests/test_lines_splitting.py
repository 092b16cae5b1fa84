"""The parts of a line add up to it, to the đồng and the thousandth, in every layer; what cannot is refused with a sentence."""

from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budget.exact import scale_amount
from budget.lines.editing import Known
from budget.lines.splitting import MOST_PARTS, PlannedSplit, SplitBy, SplitPart, plan_split, working_layer
from budget.model.states import Layer
from budget.money import format_money
from budget.quantity import format_quantity
from budget.store.kinds import LINE
from budget.store.records import Value

KNOWN = Known(
    frozenset({"A", "B"}),
    {"QD334": "recurrent", "NQ36": "recurrent", "DTC": "investment"},
    frozenset({"NV01"}),
    frozenset(),
    frozenset(),
)


def line(quantity: int = 12_000, price: int = 15_000_000, times: int = 1_000, adjustment: int = 0, **more: Value) -> dict[str, Value]:
    record: dict[str, Value] = {**dict.fromkeys(LINE.columns), "id": "L", "number": 7, "name": "Máy tính", "measure": "bộ", "note": ""}
    record.update(unit="A", source="QD334", nature="recurrent", year=2024, quarter=2, norm="MT", basis="QĐ 50", requires="P")
    lay(record, Layer.REQUESTED, quantity, price, times, adjustment)
    return {**record, **more}


def lay(record: dict[str, Value], layer: str, quantity: int, price: int, times: int = 1_000, adjustment: int = 0) -> dict[str, Value]:
    record.update({f"{layer}_quantity_milli": quantity, f"{layer}_unit_price": price, f"{layer}_times_milli": times})
    record.update({f"{layer}_adjustment": adjustment, f"{layer}_amount": scale_amount(quantity, price, times, adjustment)})
    return record


def split(record: Mapping[str, Value], by: SplitBy, *sizes: str, **texts: str) -> PlannedSplit:
    parts = [SplitPart(size, texts if place else {}) for place, size in enumerate(sizes)]
    return plan_split(record, by, parts, KNOWN, 100)


def column(planned: PlannedSplit, name: str) -> list[Value]:
    return [part[name] for part in planned.parts]


def assert_exact(record: Mapping[str, Value], planned: PlannedSplit) -> None:
    """Each layer's parts: amounts follow from their drivers, and add up with the driver that was divided."""
    for layer in Layer:
        if record[f"{layer}_amount"] is None:
            assert set(column(planned, f"{layer}_amount")) == {None}
            continue
        for part in planned.parts:
            drivers = [part[f"{layer}_{name}"] for name in ("quantity_milli", "unit_price", "times_milli", "adjustment")]
            assert part[f"{layer}_amount"] == scale_amount(*drivers)  # type: ignore[arg-type]
            assert drivers[3] <= 0  # type: ignore[operator]
        assert sum(column(planned, f"{layer}_amount")) == record[f"{layer}_amount"]  # type: ignore[arg-type]


def test_twelve_computers_become_seven_and_five_for_another_unit_and_source() -> None:
    planned = split(line(), SplitBy.QUANTITY, "7", "5", unit="B", source="NQ36", quarter="4")
    assert column(planned, "requested_quantity_milli") == [7_000, 5_000]
    assert column(planned, "requested_amount") == [105_000_000, 75_000_000]
    assert (column(planned, "unit"), column(planned, "source"), column(planned, "quarter")) == (["A", "B"], ["QD334", "NQ36"], [2, 4])
    assert column(planned, "number") == [7, 100]


def test_the_first_part_is_the_old_line_and_the_others_keep_basis_norm_and_dependency() -> None:
    planned = split(line(), SplitBy.QUANTITY, "7", "5")
    first, second = planned.parts
    assert first["id"] == "L"
    assert second["id"] != "L"
    assert [second[name] for name in ("norm", "basis", "requires", "name")] == ["MT", "QĐ 50", "P", "Máy tính"]
    assert (first["note"], second["note"]) == ("", "Tách từ khoản mục số 7")
    assert [(change.entity == "L", change.group) for change in planned.changes] == [(True, "requested"), (False, "all")]


def test_what_describes_the_whole_stays_on_the_first_part_only() -> None:
    record = line(last_year_outturn=9, this_year_allotted=8, entitled_milli=20_000, price_kind="quotation", request_document="CV 1")
    planned = split(record, SplitBy.QUANTITY, "7", "5")
    assert column(planned, "last_year_outturn") == [9, None]
    assert column(planned, "entitled_milli") == [20_000, None]
    assert column(planned, "price_kind") == ["quotation"] * 2
    assert column(planned, "request_document") == ["CV 1"] * 2


def test_a_share_gives_whole_pieces_the_remainder_to_the_earlier_part() -> None:
    planned = split(line(7_000), SplitBy.SHARE, "50", "50")
    assert column(planned, "requested_quantity_milli") == [4_000, 3_000]
    assert column(split(line(12_500), SplitBy.SHARE, "50", "50"), "requested_quantity_milli") == [6_250, 6_250]


def test_a_lump_divides_its_price_and_twelve_months_of_one_thing_their_times() -> None:
    lump = split(line(1_000, 100), SplitBy.SHARE, "33,33", "33,33", "33,34")
    assert column(lump, "requested_unit_price") == [33, 33, 34]
    assert column(split(line(1_000, 180_000_001), SplitBy.AMOUNT, "80.000.000", "100.000.001"), "requested_amount") == [
        80_000_000,
        100_000_001,
    ]
    months = split(line(1_000, 2_800_000, 12_000), SplitBy.SHARE, "25", "25", "50")
    assert column(months, "requested_times_milli") == [3_000, 3_000, 6_000]
    assert column(split(line(2_000, 10, 12_000), SplitBy.TIMES, "5", "7"), "requested_amount") == [100, 140]


def test_amounts_that_are_multiples_of_the_price_give_exact_quantities_others_are_refused() -> None:
    assert column(split(line(), SplitBy.AMOUNT, "105.000.000", "75.000.000"), "requested_quantity_milli") == [7_000, 5_000]
    refused = split(line(), SplitBy.AMOUNT, "100.000.001", "79.999.999")
    assert [problem.code for problem in refused.problems] == ["split_inexact"]


def test_every_appraised_layer_is_split_by_the_same_rule() -> None:
    record = line()
    lay(record, Layer.CONTENT, 11_000, 15_000_000)
    lay(record, Layer.FINANCE, 10_000, 14_500_000, adjustment=-14_500_001)
    planned = split(record, SplitBy.QUANTITY, "6", "4")
    assert working_layer(record) == "finance"
    assert column(planned, "finance_quantity_milli") == [6_000, 4_000]
    assert column(planned, "content_quantity_milli") == [7_000, 4_000]  # 6,6 and 4,4 of 11 pieces
    assert column(planned, "requested_quantity_milli") == [7_000, 5_000]
    assert column(planned, "finance_adjustment") == [-8_700_001, -5_800_000]
    assert_exact(record, planned)


def test_a_layer_that_is_no_lump_beside_one_that_is_refuses_a_split_of_the_price() -> None:
    record = lay(line(2_000, 50), Layer.FINANCE, 1_000, 100)
    assert [problem.code for problem in split(record, SplitBy.SHARE, "50", "50").problems] == ["split_inexact"]


@pytest.mark.parametrize(
    ("by", "sizes", "code", "says"),
    [
        (SplitBy.QUANTITY, ("7", "4"), "parts_sum", "11 bộ, khác 12 bộ"),
        (SplitBy.AMOUNT, ("1", "2"), "parts_sum", "khác 180.000.000 đ"),
        (SplitBy.SHARE, ("50", "49,5"), "parts_sum", "99,5 %, khác 100 %"),
        (SplitBy.QUANTITY, ("12", "0"), "part_size", "Phần 2"),
        (SplitBy.QUANTITY, ("12", ""), "part_size", "Phần 2"),
        (SplitBy.QUANTITY, ("0.5", "11"), "part_size", "Phần 1"),
        (SplitBy.QUANTITY, ("12",), "parts_count", "từ 2"),
        (SplitBy.SHARE, ("1", "99"), "part_empty", "Phần 1"),
    ],
)
def test_a_split_that_does_not_add_up_is_refused_in_a_sentence(by: SplitBy, sizes: tuple[str, ...], code: str, says: str) -> None:
    planned = split(line(), by, *sizes)
    assert (planned.refused, planned.parts) == (True, ())
    assert [problem.code for problem in planned.problems] == [code]
    assert says in planned.problems[0].sentence
    assert planned.problems[0].fix


def test_a_part_may_not_go_where_a_line_may_not_stand() -> None:
    for texts, code in (({"source": "DTC"}, "nature_mismatch"), ({"unit": "ZZ"}, "unknown_code"), ({"quarter": "5"}, "out_of_range")):
        planned = split(line(), SplitBy.QUANTITY, "7", "5", **texts)
        assert [problem.code for problem in planned.problems] == [code]
    assert split(line(), SplitBy.SHARE, *["1"] * (MOST_PARTS + 1)).problems[0].code == "parts_count"


def test_halves_that_round_away_are_refused_rather_than_lost() -> None:
    refused = split(line(1_000, 1, 1_000), SplitBy.QUANTITY, "0,4", "0,6")
    assert column(refused, "requested_amount") == [0, 1]
    lost = split(line(1_200, 1), SplitBy.QUANTITY, "0,4", "0,4", "0,4")
    assert "hụt 1 đ" in lost.problems[0].sentence


@given(
    st.lists(st.integers(1, 40_000), min_size=2, max_size=8),
    st.integers(0, 10**9),
    st.integers(1, 30_000),
    st.integers(0, 100),
    st.integers(0, 60_000),
)
def test_any_split_by_quantity_is_exact_in_every_layer_or_refused(sizes: list[int], price: int, times: int, cut: int, judged: int) -> None:
    gross = scale_amount(sum(sizes), price, times)
    record = line(sum(sizes), price, times, -(gross * cut // 100))
    lay(record, Layer.CONTENT, judged, price, times)
    planned = split(record, SplitBy.QUANTITY, *(format_quantity(size) for size in sizes))
    if planned.refused:
        assert planned.problems[0].code == "split_inexact"
        return
    assert column(planned, "requested_quantity_milli") == sizes
    assert sum(column(planned, "content_quantity_milli")) == judged  # type: ignore[arg-type]
    assert_exact(record, planned)


@given(st.lists(st.integers(1, 9_998), min_size=2, max_size=6), st.integers(1, 10**12), st.integers(1, 400_000))
def test_any_split_by_share_is_exact_or_says_which_part_is_empty(weights: list[int], price: int, quantity: int) -> None:
    shares = [*weights[:-1], 10_000 - sum(weights[:-1])]
    assume(shares[-1] > 0)
    record = line(quantity, price)
    planned = split(record, SplitBy.SHARE, *(format_quantity(share * 10) for share in shares))
    if planned.refused:
        assert planned.problems[0].code in {"part_empty", "split_inexact"}
        return
    driver = "unit_price" if quantity == 1_000 else "quantity_milli"
    assert sum(column(planned, f"requested_{driver}")) == record[f"requested_{driver}"]  # type: ignore[arg-type]
    assert_exact(record, planned)


@given(st.lists(st.integers(1, 10**10), min_size=2, max_size=6))
def test_a_lump_split_by_amounts_gives_exactly_these(amounts: list[int]) -> None:
    record = line(1_000, sum(amounts))
    planned = split(record, SplitBy.AMOUNT, *(format_money(amount) for amount in amounts))
    assert column(planned, "requested_amount") == amounts
    assert_exact(record, planned)
