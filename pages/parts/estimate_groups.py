"""How the estimate's grid is folded: the choices, the words on the headings, the subtotals of the whole filter."""

from collections.abc import Mapping, Sequence

from budget.model import labels
from budget.plan.catalogue import Catalogue
from pages.parts.estimate_rows import group_field
from pages.parts.grid import GridGrouping
from pages.parts.grid.columns import group_path

GROUPINGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "khong": ("Không gộp", ()),
    "don-vi": ("Gộp đơn vị", ("unit",)),
    "nguon": ("Gộp nguồn", ("source", "unit", "task")),
    "don-vi-nhiem-vu": ("Gộp nhiệm vụ", ("unit", "task")),
    "nhom-chi": ("Gộp nhóm chi", ("category",)),
    "tep-goc": ("Gộp tệp gốc", ("heading",)),
}
"""Choice in the address -> what it is called, and the levels, outermost first."""

Figures = Mapping[tuple[str, ...], Mapping[str, int | None]]


def make_grouping(
    groups: Sequence[str], figures: Figures, rows: Sequence[Mapping[str, object]], catalogue: Catalogue
) -> GridGrouping | None:
    """The grouping for the grid, with the headings that stand above these rows only; None without groups."""
    if not groups:
        return None
    fields = tuple(group_field(name) for name in groups)
    leaves = {tuple(str(row[name]) for name in fields) for row in rows}
    paths = {leaf[: level + 1] for leaf in leaves for level in range(len(fields))}
    words = tuple({path[level]: label_of(name, path[level], catalogue) for path in leaves} for level, name in enumerate(groups))
    return GridGrouping(fields, words, {group_path(path): figures[path] for path in paths if path in figures})


def label_of(name: str, code: str, catalogue: Catalogue) -> str:
    """What a group is called: names for codes."""
    if not code:
        return ""
    if name == "unit":
        return catalogue.unit_name(code)
    if name == "source":
        return catalogue.source_name(code)
    if name == "task":
        return f"{code} {catalogue.tasks[code].name}" if code in catalogue.tasks else code
    return code if name == "heading" else labels.CATEGORY.get(code, code)
