"""The bridge's bars lead without a gap from one total to the other, and say their sign in words."""

from hypothesis import given
from hypothesis import strategies as st

from budget.plan.terms import BridgeStep
from pages.parts.bridge_chart import LESS, MORE, TOTAL, bridge_bars, bridge_chart

AMOUNTS = st.integers(-(10**15), 10**15)


def steps_of(amounts: list[int]) -> list[BridgeStep]:
    return [BridgeStep(f"step{place}", f"Bước {place}", amount, 0, 1) for place, amount in enumerate(amounts)]


@given(st.integers(0, 10**15), st.lists(AMOUNTS, max_size=6))
def test_bars_join_and_sum(first: int, amounts: list[int]) -> None:
    second = first + sum(amounts)
    bars = bridge_bars(("Gốc", first), steps_of(amounts), ("PA1", second))
    assert (bars[0].label, bars[0].end, bars[-1].label, bars[-1].end) == ("Gốc", first, "PA1", second)
    level = first
    for bar in bars[1:-1]:
        assert bar.start == level
        assert bar.kind == (MORE if bar.end > bar.start else LESS)
        assert bar.words.startswith("+" if bar.kind == MORE else "-")
        level = bar.end
    assert level == second
    assert len(bars) == 2 + sum(1 for amount in amounts if amount)


def test_totals_stand_on_the_axis_and_small_steps_can_be_seen() -> None:
    bars = bridge_bars(("Gốc", 1_000_000_000), steps_of([-5_000_000]), ("PA1", 995_000_000))
    assert [bar.kind for bar in bars] == [TOTAL, LESS, TOTAL]
    drawn = bridge_chart(bars).to_dict()
    axis = drawn["layer"][0]["encoding"]["x"]
    assert axis["scale"]["domain"][0] > 900_000_000
    assert axis["axis"]["title"] == "Trục không bắt đầu từ 0"
    (rows,) = [layer["values"] for layer in ([drawn["data"]] if "data" in drawn else [drawn["layer"][0]["data"]])]
    assert all(row["from"] <= row["to"] for row in rows)


def test_an_axis_from_zero_says_nothing() -> None:
    drawn = bridge_chart(bridge_bars(("Gốc", 10), steps_of([-10]), ("PA1", 0))).to_dict()
    assert drawn["layer"][0]["encoding"]["x"]["axis"]["title"] is None
