"""The gates of an investment project as a ladder people climb: policy, report, decision, medium-term plan, year.

Law: an investment line is a project, never a free line; while a gate is closed it gets no money. A gate is passed as gates.py judges it
of all lines at once. Source: Luật Đầu tư công 2019 (recalled, so every sentence says "cần kiểm tra").
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from budget.funding.eligibility import decision_day
from budget.funding.gates import PREPARATION
from budget.store.database import Cursor

LAW = "LDTC2019"
UNSURE = "cần kiểm tra"


class Step(StrEnum):
    """The gates in their order."""

    POLICY = "policy"
    FEASIBILITY = "feasibility"
    DECISION = "decision"
    MEDIUM_TERM = "medium_term"
    YEAR = "year"


ORDER: tuple[Step, ...] = tuple(Step)
NAMES: Mapping[Step, str] = {
    Step.POLICY: "chủ trương đầu tư",
    Step.FEASIBILITY: "báo cáo nghiên cứu khả thi hoặc kinh tế - kỹ thuật",
    Step.DECISION: "quyết định đầu tư",
    Step.MEDIUM_TERM: "kế hoạch đầu tư công trung hạn",
    Step.YEAR: "kế hoạch vốn năm",
}
_CURES: Mapping[Step, str] = {
    Step.POLICY: "Trình cấp có thẩm quyền quyết định chủ trương rồi ghi số, ngày văn bản.",
    Step.FEASIBILITY: "Lập, thẩm định báo cáo rồi ghi số, ngày văn bản.",
    Step.DECISION: "Trình phê duyệt quyết định đầu tư rồi ghi số, ngày văn bản.",
    Step.MEDIUM_TERM: "Trình đưa dự án vào kế hoạch trung hạn rồi ghi số vốn được giao.",
    Step.YEAR: "Nhập hạn mức vốn năm của nguồn ở trang Nguồn kinh phí.",
}
TEXTS = ("project_code", "policy_document", "policy_date", "feasibility_document", "feasibility_date", "decision_document", "decision_date")
MONEY = ("total_investment", "medium_term", "accumulated", "disbursed")
"""What a line tells of its project, by column."""


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What is told of a project on one of its lines; money in đồng, "" and None = not told.

    `budget_code` is the line's; `year_granted` says that the pot of its source and year was entered; `judged_on` (ISO) is the day by which
    documents must be dated, "" = any day.
    """

    project_code: str = ""
    policy_document: str = ""
    policy_date: str = ""
    feasibility_document: str = ""
    feasibility_date: str = ""
    decision_document: str = ""
    decision_date: str = ""
    total_investment: int | None = None
    medium_term: int | None = None
    accumulated: int | None = None
    disbursed: int | None = None
    budget_code: str = ""
    year_granted: bool = False
    judged_on: str = ""

    @property
    def prepares(self) -> bool:
        """Whether the line pays for preparing the project, not for carrying it out."""
        return self.budget_code.startswith(PREPARATION)

    def is_there(self, step: str) -> bool:
        """Whether a document is told with its number and a day not after the day the line is judged by."""
        number, day = str(getattr(self, f"{step}_document")), str(getattr(self, f"{step}_date"))
        return bool(number.strip() and day) and (not self.judged_on or day <= self.judged_on)


@dataclass(frozen=True, slots=True)
class GateState:
    """One rung of the ladder: by what document or figure (đồng) it is passed; `needed` False where the line does not wait."""

    step: Step
    passed: bool
    needed: bool
    document: str
    date: str
    amount: int | None

    @property
    def name(self) -> str:
        """The gate in words."""
        return NAMES[self.step]


def ladder(facts: ProjectFacts) -> list[GateState]:
    """Every gate of a line's project in order."""
    needed = {Step.POLICY, Step.YEAR} if facts.prepares else set(ORDER)
    # the decision approves the report, so the report is there once the decision is
    policy, decision = facts.is_there(Step.POLICY), facts.is_there(Step.DECISION)
    report = facts.is_there(Step.FEASIBILITY) or decision
    told: dict[Step, tuple[bool, str, str, int | None]] = {
        Step.POLICY: (policy, facts.policy_document, facts.policy_date, None),
        Step.FEASIBILITY: (report, facts.feasibility_document, facts.feasibility_date, None),
        Step.DECISION: (decision, facts.decision_document, facts.decision_date, facts.total_investment),
        Step.MEDIUM_TERM: ((facts.medium_term or 0) > 0, "", "", facts.medium_term),
        Step.YEAR: (facts.year_granted, "", "", None),
    }
    return [GateState(step, told[step][0], step in needed, *told[step][1:]) for step in ORDER]


def missing(facts: ProjectFacts) -> list[Step]:
    """The gates a line still has to pass, in order; empty = money may be placed."""
    return [gate.step for gate in ladder(facts) if gate.needed and not gate.passed]


def explain(facts: ProjectFacts) -> tuple[str, str]:
    """What keeps a line's money back and what to do first, each one sentence; ("", "") when no gate is closed."""
    closed = missing(facts)
    if not closed:
        return "", ""
    named = ", ".join(NAMES[step] for step in closed)
    return f"Chưa có {named} nên chưa được bố trí vốn ({UNSURE}).", _CURES[closed[0]]


def read_project(cursor: Cursor, line: str) -> ProjectFacts | None:
    """What is told of an investment line's project; None for recurrent lines and unknown ones."""
    told = ", ".join((*(f"COALESCE(l.{name}, '')" for name in TEXTS), *(f"l.{name}" for name in MONEY)))
    granted = """EXISTS (SELECT 1 FROM ceiling c WHERE c.source = l.source AND c.year = l.year AND c.nature = l.nature
                 AND c.granted IS NOT NULL AND c.unit IN (p.province, p.district, l.unit))"""
    sql = f"""SELECT l.year, COALESCE(l.quarter, 4), {told}, COALESCE(l.budget_code, ''), {granted}
              FROM line l LEFT JOIN purse p ON p.unit = l.unit WHERE l.id = ? AND l.nature = 'investment'"""
    rows = cursor.rows(sql, [line])
    if not rows:
        return None
    year, quarter, *values = rows[0]
    on = decision_day(int(str(year)), int(str(quarter))).isoformat()
    return replace(ProjectFacts(*values), judged_on=on)  # type: ignore[arg-type]  # the schema's types
