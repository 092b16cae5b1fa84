"""What a run found, as rows of one table: on the console while it runs, and as Markdown and JSON in bench/out."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st

from bench.clock import Times

OUT = Path(__file__).parent / "out"


@dataclass(frozen=True)
class Row:
    """One measured thing: what, over how many lines, p50 and p95 with their unit, how many runs, and against what."""

    what: str
    lines: int
    p50: float
    p95: float | None = None
    unit: str = "ms"
    runs: int = 1
    against: str = ""
    other_p50: float | None = None
    aim: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times faster than the other way (medians of the same run); None when there is no other way."""
        return None if self.other_p50 is None or not self.p50 else self.other_p50 / self.p50


@dataclass
class Report:
    """The rows of one run, printed as they come."""

    name: str
    rows: list[Row] = field(default_factory=list)
    started: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))

    def add(self, row: Row) -> None:
        """Keep a row and print it."""
        self.rows.append(row)
        print(" ".join(_cells(row)), flush=True)

    def timed(self, what: str, lines: int, times: Times, *, against: str = "", other: Times | None = None, aim: str = "") -> None:
        """Keep the times of an act, and of the other way to the same answer."""
        beside = None if other is None else other.p50
        self.add(Row(what, lines, times.p50, times.p95 if times.runs > 1 else None, "ms", times.runs, against, beside, aim))

    def write(self) -> Path:
        """Write bench/out/<name>.md and .json; the path of the table."""
        OUT.mkdir(exist_ok=True)
        facts = {"started": self.started, "machine": describe_machine(), "load": os.getloadavg()}
        data = {**facts, "rows": [{**asdict(row), "ratio": row.ratio} for row in self.rows]}
        (OUT / f"{self.name}.json").write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
        target = OUT / f"{self.name}.md"
        target.write_text(f"{describe_machine()}, {self.started}, load {os.getloadavg()[0]:.1f}\n\n{to_markdown(self.rows)}\n", "utf-8")
        return target


def to_markdown(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    head = ("what", "lines", "p50", "p95", "runs", "the other way", "its p50", "ratio", "aim")
    lines = [head, ("---",) * len(head), *(_cells(row) for row in rows)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def describe_machine() -> str:
    """What it was measured on, in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = f"Python {platform.python_version()}, DuckDB {duckdb.__version__}, pandas {pd.__version__}, Streamlit {st.__version__}"
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, {versions}"


def _cells(row: Row) -> tuple[str, ...]:
    p95 = "" if row.p95 is None else _with_unit(row.p95, row.unit)
    other = "" if row.other_p50 is None else _with_unit(row.other_p50, row.unit)
    ratio = "" if row.ratio is None else f"{row.ratio:.1f}x"
    return (row.what, f"{row.lines:,}", _with_unit(row.p50, row.unit), p95, str(row.runs), row.against, other, ratio, row.aim)


def _with_unit(value: float, unit: str) -> str:
    if unit == "ms" and value >= 10_000:
        return f"{value / 1000:.1f} s"
    digits = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{digits}f} {unit}"
