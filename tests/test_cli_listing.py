"""lines: every form says the same, exactly."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.cli.listing import BOM, decimal_text, defused
from budget.cli.printing import decimal_number
from budget.lines.listing import LISTED
from tests.command_line import ask, call, plan_file, refused

CONTRACT = (
    *("id", "version", "unit", "unit_name", "task", "name", "measure", "quantity", "unit_price", "times", "amount"),
    *("category", "nature", "budget_code", "priority", "locked", "source", "year", "quarter", "requires"),
)
LINES = [
    {"name": '=SUM(A1), "nháy"\nxuống dòng', "quantity": "0,5", "times": "1,25", "unit_price": "3"},
    {"name": "- gạch đầu dòng", "quantity": "12", "unit_price": "9.999.999"},
    {"name": "Khoản chi khác", "listing": "other", "unit_price": "1.000.000"},
]


def test_every_form_has_the_keys_of_the_contract_and_the_same_figures(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        as_json = ask("lines", path)
        as_csv = list(csv.DictReader(io.StringIO(call("lines", path).stdout)))
        made = ask("lines", path, "--out", tmp_path / "a.parquet")
        as_parquet = parquet.read_table(tmp_path / "a.parquet").to_pylist()
        total = ask("total", path)
    assert set(CONTRACT) <= set(LISTED)
    assert len(as_json["lines"]) == len(as_csv) == len(as_parquet) == made["lines"] == total["lines"] == 2
    for one, two, three in zip(as_json["lines"], as_csv, as_parquet, strict=True):
        assert list(one) == list(two) == list(three) == list(LISTED)
        for name in ("quantity", "times", "unit_price", "amount", "adjustment", "number", "version"):
            assert Decimal(str(one[name])) == Decimal(two[name]) == Decimal(three[name])
        assert (two["locked"], three["locked"], one["locked"]) == ("false", False, False)
        assert one["name"] == three["name"]
        assert two["name"] == "'" + one["name"]
        assert (one["requires"], two["requires"], three["requires"]) == (None, "", None)
    assert sum(line["amount"] for line in as_json["lines"]) == as_json["amount"] == made["amount"] == total["amount"]


def test_the_other_list_comes_when_asked_for(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        counts = {listing: len(ask("lines", path, "--listing", listing)["lines"]) for listing in ("estimate", "other", "all")}
    assert counts == {"estimate": 2, "other": 1, "all": 3}


def test_selections_narrow(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"priority": "1"}, {"priority": "4", "unit": "502", "source": "NQ36-H"}, {"priority": "3"}]) as path:
        assert [line["number"] for line in ask("lines", path, "--priority", "3,4")["lines"]] == [2, 3]
        assert [line["number"] for line in ask("lines", path, "--unit", "502")["lines"]] == [2]
        assert ask("lines", path, "--year", "2031")["lines"] == []
        refused("lines", path, "--priority", "5", code=2)


def test_an_empty_answer_is_whole_in_every_form(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        assert call("lines", path).stdout == ",".join(LISTED) + "\n"
        assert ask("lines", path) == {"scenario": "Phương án gốc", "lines": [], "count": 0, "amount": 0}
        ask("lines", path, "--format", "parquet", "--out", tmp_path / "a.parquet")
    assert parquet.read_table(tmp_path / "a.parquet").column_names == list(LISTED)


def test_a_file_is_utf8_and_marked_for_excel_only_when_asked(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        ask("lines", path, "--out", tmp_path / "a.csv")
        ask("lines", path, "--out", tmp_path / "b.csv", "--excel")
        call("lines", path, "--out", tmp_path / "c.json")
    plain, marked = ((tmp_path / name).read_bytes().decode("utf-8") for name in ("a.csv", "b.csv"))
    assert marked == BOM + plain
    assert json.loads((tmp_path / "c.json").read_text("utf-8"))["count"] == 2


def test_the_plan_itself_is_never_the_output(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        assert refused("lines", path, "--out", path)["code"] == "overwrites_plan"
        assert ask("total", path)["lines"] == 2


def test_parquet_does_not_go_to_the_screen(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        assert call("lines", path, "--format", "parquet").code == 2


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**12)), min_size=1))
def test_thousandths_print_as_the_same_exact_decimal_everywhere(milli: list[int | None]) -> None:
    texts = decimal_text(pa.array(milli, pa.int64())).to_pylist()
    for value, text in zip(milli, texts, strict=True):
        if value is None:
            assert text is None
            assert decimal_number(value) is None
        else:
            assert Decimal(text) == Decimal(value) / 1000
            assert json.dumps(decimal_number(value)) == text


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@x", "\tx", "\rx"])
def test_no_cell_starts_a_formula(text: str) -> None:
    assert defused(pa.array([text, "Máy = in", None])).to_pylist() == ["'" + text, "Máy = in", None]
