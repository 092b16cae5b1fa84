"""What the tests of annexes share: items entered as people do, and lines tied to them."""

from budget.plan.face import Plan
from tests.plans import DEPARTMENT

COMPUTERS = {"unit": DEPARTMENT, "name": "Máy tính để bàn", "measure": "bộ", "quantity": "5", "unit_price": "10.000.000"}
"""Five computers granted to the department of the plain line."""


def grant(plan: Plan, **texts: str) -> str:
    """Enter one item of QD334 (COMPUTERS with some texts replaced); its id."""
    receipt, problems = plan.listed.add("QD334", {**COMPUTERS, **texts}, "Phụ lục")
    assert receipt is not None, problems
    return plan.listed.uses("QD334")[-1].item.id


def tie(plan: Plan, number: int, item: str) -> None:
    """Tie a line (by its number) to an item."""
    receipt, problems = plan.listed.tie({plan.lines.find_id(str(number)): item})
    assert receipt is not None, problems
