"""What must hold between the reference tables: keys are single, every code named exists, periods do not run backwards."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from budget.model.ids import PROVINCE_POT
from budget.model.states import Band, Category, Criterion, Nature
from budget.reference.cut_conventions import CutEffect, parts
from budget.reference.law import BudgetCode
from budget.reference.money_sources import Ceiling, Purse, Rule
from budget.reference.table import Fault

if TYPE_CHECKING:
    from budget.reference.load import Reference

Row = TypeVar("Row")
ILLUSTRATIVE = "minh họa"


class Dated(Protocol):
    """Anything with a period in force; null ends are open."""

    @property
    def valid_from(self) -> date | None:
        """First day in force."""

    @property
    def valid_to(self) -> date | None:
        """Last day in force."""


def find_broken_links(reference: "Reference") -> list[Fault]:
    """Every doubled key, missing code, backward period and mixed nature, with its file and row."""
    return [
        *_doubled("documents.csv", reference.documents, lambda row: row.code),
        *_doubled("budget_codes.csv", reference.budget_codes, lambda row: (row.code, row.edition)),
        *_doubled("chapters.csv", reference.chapters, lambda row: row.code),
        *_doubled("norms.csv", reference.norms, lambda row: (row.code, row.unit_level, row.valid_from)),
        *_doubled("units.csv", reference.units, lambda row: row.code),
        *_doubled("sources.csv", reference.sources, lambda row: row.code),
        *_doubled("rules.csv", reference.rules, lambda row: row.id),
        *_doubled("tasks.csv", reference.tasks, lambda row: row.code),
        *_doubled("ceilings.csv", reference.ceilings, lambda row: row.id),
        *_doubled("freed_money.csv", reference.freed_money, lambda row: (row.source, row.part)),
        *_doubled("criteria.csv", reference.criteria, lambda row: row.code),
        *_doubled("cut_marks.csv", reference.cut_marks, lambda row: row.code),
        *_backward_periods(reference),
        *_missing_documents(reference),
        *_missing_places(reference),
        *_broken_codes(reference.budget_codes),
        *_broken_rules(reference),
        *_broken_conditions(reference),
        *_broken_ceilings(reference),
        *_unknown_freed(reference),
        *_broken_marks(reference),
    ]


def _doubled(file: str, rows: Iterable[Row], key: Callable[[Row], object]) -> Iterator[Fault]:
    seen: dict[object, int] = {}
    for number, row in enumerate(rows, start=2):
        found = key(row)
        if found in seen:
            yield Fault(file, number, f"Mã {found} đã có ở dòng {seen[found]}; mỗi mã chỉ được ghi một lần.")
        seen.setdefault(found, number)


def _backward_periods(reference: "Reference") -> Iterator[Fault]:
    tables: tuple[tuple[str, Iterable[Dated]], ...] = (
        ("documents.csv", reference.documents),
        ("budget_codes.csv", reference.budget_codes),
        ("norms.csv", reference.norms),
        ("units.csv", reference.units),
        ("sources.csv", reference.sources),
        ("rules.csv", reference.rules),
        ("criteria.csv", reference.criteria),
        ("cut_marks.csv", reference.cut_marks),
    )
    for file, rows in tables:
        for number, row in enumerate(rows, start=2):
            if row.valid_from is not None and row.valid_to is not None and row.valid_from > row.valid_to:
                yield Fault(file, number, f"Ngày hết hiệu lực {row.valid_to} trước ngày hiệu lực {row.valid_from}; hãy sửa lại.")


def _missing_documents(reference: "Reference") -> Iterator[Fault]:
    known = {row.code for row in reference.documents}
    named: tuple[tuple[str, Iterable[str | None]], ...] = (
        ("budget_codes.csv", (row.document for row in reference.budget_codes)),
        ("chapters.csv", (row.document for row in reference.chapters)),
        ("norms.csv", (row.document for row in reference.norms)),
        ("task_groups.csv", (row.document for row in reference.task_groups)),
        ("sources.csv", (row.document for row in reference.sources)),
        ("rules.csv", (row.document for row in reference.rules)),
        ("tasks.csv", (row.document for row in reference.tasks)),
        # a district's or commune's commitment is its own letter and no law: a sample's is called illustrative, or there is none
        ("ceilings.csv", (None if _is_letter(row) else row.document for row in reference.ceilings)),
        ("freed_money.csv", (row.document for row in reference.freed_money)),
        ("cut_marks.csv", (row.document or None for row in reference.cut_marks)),
    )
    for file, documents in named:
        for number, code in enumerate(documents, start=2):
            if code is not None and code not in known:
                yield Fault(file, number, f"Văn bản “{code}” không có trong documents.csv; hãy thêm văn bản hoặc sửa mã.")


def _is_letter(ceiling: Ceiling) -> bool:
    return ceiling.sample and (not ceiling.document or ILLUSTRATIVE in ceiling.document)


def _missing_places(reference: "Reference") -> Iterator[Fault]:
    units = {row.code for row in reference.units}
    chapters = {row.code for row in reference.chapters}
    groups = {row.code for row in reference.task_groups}
    for number, unit in enumerate(reference.units, start=2):
        if unit.parent != PROVINCE_POT and unit.parent not in units:
            yield Fault("units.csv", number, f"Đơn vị cấp trên “{unit.parent}” không có trong danh sách đơn vị.")
        if unit.chapter and unit.chapter not in chapters:
            yield Fault("units.csv", number, f"Chương “{unit.chapter}” không có trong chapters.csv.")
    for number, task in enumerate(reference.tasks, start=2):
        if task.lead_unit not in units:
            yield Fault("tasks.csv", number, f"Đơn vị chủ trì “{task.lead_unit}” không có trong danh sách đơn vị.")
        for partner in filter(None, task.partners.split(";")):
            if partner not in units:
                yield Fault("tasks.csv", number, f"Đơn vị phối hợp “{partner}” không có trong danh sách đơn vị.")
        if task.group not in groups:
            yield Fault("tasks.csv", number, f"Nhóm “{task.group}” không có trong task_groups.csv.")


def _broken_codes(codes: Iterable[BudgetCode]) -> Iterator[Fault]:
    known = {(row.code, row.edition) for row in codes}
    for number, row in enumerate(codes, start=2):
        if row.parent is not None and (row.parent, row.edition) not in known:
            yield Fault("budget_codes.csv", number, f"Mục cha “{row.parent}” không có trong cùng bản mục lục {row.edition}.")


def _broken_rules(reference: "Reference") -> Iterator[Fault]:
    sources = {row.code for row in reference.sources}
    units = {row.code for row in reference.units}
    ranks = {row.code: row.rank for row in reference.documents}
    for number, rule in enumerate(reference.rules, start=2):
        if rule.source not in sources:
            yield Fault("rules.csv", number, f"Nguồn “{rule.source}” không có trong sources.csv.")
        if rule.unit is not None and rule.unit not in units:
            yield Fault("rules.csv", number, f"Đơn vị “{rule.unit}” không có trong danh sách đơn vị.")
        if ranks.get(rule.document, rule.rank) != rule.rank:
            yield Fault("rules.csv", number, f"Bậc {rule.rank} khác bậc của văn bản {rule.document}; hãy ghi theo văn bản.")
        yield from _broken_limits(number, rule)


def _broken_conditions(reference: "Reference") -> Iterator[Fault]:
    known = {
        "task": ("Nhiệm vụ", "tasks.csv", {row.code for row in reference.tasks}),
        "task_group": ("Nhóm", "task_groups.csv", {row.code for row in reference.task_groups}),
        "budget_code": ("Mục, tiểu mục", "budget_codes.csv", {row.code for row in reference.budget_codes}),
    }
    sources = {row.id: row.source for row in reference.rules}
    for number, rule in enumerate(reference.rules, start=2):
        for name, (told, file, codes) in known.items():
            value = getattr(rule, name)
            if value is not None and value not in codes:
                yield Fault("rules.csv", number, f"{told} “{value}” không có trong {file}.")
        if rule.instead_of is not None and (rule.instead_of == rule.id or sources.get(rule.instead_of) != rule.source):
            yield Fault("rules.csv", number, f"Quy tắc bị thay “{rule.instead_of}” phải là quy tắc khác của cùng nguồn.")


def _unknown_freed(reference: "Reference") -> Iterator[Fault]:
    sources = {row.code for row in reference.sources}
    for number, row in enumerate(reference.freed_money, start=2):
        if row.source is not None and row.source not in sources:
            yield Fault("freed_money.csv", number, f"Nguồn “{row.source}” không có trong sources.csv.")


def _broken_limits(number: int, rule: Rule) -> Iterator[Fault]:
    if rule.cap_share_bp is not None and not 0 <= rule.cap_share_bp <= 10_000:
        yield Fault("rules.csv", number, "Tỷ lệ tối đa phải từ 0 đến 10000 (phần vạn).")
    if rule.cap_amount is not None and rule.cap_amount < 0:
        yield Fault("rules.csv", number, "Số tiền tối đa không được âm.")
    if rule.year_from is not None and rule.year_to is not None and rule.year_from > rule.year_to:
        yield Fault("rules.csv", number, "Năm cuối trước năm đầu; hãy sửa lại.")


def _broken_ceilings(reference: "Reference") -> Iterator[Fault]:
    natures = {row.code: row.nature for row in reference.sources}
    purses = {row.code: row.purse for row in reference.sources}
    units = {row.code for row in reference.units}
    for number, pot in enumerate(reference.ceilings, start=2):
        for sentence in _ceiling_sentences(pot, natures.get(pot.source), purses.get(pot.source), units):
            yield Fault("ceilings.csv", number, sentence)


def _ceiling_sentences(pot: Ceiling, nature: Nature | None, purse: Purse | None, units: set[str]) -> Iterator[str]:
    if nature is None:
        yield f"Nguồn “{pot.source}” không có trong sources.csv."
    elif nature != pot.nature:
        yield "Tính chất chi của hạn mức khác tính chất của nguồn; chi thường xuyên và đầu tư không được lẫn."
    if pot.id != f"{pot.source}|{pot.unit}|{pot.year}|{pot.nature}":
        yield f"Mã hạn mức “{pot.id}” phải là nguồn|đơn vị|năm|tính chất."
    if (purse == Purse.PROVINCE) != (pot.unit == PROVINCE_POT):
        yield "Hạn mức của nguồn cấp tỉnh phải ghi đơn vị 49; nguồn của đơn vị phải ghi mã đơn vị."
    if pot.unit != PROVINCE_POT and pot.unit not in units:
        yield f"Đơn vị “{pot.unit}” không có trong danh sách đơn vị."
    if any(value is not None and value < 0 for value in (pot.granted, pot.spent, pot.committed)):
        yield "Số đã giao, đã chi, cam kết không được âm."


def _broken_marks(reference: "Reference") -> Iterator[Fault]:
    bands, categories = {str(band) for band in Band}, {str(category) for category in Category}
    for number, mark in enumerate(reference.cut_marks, start=2):
        if mark.effect is CutEffect.BAND and mark.place not in bands:
            yield Fault("cut_marks.csv", number, f"Nhóm “{mark.place}” không có; hãy ghi một chữ cái từ a đến f.")
        for category in (*parts(mark.categories), *parts(mark.unless_categories)):
            if category not in categories:
                yield Fault("cut_marks.csv", number, f"Loại chi “{category}” không có; hãy sửa lại.")
    for criterion in Criterion:
        if criterion not in {row.code for row in reference.criteria}:
            yield Fault("criteria.csv", 0, f"Thiếu trọng số của tiêu chí “{criterion}”; hãy thêm.")
