"""New lines as a table: every stored column, numbered on, and few as single changes."""

from budget.imports.decisions import Decisions
from budget.imports.landing import land_sheet
from budget.imports.lines_table import as_records, make_table
from budget.imports.questions import Asked
from budget.imports.understanding import Meaning
from budget.lines.adding import DEFAULTS
from budget.store.kinds import LINE
from tests.readings import directory, line, reading


def table_of(count: int):  # noqa: ANN201  # a pyarrow table
    rows = [line(row, row, money={Meaning.FINANCE_AMOUNT: row} if row % 2 else {}) for row in range(5, 5 + count)]
    landed = land_sheet(reading(rows), directory(), Decisions(unit="SBN-STC"), Asked(), "a.xlsx")
    return make_table(landed.lines, 41, "12/TTr")


def test_every_column_is_there_with_what_new_lines_begin_with() -> None:
    table = table_of(2)
    assert table.schema.names == list(LINE.columns)
    first, second = table.to_pylist()
    assert (first["number"], second["number"]) == (41, 42)
    assert len({first["id"], second["id"]}) == 2
    assert first["request_document"] == "12/TTr"
    assert (first["finance_amount"], first["finance_adjustment"]) == (5, 0)
    assert (second["finance_amount"], second["finance_adjustment"]) == (None, None)
    differing = {"requested_unit_price", "requested_amount", "category", "nature", "priority"}
    assert {name: first[name] for name in DEFAULTS if name not in differing} == {
        name: value for name, value in DEFAULTS.items() if name not in differing
    }


def test_few_lines_are_single_changes_and_many_one_payload() -> None:
    changes, bulks = as_records(table_of(1_000))
    assert (len(changes), bulks) == (1_000, [])
    changes, bulks = as_records(table_of(1_001))
    assert changes == []
    assert [bulk.table.num_rows for bulk in bulks] == [1_001]


def test_no_lines_make_an_empty_table() -> None:
    assert make_table((), 1).num_rows == 0
