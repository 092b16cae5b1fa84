"""What an answer changed against the one on the screen before it: the rules, the sums, the lines in and out; and the way back."""

import streamlit as st

from budget.money import format_short
from budget.plan.cut_preview import CutPreview
from budget.plan.cut_terms import Between, compare_answers, say_rule_changes
from pages.parts.cut_between import draw_between, say_between
from pages.parts.cut_rules import RULES
from pages.parts.cut_search import Answered, answer_before
from pages.parts.desk import Desk
from pages.parts.header import signed
from pages.parts.remembered import put_back
from pages.parts.view import View


def draw_changes(desk: Desk, preview: CutPreview) -> None:
    """The difference in two lines, its lines behind a click; nothing for the first answer."""
    before = answer_before(preview)
    if before is None:
        return
    difference = compare_with(before, preview)
    lines = f"; {say_between(difference)}" if difference is not None and difference.any else ""
    said, back = st.columns([4.4, 1], vertical_alignment="center", gap="small")
    said.markdown(f"{say_step(before, preview)}: {say_sums(desk, before.preview, preview)}{lines}.")
    back.button("Về quy định trước", icon=":material/undo:", width="stretch", on_click=go_back, args=(desk.view, before))
    if difference is not None and difference.any:
        opened = st.expander("Khoản mục khác với kết quả trước", key="cut-changed", on_change="rerun")
        if opened.open:
            with opened:
                draw_between(desk, difference, "Khoản mục khác với kết quả trước")


def compare_with(before: Answered, preview: CutPreview) -> Between | None:
    """The lines in and out; None when the two answers are about different lines, as after lines were added."""
    if before.preview.drawn.instance.lines.ids != preview.drawn.instance.lines.ids:
        return None
    return compare_answers(before.preview.outcome, preview.outcome)


def say_step(before: Answered, preview: CutPreview) -> str:
    """Which rules were changed, or that the figures were."""
    changed = say_rule_changes(before.preview.drawn, preview.drawn)
    if before.preview.drawn.seq != preview.drawn.seq:
        changed = f"{changed}, số liệu đã sửa" if changed else "số liệu đã sửa"
    return f"**So với kết quả trước** ({changed})" if changed else "**So với kết quả trước**"


def say_sums(desk: Desk, before: CutPreview, after: CutPreview) -> str:
    """Cut, put off and harm, each by how much it changed; what stayed says so."""
    harm = after.harm - before.harm
    parts = [f"cắt {_say_change(desk, after.saved - before.saved)}"]
    if after.deferred != before.deferred:
        parts.append(f"giãn {_say_change(desk, after.deferred - before.deferred)}")
    parts.append(f"thiệt hại {'tăng' if harm > 0 else 'giảm'} {format_short(abs(harm))} quy đổi" if harm else "thiệt hại không đổi")
    return ", ".join(parts)


def go_back(view: View, before: Answered) -> None:
    """Let the rules stand as they stood for the answer before. For callbacks."""
    put_back(view, RULES, before.rules)


def _say_change(desk: Desk, amount: int) -> str:
    return f"**{signed(amount, desk.unit)}** {desk.unit.label}" if amount else "không đổi"
