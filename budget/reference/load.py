"""The whole reference data of one province and year, read strictly or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from budget.model.problem import PlanError, Problem
from budget.reference.cut_conventions import CriterionWeight, CutMark
from budget.reference.integrity import find_broken_links
from budget.reference.law import BudgetCode, Chapter, Document, Norm
from budget.reference.money_sources import Ceiling, FreedMoney, Rule, Source
from budget.reference.place import Unit
from budget.reference.table import Fault, read_table
from budget.reference.work import Task, TaskGroup

DATA = Path(__file__).resolve().parents[2] / "data" / "reference"
"""Where the shipped reference data stands, whatever the working directory."""

DEFAULT_FOLDER = DATA / "quang-nam-2024"


class ReferenceDataError(PlanError):
    """The shipped reference data cannot be trusted; carries every fault by file and row."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep all faults; the sentence shows the first."""
        first = faults[0]
        where = f"{first.file}, dòng {first.row}" if first.row else first.file
        sentence = f"Dữ liệu tham chiếu có {len(faults)} chỗ sai, đầu tiên tại {where}: {first.sentence}"
        super().__init__(Problem("reference-broken", sentence, "Hãy lấy lại thư mục data/reference nguyên bản."))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Reference:
    """Law, the conventions of cutting, and one province's place data (units, sources, rules, tasks, pots, freed money), as typed rows."""

    documents: tuple[Document, ...]
    budget_codes: tuple[BudgetCode, ...]
    chapters: tuple[Chapter, ...]
    norms: tuple[Norm, ...]
    task_groups: tuple[TaskGroup, ...]
    units: tuple[Unit, ...]
    sources: tuple[Source, ...]
    ceilings: tuple[Ceiling, ...]
    rules: tuple[Rule, ...]
    tasks: tuple[Task, ...]
    freed_money: tuple[FreedMoney, ...]
    criteria: tuple[CriterionWeight, ...]
    cut_marks: tuple[CutMark, ...]

    @cached_property
    def unit_by_code(self) -> Mapping[str, Unit]:
        """Units by their code."""
        return {row.code: row for row in self.units}

    @cached_property
    def source_by_code(self) -> Mapping[str, Source]:
        """Sources by their code."""
        return {row.code: row for row in self.sources}

    @cached_property
    def document_by_code(self) -> Mapping[str, Document]:
        """Documents by their code."""
        return {row.code: row for row in self.documents}


def load_reference(folder: Path | None = None) -> Reference:
    """The reference data of a province's folder and of `common` beside it (default: Quảng Nam 2024).

    Raises ReferenceDataError with every fault of every file; never a part of the data.
    """
    place = (folder or DEFAULT_FOLDER).resolve()
    common = place.parent / "common"
    faults: list[Fault] = []
    reference = Reference(
        documents=read_table(common / "documents.csv", Document, faults),
        budget_codes=read_table(common / "budget_codes.csv", BudgetCode, faults),
        chapters=read_table(common / "chapters.csv", Chapter, faults),
        norms=read_table(common / "norms.csv", Norm, faults),
        task_groups=read_table(common / "task_groups.csv", TaskGroup, faults),
        units=read_table(place / "units.csv", Unit, faults),
        sources=read_table(place / "sources.csv", Source, faults),
        ceilings=read_table(place / "ceilings.csv", Ceiling, faults),
        rules=read_table(place / "rules.csv", Rule, faults),
        tasks=read_table(place / "tasks.csv", Task, faults),
        freed_money=read_table(place / "freed_money.csv", FreedMoney, faults),
        criteria=read_table(common / "criteria.csv", CriterionWeight, faults),
        cut_marks=read_table(common / "cut_marks.csv", CutMark, faults),
    )
    # Links are judged only over rows that could all be read, else one bad row would be reported many times.
    faults = faults or find_broken_links(reference)
    if faults:
        raise ReferenceDataError(faults)
    return reference
