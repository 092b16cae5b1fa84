"""What is wrong with the rules themselves, each finding with the way to its rule: looked for only when it is asked for."""

import streamlit as st

from budget.model import labels
from budget.money import format_money
from pages.parts.choice_table import choose_row
from pages.parts.desk import Desk
from pages.parts.lead import RULE, RULE_FILTERS
from pages.parts.remembered import forget
from pages.parts.tables import Cell, Column
from pages.parts.view import View

_COLUMNS = (
    Column("Quy tắc", "lien"),
    Column("Mức", "lien"),
    Column("Nguồn", "lien"),
    Column("Vấn đề"),
    Column("Cách sửa"),
    Column("Khoản mục", "so"),
)
_TONES = {"error": "thieu", "warning": "xem"}


def draw_findings(desk: Desk) -> None:
    """The table of findings, and the rule of the chosen one."""
    findings = desk.plan.funding.lint(desk.scenario)
    if not findings:
        st.success("Không thấy quy tắc chết, trái nhau hay thay nhau thành vòng; nguồn nào cũng có khoản mục được chi.")
        return
    rows = [
        [
            ", ".join(found.rules) or "–",
            Cell(labels.SEVERITY[found.problem.severity], _TONES.get(found.problem.severity, "")),
            desk.plan.catalogue().source_name(found.source),
            found.problem.sentence,
            found.problem.fix,
            format_money(found.lines) if found.lines else "",
        ]
        for found in findings
    ]
    ids = [str(place) for place in range(len(findings))]
    chosen = choose_row(desk.view, "loi-quy-tac", _COLUMNS, rows, ids, default="0", label="Rà soát bộ quy tắc", height=360)
    for rule in findings[int(chosen)].rules:
        st.button(f"Mở quy tắc {rule}", icon=":material/gavel:", key=f"found-{rule}", on_click=_show_rule, args=(desk.view, rule))


def _show_rule(view: View, rule: str) -> None:
    """Before the page is drawn again: the rule is open for change, and no filter hides it."""
    st.session_state["rule-act"] = "sua"
    forget(view, *RULE_FILTERS)
    view.choose(RULE, rule)
