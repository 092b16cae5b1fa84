"""Lines written by hand: the twelve known cases, the police request, common work, projects and other spending."""

from dataclasses import dataclass

from budget.model.states import Category, Form, Listing, Nature
from budget.reference.load import ReferenceDataError
from budget.reference.table import Fault, read_table
from budget.sample.catalogue import SAMPLES
from budget.sample.draft import Draft, Drivers

FILES = ("given.csv", "police.csv", "common.csv", "projects.csv", "other.csv")
"""The tables under `curated`, in the order their lines stand in the plan."""


@dataclass(frozen=True, slots=True)
class Written:
    """A row of a curated table: a requested line in đồng and thousandths."""

    listing: Listing
    unit: str
    task: str
    name: str
    measure: str
    category: Category
    nature: Nature
    form: Form
    budget_code: str
    source: str | None
    quantity_milli: int
    unit_price: int
    times_milli: int
    priority: int
    norm: str | None
    basis: str
    route: str | None
    key: str | None
    requires: str | None
    lock: str
    contracted: bool
    year: int
    quarter: int
    note: str


def read_curated(folder: str, file: str) -> list[Draft]:
    """The drafts of one curated table; raises ReferenceDataError with file and row when one cannot be read."""
    faults: list[Fault] = []
    rows = read_table(SAMPLES / folder / "curated" / file, Written, faults)
    if faults:
        raise ReferenceDataError(faults)
    return [_draft(row) for row in rows]


def _draft(row: Written) -> Draft:
    return Draft(
        unit=row.unit,
        task=row.task,
        name=row.name,
        measure=row.measure,
        category=row.category,
        budget_code=row.budget_code,
        source=row.source,
        requested=Drivers(row.quantity_milli, row.unit_price, row.times_milli),
        nature=row.nature,
        form=row.form,
        norm=row.norm,
        basis=row.basis,
        route=row.route,
        key=row.key or "",
        requires=row.requires or "",
        note=row.note,
        priority=row.priority,
        locked=bool(row.lock),
        lock_reason=row.lock,
        contracted=row.contracted,
        year=row.year,
        quarter=row.quarter,
        listing=row.listing,
    )
