"""Entering ceilings: one pot at a time, or a pasted list for many units; always with a reason, empty means not known."""

from collections.abc import Sequence

import streamlit as st

from budget.model.problem import PlanError, Problem
from budget.model.states import Severity
from budget.money import format_money, parse_money
from budget.plan.funding_part import PastedAmount
from pages.parts.desk import Desk, show_error
from pages.parts.pot_tables import UNCOMMITTED
from pages.parts.remembered import choose_one
from pages.parts.tables import Cell, Column, draw_table

REASON = "ceiling-reason"
FIELDS = {"granted": "Đã giao", "spent": "Đã chi", "committed": "Đã cam kết"}
PROVINCE = "Ngân sách tỉnh"


def enter_new(desk: Desk, source: str) -> None:
    """A ceiling for any unit and year."""
    holders = {unit.code: unit.name for unit in desk.plan.funding.holders(source)}
    left, right = st.columns([3, 1])
    with right:
        year = choose_year(desk)
    with left:
        if not holders:
            st.text_input("Đơn vị", PROVINCE, disabled=True)
        unit = choose_one(desk.view, "don-vi-han-muc", "Đơn vị", list(holders), holders.__getitem__) if holders else None
    enter_ceiling(desk, source, unit, year)


def paste_many(desk: Desk, source: str) -> None:
    """A pasted list for many units."""
    if not desk.plan.funding.holders(source):
        st.info("Nguồn này chỉ có một hạn mức chung của tỉnh. Nhập ở thẻ Nhập hạn mức.")
        return
    left, _ = st.columns([1, 3])
    with left:
        year = choose_year(desk)
    enter_many(desk, source, year)


def choose_year(desk: Desk) -> int:
    """The budget year a ceiling is entered for."""
    first = desk.plan.budget_year
    years = [str(year) for year in range(first - 1, first + 4)]
    return int(choose_one(desk.view, "nam-han-muc", "Năm ngân sách", years, default=str(desk.year or first)))


def enter_ceiling(desk: Desk, source: str, unit: str | None, year: int) -> None:
    """The form of one pot: what stands there now, to be replaced with a reason."""
    plan = desk.plan
    place = plan.funding.place_of(source, unit, year)
    pot = "|".join(str(part) for part in place)
    current = plan.funding.ceiling(pot)
    seen = st.session_state.setdefault(f"seen-{pot}", plan.head())
    owner = PROVINCE if place[1] not in plan.catalogue().units else plan.catalogue().unit_name(place[1])
    reach = plan.funding.reach()
    own = reach.needs_commitment(source, place[1])
    lacking = current is not None and reach.lacks_commitment(current)
    st.markdown(
        f"**{owner}**, năm {year}" + ("" if current else ": chưa nhập hạn mức") + (f" · :orange[⚠ {UNCOMMITTED}]" if lacking else "")
    )
    with st.form(f"form-{pot}-{seen}", border=False):
        columns = st.columns(3)
        texts = {
            name: columns[place].text_input(
                f"{label} (đồng)",
                value=format_money(getattr(current, name)) if current else "",
                placeholder="chưa biết thì để trống",
                key=f"{name}-{pot}-{seen}",
            )
            for place, (name, label) in enumerate(FIELDS.items())
        }
        left, right = st.columns(2)
        label, hint = ("Văn bản cam kết", "Số, ngày văn bản cam kết của đơn vị") if own else ("Văn bản giao", "Ví dụ: QĐ 334/QĐ-UBND")
        document = left.text_input(label, placeholder=hint, key=f"document-{pot}-{seen}")
        reason = right.text_input("Lý do (bắt buộc, ghi vào nhật ký)", value=st.session_state.get(REASON, ""), key=f"reason-{pot}-{seen}")
        with st.container(horizontal=True):
            saved = st.form_submit_button("Lưu hạn mức", type="primary", icon=":material/save:")
            cleared = st.form_submit_button("Bỏ hạn mức đã nhập", disabled=current is None, help="Đưa về trạng thái chưa nhập hạn mức")
    if saved:
        save_one(desk, place, texts, document, reason, seen)
    if cleared:
        keep_reason(reason)
        try:
            receipt, problems = plan.funding.delete_ceiling(pot, reason, seen)
        except PlanError as error:
            forget_seen(pot)
            show_error(error)
            return
        if receipt is None:
            show_problems(problems)
        else:
            finish(pot, "Đã bỏ hạn mức; hạn mức này trở lại chưa nhập.")


def save_one(desk: Desk, place: tuple[str, str, int, str], texts: dict[str, str], document: str, reason: str, seen: int) -> None:
    """Read what was typed and save it, or say what is wrong and keep it on screen."""
    keep_reason(reason)
    pot = "|".join(str(part) for part in place)
    read = {name: parse_money(text) for name, text in texts.items()}
    problems = [problem for _, found in read.values() for problem in found if problem.severity is Severity.ERROR]
    if problems:
        show_problems(problems)
        return
    about = {"document": document.strip()} if document.strip() else None
    try:
        change, problems = desk.plan.funding.set_ceiling(place, {name: value for name, (value, _) in read.items()}, reason, about, seen)
    except PlanError as error:
        forget_seen(pot)
        show_error(error)
        return
    if change is None:
        show_problems(problems)
    elif change.receipt is None:
        st.info("Số vừa nhập giống số đang có nên không ghi thêm vào nhật ký.")
    else:
        finish(pot, "Đã lưu hạn mức.")


def enter_many(desk: Desk, source: str, year: int) -> None:
    """A pasted list of units and amounts: what was understood is shown before it is saved as one batch."""
    st.write("Dán từ bảng tính, mỗi dòng một đơn vị: **mã hoặc tên đơn vị**, dấu Tab, **số tiền được giao (đồng)**.")
    turn = st.session_state.setdefault("many-turn", 0)
    key = f"many-{source}-{year}-{turn}"
    text = st.text_area("Danh sách", height=150, key=key, placeholder="20335\t120.000.000", label_visibility="collapsed")
    rows = desk.plan.funding.read_amounts(source, text)
    if not rows:
        st.button("Xem trước", key="preview-many")
        return
    refused = [row for row in rows if not row.accepted]
    draw_pasted(rows)
    accepted = {row.unit: row.amount for row in rows if row.accepted and row.amount is not None}
    wrong = f"; :red[{len(refused)} dòng bị từ chối, sửa hoặc bỏ rồi mới lưu được]" if refused else ""
    st.markdown(f"Hiểu được **{len(accepted)}** đơn vị{wrong}.")
    reason = st.text_input("Lý do (bắt buộc, ghi vào nhật ký)", value=st.session_state.get(REASON, ""), key=f"many-reason-{source}")
    if st.button(f"Lưu hạn mức của {len(accepted)} đơn vị", type="primary", disabled=bool(refused) or not accepted, icon=":material/save:"):
        keep_reason(reason)
        receipt, problems = desk.plan.funding.set_many(source, year, accepted, reason)
        if problems:
            show_problems(problems)
        elif receipt is None:
            st.info("Mọi số vừa dán giống số đang có nên không ghi thêm vào nhật ký.")
        else:
            st.session_state["many-turn"] = turn + 1
            st.toast(f"Đã lưu hạn mức của {len(accepted)} đơn vị trong một lần ghi.")
            st.rerun()


def draw_pasted(rows: Sequence[PastedAmount]) -> None:
    """What each pasted line was understood as."""
    columns = [Column("Dòng", "so"), Column("Đơn vị"), Column("Mã", "lien"), Column("Được giao (đồng)", "so"), Column("Kết quả")]
    draw_table(
        columns,
        [
            [str(row.line), row.name or row.text, row.unit, format_money(row.amount), Cell(said_of(row), "" if row.accepted else "thieu")]
            for row in rows
        ],
        label="Những gì hiểu được từ danh sách đã dán",
        height=260,
    )


def said_of(row: PastedAmount) -> str:
    """The result of a pasted line in words."""
    said = " ".join(f"{problem.sentence} {problem.fix}".strip() for problem in row.problems)
    return f"Nhận. {said}".strip() if row.accepted else f"Từ chối: {said}"


def show_problems(problems: Sequence[Problem]) -> None:
    """Refusals as people read them."""
    for problem in problems:
        show_error(PlanError(problem))


def keep_reason(reason: str) -> None:
    """The next ceiling begins with the reason of the last."""
    st.session_state[REASON] = reason.strip()


def forget_seen(pot: str) -> None:
    """The form starts again from what stands there now."""
    st.session_state.pop(f"seen-{pot}", None)


def finish(pot: str, said: str) -> None:
    """Say it is saved and show the new figures everywhere."""
    forget_seen(pot)
    st.toast(said)
    st.rerun()
