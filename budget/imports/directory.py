"""What the plan knows that a stranger's names can mean: its units, sources, tasks and codes, ready to be asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from budget.imports.decisions import Decisions
from budget.imports.sources import NamedSource, NamedTask, SourceMatcher, TaskMatcher
from budget.imports.units import NamedUnit, UnitMatcher
from budget.lines.editing import Known
from budget.model.problem import Problem


@dataclass(frozen=True)
class Directory:
    """The plan's codes by name; `levels` unit -> level, `natures` source -> nature, `year` its budget year."""

    units: UnitMatcher
    sources: SourceMatcher
    tasks: TaskMatcher
    levels: Mapping[str, str]
    natures: Mapping[str, str]
    known: Known
    year: int

    def check(self, decisions: Decisions) -> list[Problem]:
        """Every code a person decided on that the plan does not have."""
        told = [
            *((decisions.unit, "Đơn vị", self.levels),),
            *((decisions.source, "Nguồn kinh phí", self.natures),),
            *((code, "Đơn vị", self.levels) for code in decisions.units.values()),
            *((code, "Nguồn kinh phí", self.natures) for code in decisions.sources.values()),
            *((code, "Nhiệm vụ", dict.fromkeys(self.known.tasks, "")) for code in decisions.tasks.values()),
        ]
        return [
            Problem("unknown_code", f"{what} “{code}” không có trong danh mục của bộ dự toán.", "Chọn mã có trong danh mục.")
            for code, what, codes in told
            if code and code not in codes
        ]


def make_directory(
    units: Iterable[NamedUnit], sources: Iterable[NamedSource], tasks: Iterable[NamedTask], known: Known, year: int
) -> Directory:
    """A directory of some units, sources and tasks."""
    units, sources = list(units), list(sources)
    return Directory(
        UnitMatcher(units),
        SourceMatcher(sources),
        TaskMatcher(tasks),
        {unit.code: unit.level for unit in units},
        {source.code: source.nature for source in sources},
        known,
        year,
    )
