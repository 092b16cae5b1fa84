"""The sample's illustrative phases: exact sums, labelled, where money really is spread over a year's end."""

from collections import Counter

from budget.sample.load import load_sample
from budget.sample.phases import LAND_TASK, NOTE, spread_sample

LINES = load_sample("quang-nam-2024").lines


def test_the_phases_of_each_line_add_up_and_start_in_its_quarter() -> None:
    lines, phases = spread_sample(LINES)
    split: dict[str, list[dict[str, object]]] = {}
    for row in phases.to_pylist():
        split.setdefault(row["line"], []).append(row)
    assert len(split) == 300
    for line in lines.to_pylist():
        if line["id"] in split:
            own = split[line["id"]]
            assert sum(int(str(row["amount"])) for row in own) == (line["finance_amount"] or line["requested_amount"])
            assert min((row["year"], row["quarter"]) for row in own) == (line["year"], line["quarter"])
            assert line["phase_note"] == NOTE
        else:
            assert line["phase_pattern"] is None


def test_land_data_reaches_from_the_third_quarter_to_the_middle_of_next_year() -> None:
    lines, phases = spread_sample(LINES)
    land = {line["id"] for line in lines.to_pylist() if line["task"] == LAND_TASK and line["phase_pattern"]}
    quarters = Counter((row["year"], row["quarter"]) for row in phases.to_pylist() if row["line"] in land)
    assert quarters == {(2024, 3): 39, (2024, 4): 39, (2025, 1): 39, (2025, 2): 39}


def test_nothing_else_of_the_lines_changes_and_the_ids_are_the_same_each_time() -> None:
    lines, phases = spread_sample(LINES)
    moved = ["year", "quarter", "phase_pattern", "phase_note"]
    assert lines.drop_columns(moved).equals(LINES.drop_columns(moved))
    assert phases.equals(spread_sample(LINES)[1])
    assert len(set(phases["id"].to_pylist())) == phases.num_rows
