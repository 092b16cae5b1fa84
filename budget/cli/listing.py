"""The command `lines`: every resolved line as CSV, JSON or Parquet, streamed, so that a million lines need no memory.

Law: quantities are printed from their thousandths, exactly; no cell of a CSV can start a formula.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv
import pyarrow.parquet as parquet

from budget.cli.call import Answer, Call, Printer, opened
from budget.cli.grammar import UsageError
from budget.cli.printing import decimal_number, format_count
from budget.cli.selection import read_selection
from budget.cli.words import FORMATS
from budget.lines.listing import LISTED, LISTED_TYPES, is_milli
from budget.money import format_money

THOUSANDTHS = pa.decimal128(18, 3)
PARQUET_SCHEMA: pa.Schema = pa.schema([(name, THOUSANDTHS if is_milli(name) else LISTED_TYPES[name]) for name in LISTED])
BOM = "\ufeff"


class Counted:
    """Batches passing by, with how many lines and how many đồng went through."""

    def __init__(self, batches: Iterable[pa.RecordBatch]) -> None:
        """Nothing has passed yet."""
        self._batches = batches
        self.lines = 0
        self.amount = 0

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        for batch in self._batches:
            self.lines += batch.num_rows
            self.amount += pc.sum(batch.column("amount")).as_py() or 0
            yield batch


def list_lines(call: Call) -> Answer | None:
    """The lines on stdout, or in a file with a sentence about it."""
    words = call.words
    form = _choose_form(call)
    if form == "parquet" and words.out is None:
        raise UsageError("Dạng parquet không in ra màn hình được.", "Thêm --out và tên tệp.")
    wanted = read_selection(words)
    target = None if words.out is None else call.target(words.out)
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        found = Counted(plan.lines.stream(wanted, scenario.id))
        if target is None:
            _write_text(form, found, call.stdout, scenario.name, words.excel)
            return None
        _write_file(form, found, target, scenario.name, words.excel)
    data = {"scenario": scenario.name, "file": str(target), "lines": found.lines, "amount": found.amount, "bytes": target.stat().st_size}
    return Answer(data, f"Đã ghi {format_count(found.lines)} khoản mục, tổng {format_money(found.amount)} đồng, vào {target}.")


def _choose_form(call: Call) -> str:
    """On the screen CSV, or JSON where JSON is asked for; in a file what --format or else its ending says."""
    words = call.words
    if words.out is None:
        return "json" if call.json else str(words.format or "csv")
    ending = Path(words.out).suffix.removeprefix(".").lower()
    return str(words.format or (ending if ending in FORMATS else "csv"))


def write_csv(batches: Iterable[pa.RecordBatch], stream: Printer, excel: bool = False) -> None:
    """Lines as CSV with a heading row, decimals with a dot, missing cells empty, true and false."""
    stream.write((BOM if excel else "") + ",".join(LISTED) + "\n")
    options = pv.WriteOptions(include_header=False, quoting_style="needed")
    for batch in batches:
        sink = pa.BufferOutputStream()
        pv.write_csv(pa.table({name: _csv_column(name, batch.column(name)) for name in LISTED}), sink, options)
        stream.write(sink.getvalue().to_pybytes().decode("utf-8"))


def write_json(found: Counted, stream: Printer, scenario: str) -> None:
    """One object: scenario, lines (each an object with LISTED keys), then their count and amount."""
    stream.write(json.dumps({"scenario": scenario}, ensure_ascii=False)[:-1] + ', "lines": [')
    separator = ""
    for batch in found:
        columns = [_json_column(name, batch.column(name)) for name in LISTED]
        for values in zip(*columns, strict=True):
            stream.write(separator + json.dumps(dict(zip(LISTED, values, strict=True)), ensure_ascii=False))
            separator = ",\n"
    stream.write(f'], "count": {found.lines}, "amount": {found.amount}}}\n')


def write_parquet(batches: Iterable[pa.RecordBatch], target: Path) -> None:
    """Lines as Parquet: quantities as decimal(18,3), money as whole numbers."""
    with parquet.ParquetWriter(target, PARQUET_SCHEMA, compression="zstd") as writer:
        for batch in batches:
            columns = {name: _thousandths(batch.column(name)) if is_milli(name) else batch.column(name) for name in LISTED}
            writer.write_table(pa.table(columns).cast(PARQUET_SCHEMA))


def decimal_text(milli: pa.Array) -> pa.Array:
    """Thousandths as exact decimal text with a dot and no idle zeros."""
    whole = pc.cast(pc.divide(milli, 1000), pa.string())
    rest = pc.subtract(milli, pc.multiply(pc.divide(milli, 1000), 1000))
    decimals = pc.utf8_rtrim(pc.utf8_lpad(pc.cast(rest, pa.string()), 3, "0"), "0")
    return pc.if_else(pc.equal(rest, 0), whole, pc.binary_join_element_wise(whole, decimals, "."))


def defused(text: pa.Array) -> pa.Array:
    """Text cells no spreadsheet will take for a formula: an apostrophe before =, +, -, @, tab or return."""
    return pc.replace_substring_regex(text, r"\A([=+\-@\t\r])", r"'\1")


def _write_text(form: str, found: Counted, stream: Printer, scenario: str, excel: bool) -> None:
    if form == "json":
        write_json(found, stream, scenario)
    else:
        write_csv(found, stream, excel)


def _write_file(form: str, found: Counted, target: Path, scenario: str, excel: bool) -> None:
    """Through a file beside it, so that a name never stands for half an answer."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".dang-ghi")
    try:
        if form == "parquet":
            write_parquet(found, partial)
        else:
            with partial.open("w", encoding="utf-8", newline="") as stream:
                _write_text(form, found, stream, scenario, excel)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _csv_column(name: str, column: pa.Array) -> pa.Array:
    if is_milli(name):
        return decimal_text(column)
    return defused(column) if pa.types.is_string(column.type) else column


def _json_column(name: str, column: pa.Array) -> list[Any]:
    values: list[Any] = column.to_pylist()
    read: Callable[[int | None], int | float | None] = decimal_number
    return [read(value) for value in values] if is_milli(name) else values


def _thousandths(milli: pa.Array) -> pa.Array:
    """The same numbers as decimals: exact, for thousandths are what the type counts."""
    whole = pc.cast(milli, pa.decimal128(19, 0))
    return pc.cast(pc.multiply(whole, pa.scalar("0.001").cast(pa.decimal128(3, 3))), THOUSANDTHS)
