"""The line table survives CSV exactly, and ids follow from the seed and the moment."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.model.line import LINE_SCHEMA
from budget.model.states import Category
from budget.sample.draft import Draft, Drivers
from budget.sample.table import number_drafts, read_lines, write_lines

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), min_size=1, max_size=30)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    driver = st.builds(Drivers, st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 10**5), st.integers(-(10**9), 0))
    return Draft(
        unit="20335", task="NV01", name=draw(NAMES), measure="bộ", category=Category.EQUIPMENT, budget_code="6956",
        source=draw(st.sampled_from([None, "QD334"])), requested=draw(driver), note=draw(st.sampled_from(["", 'có "ngoặc", phẩy'])),
        finance=draw(st.none() | driver), locked=draw(st.booleans()),
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(drafts(), min_size=1, max_size=5), st.integers(0, 2**32))
def test_what_is_written_is_read_again_exactly(tmp_path_factory: pytest.TempPathFactory, several: list[Draft], seed: int) -> None:
    path = tmp_path_factory.mktemp("lines") / "lines.csv"
    table = number_drafts(several, Random(seed), 1_717_200_000_000)
    write_lines(table, path)
    assert read_lines(path).equals(table)
    assert table.schema == LINE_SCHEMA


def test_a_requirement_becomes_the_id_of_the_line_with_that_key() -> None:
    server = Draft("502", "NV20", "Máy chủ", "bộ", Category.EQUIPMENT, "6956", "NQ36-H", Drivers(1_000, 150_000_000), key="server")
    software = Draft("502", "NV20", "Phần mềm", "gói", Category.SOFTWARE, "7054", "NQ36-H", Drivers(1_000, 9_000_000), requires="server")
    rows = number_drafts([software, server], Random(1), 1_717_200_000_000).to_pylist()
    assert rows[0]["requires"] == rows[1]["id"]
    assert rows[1]["requires"] is None
    assert rows[0]["id"] < rows[1]["id"]


def test_the_working_amount_is_the_finance_figure_when_there_is_one() -> None:
    asked, judged = Drivers(2_000, 5_000_000), Drivers(2_000, 4_500_000, 1_000, -900_000)
    base = Draft("502", "NV20", "Máy in", "chiếc", Category.EQUIPMENT, "6956", "NQ36-H", asked)
    rows = number_drafts([base, Draft(**{**as_fields(base), "finance": judged})], Random(1), 0).to_pylist()
    assert [row["amount"] for row in rows] == [10_000_000, 8_100_000]
    assert rows[0]["finance_amount"] is None


def as_fields(draft: Draft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in Draft.__dataclass_fields__}
