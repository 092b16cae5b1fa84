"""A shipped sample plan as data: its reference, its lines and what it is called."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from budget.model.problem import refuse
from budget.reference.load import DATA, Reference, load_reference
from budget.sample.annex import read_items
from budget.sample.catalogue import SAMPLES
from budget.sample.table import read_lines


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample plan; `lines` has exactly LINE_SCHEMA, `annex` the columns of listed items; every amount is illustrative."""

    name: str
    title: str
    province: str
    programme: str
    budget_year: int
    reference: Reference
    lines: pa.Table
    annex: pa.Table


_ABOUT: Mapping[str, tuple[str, str, str, int]] = {
    "quang-nam-2024": ("Dự toán Đề án 06 tỉnh Quảng Nam năm 2024", "Quảng Nam", "Đề án 06", 2024),
}

SAMPLE_NAMES: tuple[str, ...] = tuple(_ABOUT)
"""The samples that ship with the program."""


def load_sample(name: str) -> Sample:
    """The sample plan of that name; raises PlanError for an unknown one, ReferenceDataError for broken data."""
    if name not in _ABOUT:
        raise refuse("sample-unknown", f"Không có bộ dữ liệu mẫu tên “{name}”.", f"Hãy chọn một trong: {', '.join(_ABOUT)}.")
    title, province, programme, year = _ABOUT[name]
    folder = SAMPLES / name
    tables = (read_lines(folder / "lines.csv"), read_items(folder / "annex.csv"))
    return Sample(name, title, province, programme, year, load_reference(DATA / name), *tables)
