"""What is wrong with a rule by itself: codes the plan does not have, conditions no line can meet, periods that run backwards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import Gate, Nature, UnitKind, Verdict
from budget.reference.money_sources import Rule
from budget.store.database import Cursor


@dataclass(frozen=True)
class RuleContext:
    """What a rule may speak of, by code.

    Sources give their nature, units their level and kind, tasks their group, budget codes what each stands under, documents their rank.
    """

    sources: Mapping[str, str]
    units: Mapping[str, tuple[str, str]]
    tasks: Mapping[str, str]
    task_groups: Mapping[str, str]
    budget_codes: Mapping[str, str]
    documents: Mapping[str, int]
    budget_year: int


def read_context(cursor: Cursor) -> RuleContext:
    """The codes of the plan; a budget code of any edition counts, for a rule may speak of another year."""

    def pairs(sql: str) -> dict[str, str]:
        return {str(code): str(value or "") for code, value in cursor.rows(sql)}

    units = cursor.rows("SELECT code, level, kind FROM unit")
    return RuleContext(
        pairs("SELECT code, nature FROM source"),
        {str(code): (str(level), str(kind)) for code, level, kind in units},
        pairs("SELECT code, task_group FROM task"),
        pairs("SELECT code, name FROM task_group"),
        pairs("SELECT code, any_value(parent) FROM budget_code GROUP BY code"),
        {code: int(rank or 0) for code, rank in pairs("SELECT code, rank FROM known_document").items()},
        int(str(cursor.rows("SELECT budget_year FROM plan")[0][0])),
    )


def find_faults(rule: Rule, known: RuleContext) -> list[Problem]:
    """Every reason why this rule cannot stand, whatever the other rules say; empty when there is none."""
    return [*_unknown_codes(rule, known), *_backward(rule), *_contradictions(rule, known)]


def _unknown_codes(rule: Rule, known: RuleContext) -> Iterator[Problem]:
    named: tuple[tuple[str, str | None, Mapping[str, object], str], ...] = (
        ("nguồn kinh phí", rule.source, known.sources, "Chọn nguồn có trong danh mục nguồn của bộ dự toán."),
        ("đơn vị", rule.unit, known.units, "Chọn đơn vị có trong danh mục."),
        ("nhiệm vụ", rule.task, known.tasks, "Chọn nhiệm vụ có trong danh mục."),
        ("nhóm tiện ích", rule.task_group, known.task_groups, "Chọn nhóm tiện ích có trong danh mục."),
        ("mục, tiểu mục", rule.budget_code, known.budget_codes, "Chọn mã có trong mục lục ngân sách."),
        ("văn bản", rule.document, known.documents, "Chọn văn bản trong danh mục, hoặc thêm văn bản này vào bộ dự toán trước."),
    )
    for what, code, listed, fix in named:
        if code and code not in listed:
            yield Problem("unknown_code", f"Bộ dự toán không có {what} “{code}”.", fix)


def _backward(rule: Rule) -> Iterator[Problem]:
    if rule.valid_from is not None and rule.valid_to is not None and rule.valid_from > rule.valid_to:
        sentence = f"Quy tắc hết hiệu lực ngày {rule.valid_to:%d/%m/%Y}, trước ngày có hiệu lực {rule.valid_from:%d/%m/%Y}."
        yield Problem("period_backward", sentence, "Sửa lại ngày đầu hoặc ngày cuối.")
    if rule.year_from is not None and rule.year_to is not None and rule.year_from > rule.year_to:
        sentence = f"Năm ngân sách cuối ({rule.year_to}) trước năm đầu ({rule.year_from})."
        yield Problem("period_backward", sentence, "Sửa lại năm đầu hoặc năm cuối.")


def _contradictions(rule: Rule, known: RuleContext) -> Iterator[Problem]:
    yield from _wrong_places(rule, known)
    if rule.task and rule.task_group and known.tasks.get(rule.task, rule.task_group) != rule.task_group:
        own = known.tasks[rule.task]
        yield _contradiction(f"Nhiệm vụ {rule.task} thuộc nhóm tiện ích {own}, không thuộc nhóm {rule.task_group}.")
    if rule.route and rule.unit_kind not in (None, UnitKind.POLICE):
        yield _contradiction(f"Luồng xử lý chỉ có ở khoản mục của công an, không có ở {labels.UNIT_KIND[rule.unit_kind]}.")
    if rule.gate and rule.nature is Nature.RECURRENT:
        yield _contradiction("Thủ tục đầu tư chỉ có ở chi đầu tư, không có ở chi thường xuyên.")
    if rule.gate is Gate.CLOSED and rule.verdict is Verdict.ALLOW:
        yield _contradiction("Dự án chưa đủ thủ tục đầu tư thì không được bố trí vốn, nên không thể kết luận Được.")
    nature = known.sources.get(rule.source)
    if rule.verdict is Verdict.ALLOW and nature and rule.nature and rule.nature != nature:
        yield _contradiction(f"Nguồn này là {labels.NATURE[nature].lower()}, không được chi cho {labels.NATURE[rule.nature].lower()}.")
    if rule.verdict is not Verdict.ALLOW and (rule.cap_share_bp is not None or rule.cap_amount is not None):
        yield _contradiction("Mức tối đa chỉ có nghĩa khi kết luận là Được.")


def _wrong_places(rule: Rule, known: RuleContext) -> Iterator[Problem]:
    """Level, kind and unit against each other: some unit of the plan must fit what is stated."""
    level = labels.UNIT_LEVEL[rule.unit_level] if rule.unit_level else ""
    kind = labels.UNIT_KIND[rule.unit_kind] if rule.unit_kind else ""
    if rule.unit is not None and rule.unit in known.units:
        own_level, own_kind = known.units[rule.unit]
        if rule.unit_level not in (None, own_level):
            yield _contradiction(f"Đơn vị {rule.unit} thuộc khối {labels.UNIT_LEVEL.get(own_level, own_level)}, không thuộc khối {level}.")
        if rule.unit_kind not in (None, own_kind):
            yield _contradiction(f"Đơn vị {rule.unit} thuộc loại {labels.UNIT_KIND.get(own_kind, own_kind)}, không thuộc loại {kind}.")
    elif level and kind and (rule.unit_level, rule.unit_kind) not in set(known.units.values()):
        yield _contradiction(f"Không đơn vị nào vừa thuộc khối {level} vừa thuộc loại {kind}.")


def _contradiction(sentence: str) -> Problem:
    return Problem("rule_contradiction", sentence, "Bỏ hoặc sửa một trong các điều kiện trái nhau, vì quy tắc như vậy không bao giờ đúng.")
