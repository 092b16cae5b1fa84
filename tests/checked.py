"""What the tests of the checks share: a line nothing is wrong with, a way past the editor, and the problems of a plan."""

from collections.abc import Mapping

from budget.checks.law import read_law
from budget.checks.run import OWN, check_lines, find_own
from budget.checks.scope import open_scope
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.plan.face import Plan
from budget.store.kinds import ALL, KINDS, LINE
from budget.store.records import Batch, Change, Value
from tests.plans import PC, edit

QUOTED: Mapping[str, str] = {
    "price_kind": "quotation",
    "price_document": "BG-01/2024",
    "price_date": "05/03/2024",
    "price_supplier": "Công ty A",
    "price_quotes": "3",
    "vat": "10",
    "vat_included": "có",
}
"""Three quotations, dated and with VAT: nothing is wrong with such a price."""

CLEAN: Mapping[str, str] = {
    **PC,
    **QUOTED,
    "budget_code": "6956",
    "basis": "03 báo giá",
    "norm": "MT_CBCC",
    "quarter": "3",
    "entitled": "10",
    "usable": "2",
}
"""The texts of a line nothing is wrong with."""

POLICE: Mapping[str, str] = {
    "unit": "CA-TINH",
    "name": "Tập huấn",
    "measure": "lớp",
    "source": "CTX-TINH",
    "category": "training",
    "budget_code": "6699",
    "basis": "dự toán chi tiết",
    "norm": "",
    "route": "operating",
    "quarter": "3",
    "content_quantity": "2",
    "content_verdict": "passed",
}
"""A police training class that was routed and whose content was appraised: nothing is wrong with it."""

PROJECT: Mapping[str, str] = {
    "name": "Dự án nền tảng số",
    "measure": "dự án",
    "source": "DTC",
    "category": "project",
    "nature": "investment",
    "form": "project",
    "budget_code": "9351",
    "norm": "",
    "project_code": "DA 1",
    "policy_document": "12/QĐ-UBND",
    "policy_date": "05/01/2024",
    "decision_document": "34/QĐ-UBND",
    "decision_date": "05/02/2024",
    "medium_term": "500.000.000",
}
"""An IT project of a department paid from public investment: nothing is wrong with it."""


def found(plan: Plan, code: str, scenario: str = BASE) -> list[Problem]:
    """The problems of one code over all lines of a scenario."""
    return [problem for problem in everything(plan, scenario) if problem.code == code]


def everything(plan: Plan, scenario: str = BASE) -> list[Problem]:
    """All problems of all lines of a scenario; each of the first lines, looked at alone, must be told the same of itself."""
    with plan.store.read() as cursor:
        law = read_law(cursor)
        scope = open_scope(cursor, scenario, law=law, alone=True)
        together = [problem for check in OWN for problem in check(scope)]
        for (line,) in cursor.rows("SELECT id FROM line ORDER BY number LIMIT 6"):
            alone = [problem for problem in find_own(cursor, scenario, [str(line)], law) if not problem.others]
            expected = [problem for problem in together if problem.line == line and not problem.others]
            assert sorted(alone, key=repr) == sorted(expected, key=repr)
        return check_lines(cursor, scenario)


def force(plan: Plan, line: str, group: str, **columns: Value) -> None:
    """Store values in a line that the editor would refuse, as an import or an older program may have."""
    record = plan.lines.record(line)
    assert record is not None
    old = {name: record[name] for name in LINE.groups[group]}
    plan.store.commit(Batch("Bình", "import", changes=[Change("line", line, group, old, {**old, **columns})]))


def grant(plan: Plan, *numbers: str) -> None:
    """Put the lines of these readable numbers on the list of Quyết định 334 for their units."""
    for number in numbers:
        line = plan.lines.find_id(number)
        item, asked = f"PL334-{number}", plan.lines.record(line) or {}
        record: dict[str, Value] = {**dict.fromkeys(KINDS["listed_item"].columns), "id": item, "source": "QD334", "quantity_milli": 10**9}
        record |= {name: asked[name] for name in ("unit", "name", "folded", "measure", "nature", "year")}
        plan.store.commit(Batch("An", "import", "phụ lục", [Change("listed_item", item, ALL, None, record)]))
        edit(plan, line, "listed_item", item)
