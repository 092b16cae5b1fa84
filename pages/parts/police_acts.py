"""What a person does to a line of the police request: give it a way, record the content appraisal, for one line or for many."""

from collections.abc import Mapping, Sequence

import streamlit as st

from budget.model.labels import CATEGORY, CONTENT_VERDICT, NATURE, ROUTE
from budget.model.problem import PlanError
from budget.model.states import ContentVerdict, Route
from budget.money import format_money
from budget.plan.terms import FIELDS, PoliceLine, PoliceRequest, Standing
from budget.quantity import format_quantity
from pages.parts.desk import Desk, show_error
from pages.parts.line_forms import show_problems
from pages.parts.police_columns import REFUSED, TITLES, confirm, show_refused, state_words
from pages.parts.remembered import choose_many, choose_one

REASON = "police-reason"
PREVIEW = "police-preview"
SEEN = "police-seen"
ONE, MANY, PICKED = "mot", "nhieu", "chon"
_WAY, _CONTENT = "Hướng xử lý", "Thẩm định nội dung"
_WAYS = {**TITLES, Route.NOT_LOCAL: "Không thuộc NSĐP"}
_VERDICTS = (ContentVerdict.PASSED, ContentVerdict.AMEND, ContentVerdict.FAILED, ContentVerdict.PENDING)


def draw_acts(desk: Desk, request: PoliceRequest, line: PoliceLine) -> None:
    """The chosen line, and what may be done to it: its way first while it has none, else its appraisal."""
    with st.container(border=True):
        _draw_line(line)
        first = _WAY if line.standing is Standing.UNCLASSIFIED else _CONTENT
        way, content = st.tabs([_WAY, _CONTENT], default=first, key=f"viec-{line.id}-{first}")
        with way:
            _draw_ways(desk, request, line)
        with content:
            _draw_appraisal(desk, request, line)


def _draw_line(line: PoliceLine) -> None:
    """The chosen line as a sentence: what, how many, how much."""
    st.markdown(f"**{line.number}. {line.name}**")
    quantity, times = format_quantity(line.quantity_milli), format_quantity(line.times_milli)
    drivers = f"{quantity} {line.measure} x {format_money(line.unit_price)} đ x {times} lần"
    about = [CATEGORY.get(line.category, ""), NATURE.get(line.nature, ""), line.budget_code, line.basis]
    st.caption(f"{drivers} = {format_money(line.requested)} đ  \n" + " · ".join(part for part in about if part))
    show_refused()


def _draw_ways(desk: Desk, request: PoliceRequest, line: PoliceLine) -> None:
    """The suggestion with its reason, and a button for each way; one that departs from it asks for a reason."""
    route = Route(line.route) if line.route else Route.UNCLASSIFIED
    suggested = line.suggestion
    st.markdown(f"Đang ở: **{ROUTE[route]}**")
    st.caption(f"Gợi ý: {_WAYS[suggested.route].lower()}. {suggested.reason}")
    key = f"ly-do-huong-{line.id}"
    st.text_input("Lý do (khi khác gợi ý hoặc đổi hướng)", key=key, placeholder="Ví dụ: kết luận họp, văn bản trả lời")
    with st.container(horizontal=True, gap="small"):
        for way, label in _WAYS.items():
            kind = "primary" if way is suggested.route and way is not route else "secondary"
            args = (desk, line.id, way, key, request.seq)
            st.button(label, key=f"huong-{way}-{line.id}", type=kind, disabled=way is route, on_click=_confirm_one, args=args)


def _confirm_one(desk: Desk, line: str, way: Route, key: str, seen: int) -> None:
    confirm(desk, {line: way}, str(st.session_state.get(key, "")), seen)


def _draw_appraisal(desk: Desk, request: PoliceRequest, line: PoliceLine) -> None:
    """The conclusion of Sở TT&TT: of the chosen line, or one for all unappraised lines of its way."""
    if line.verdict:
        st.markdown(f"Sở TT&TT: **{state_words(desk, line)}**" + (f"  \n{line.opinion}" if line.opinion else ""))
    waiting = [found for found in request.at(Standing.WAITING, Standing.UNCLASSIFIED) if found.route == line.route and not found.verdict]
    scopes = {ONE: f"Khoản số {line.number}", PICKED: "Nhiều khoản, chọn từng khoản"}
    if len(waiting) > 1:
        scopes[MANY] = f"{len(waiting)} khoản chưa thẩm định cùng hướng"
    left, right = st.columns(2)
    with left:
        scope = choose_one(desk.view, "cong-an-pham-vi", "Thẩm định cho", list(scopes), scopes.__getitem__, ONE)
    lines = [found.id for found in waiting] if scope == MANY else [line.id]
    if scope == PICKED:
        names = {found.id: f"{found.number}. {found.name}" for found in request.lines}
        lines = choose_many(desk.view, "cong-an-nhieu-khoan", "Các khoản mục", list(names), names.__getitem__)
    with right:
        verdict = choose_one(desk.view, "cong-an-ket-luan", "Kết luận", _VERDICTS, CONTENT_VERDICT.__getitem__, ContentVerdict.PASSED)
    seen = _seen(line, request)
    texts, reason, pressed = _write_judgement(line, verdict, scope)
    if pressed:
        st.session_state[REASON] = reason.strip()
    if pressed and scope == ONE:
        _save(desk, lines, texts, reason, seen)
    elif pressed and not lines:
        st.info("Chọn ít nhất một khoản mục.")
    elif pressed:
        st.session_state[PREVIEW] = (lines, texts, request.seq)
    if scope != ONE and PREVIEW in st.session_state:
        _draw_preview(desk, lines, texts, reason, request.seq)


def _seen(line: PoliceLine, request: PoliceRequest) -> int:
    """The journal seq at which this line came on screen: what somebody else saved later is not overwritten unseen."""
    if st.session_state.get(SEEN, ("",))[0] != line.id:
        st.session_state[SEEN] = (line.id, request.seq)
    return int(st.session_state[SEEN][1])


def _write_judgement(line: PoliceLine, verdict: str, scope: str) -> tuple[dict[str, str], str, bool]:
    """The form: figures only where they are asked for; what stands there is begun with."""
    texts, key = {"verdict": verdict}, f"{line.id if scope == ONE else MANY}-{verdict}-{line.content_amount}"
    alone = scope == ONE
    with st.form(f"tham-dinh-{key}", border=False):
        if verdict == ContentVerdict.AMEND and alone:
            held = line.verdict == ContentVerdict.AMEND  # what was accepted before stays unless it is changed
            quantity, price = (format_quantity(line.content_quantity_milli), format_money(line.content_unit_price)) if held else ("", "")
            left, right = st.columns(2)
            asked = format_quantity(line.quantity_milli), format_money(line.unit_price)
            texts["quantity"] = left.text_input("Số lượng chấp nhận", quantity, key=f"sl-{key}", placeholder=asked[0])
            texts["unit_price"] = right.text_input("Đơn giá chấp nhận", price, key=f"dg-{key}", placeholder=asked[1])
        opinion = "Ý kiến (bắt buộc)" if verdict == ContentVerdict.FAILED else "Ý kiến"
        if verdict != ContentVerdict.PENDING:
            texts["opinion"] = st.text_input(opinion, line.opinion if alone else "", key=f"yk-{key}")
            left, right = st.columns([1.5, 1])
            texts["document"] = left.text_input("Số văn bản", line.document if alone else "", key=f"vb-{key}")
            day = FIELDS["content_date"].show(line.date or None) if alone else ""
            texts["date"] = right.text_input("Ngày", day, key=f"ng-{key}", placeholder="20/05/2024")
        reason = st.text_input("Lý do (ghi vào nhật ký)", st.session_state.get(REASON, ""), key=f"ld-{key}")
        pressed = st.form_submit_button("Lưu thẩm định" if alone else "Xem trước", type="primary", icon=":material/save:")
    return texts, reason, pressed


def _draw_preview(desk: Desk, lines: Sequence[str], texts: Mapping[str, str], reason: str, seen: int) -> None:
    if st.session_state[PREVIEW][2] != seen:
        st.session_state.pop(PREVIEW)
        st.warning("Số liệu vừa được sửa sau khi xem trước nên chưa ghi. Bấm Xem trước lần nữa.")
        return
    if st.session_state[PREVIEW] != (lines, texts, seen):
        return
    planned = desk.plan.police.preview_appraisal(lines, texts)
    if planned.problems:
        show_problems(planned.problems)
        return
    figures = f"số thẩm định nội dung từ {desk.money(planned.before)} thành **{desk.money(planned.after)}** {desk.unit.label}"
    st.markdown(f"Sẽ ghi **{CONTENT_VERDICT[texts['verdict']]}** cho {planned.changed} khoản mục; {figures}.")
    if st.button(f"Ghi cho {planned.changed} khoản mục", type="primary", icon=":material/done_all:"):
        _save(desk, lines, texts, reason, seen)


def _save(desk: Desk, lines: Sequence[str], texts: Mapping[str, str], reason: str, seen: int) -> None:
    try:
        receipt, planned = desk.plan.police.appraise(lines, texts, reason, seen)
    except PlanError as error:
        st.session_state.pop(SEEN, None)
        show_error(error)
        return
    if planned.problems:
        show_problems(planned.problems)
    elif receipt is None:
        st.info("Kết luận này giống kết luận đang có nên không ghi thêm vào nhật ký.")
    else:
        for key in (PREVIEW, REFUSED, SEEN):
            st.session_state.pop(key, None)
        st.toast(f"Đã ghi thẩm định nội dung của {len(lines)} khoản mục.")
        st.rerun()
