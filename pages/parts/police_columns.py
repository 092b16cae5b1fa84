"""The police request on screen: its sums, and the lines of each way in a column, one of them chosen."""

import streamlit as st

from budget.model.ids import BASE
from budget.model.labels import CONTENT_VERDICT, ROUTE
from budget.model.problem import PlanError
from budget.model.states import ContentVerdict, Route
from budget.money import format_money
from budget.plan.terms import PoliceLine, PoliceRequest, RouteSums, Standing
from pages.parts.choice_table import choose_row
from pages.parts.desk import Desk, show_error
from pages.parts.lead import POLICE_LINE as LINE
from pages.parts.tables import Cell, Column, Row

TITLES = {Route.INVESTMENT: "Đầu tư công", Route.OPERATING: "Kinh phí hoạt động", Route.UNCLASSIFIED: "Chưa phân loại"}
_COLUMNS = (Column("Khoản mục"), Column("Đề nghị", "so"))
_HEIGHT = 440


def draw_sums(desk: Desk, request: PoliceRequest, blocked: int) -> None:
    """The request, what was accepted, each way, what is stuck."""
    whole = request.sums()
    waiting = f", {whole.unappraised} khoản mục chưa thẩm định nội dung" if whole.unappraised else ""
    waiting += "" if desk.scenario == BASE else "; hướng xử lý và thẩm định dùng chung cho mọi phương án"
    st.markdown(f"**Đề nghị ngành công an** :small[:gray[{desk.year_label}, đơn vị tính: {desk.unit.label}{waiting}]]")
    cells = st.columns(6)
    cells[0].metric(f"Đề nghị · {whole.lines} khoản mục", desk.money(whole.requested))
    cells[1].metric("Thẩm định nội dung", desk.money(whole.content))
    for cell, (route, title) in zip(cells[2:5], TITLES.items(), strict=True):
        sums = request.sums(route)
        cell.metric(f"{title} · {sums.lines}", desk.money(sums.requested))
    cells[5].metric("Khoản mục còn vướng", format_money(blocked))


def choose_line(desk: Desk, request: PoliceRequest) -> PoliceLine:
    """The three columns; the line that is chosen in any of them (at first the most pressing)."""
    ids = [line.id for line in request.lines]
    wanted = desk.view.text(LINE)
    chosen = wanted if wanted in ids else _most_pressing(request).id
    for place, (cell, route) in enumerate(zip(st.columns([1, 1, 1.2], gap="small"), TITLES, strict=True)):
        with cell:
            _draw_way(desk, request, route, chosen, place)
    return next(line for line in request.lines if line.id == chosen)


def draw_elsewhere(desk: Desk, request: PoliceRequest) -> None:
    """The quiet line of what the ministry provides, and its lines for who asks."""
    lines = request.routed(Route.NOT_LOCAL)
    if not lines:
        return
    sums = request.sums(Route.NOT_LOCAL)
    with st.expander(
        f"{ROUTE[Route.NOT_LOCAL]}: {sums.lines} khoản mục, {desk.money(sums.requested)} {desk.unit.label}, không vào hồ sơ nào"
    ):
        rows, ids = [_row(desk, line) for line in lines], [line.id for line in lines]
        choose_row(desk.view, LINE, _COLUMNS, rows, ids, label=ROUTE[Route.NOT_LOCAL], key=f"{LINE}-not-local")


def _most_pressing(request: PoliceRequest) -> PoliceLine:
    waiting = [*request.at(Standing.UNCLASSIFIED), *request.at(Standing.WAITING), *request.lines]
    return next((line for line in waiting if line.may_follow), waiting[0])


def _draw_way(desk: Desk, request: PoliceRequest, route: Route, chosen: str, place: int) -> None:
    lines, sums = request.routed(route), request.sums(route)
    st.markdown(f"**{TITLES[route]}**")
    if not lines:
        empty = "Không còn khoản mục nào chưa phân loại." if route is Route.UNCLASSIFIED else "Chưa có khoản mục nào theo hướng này."
        st.caption(empty)
        return
    if route is Route.UNCLASSIFIED:
        _confirm_all(desk, request)
    rows = [_row(desk, line) for line in lines]
    total: Row = [_count(sums), desk.money(sums.requested)]
    default = chosen if chosen in {line.id for line in lines} else ""
    height = _HEIGHT - 56 if route is Route.UNCLASSIFIED and any(line.may_follow for line in lines) else _HEIGHT
    label, key = f"{TITLES[route]}, đơn vị tính {desk.unit.label}", f"{LINE}-{place}"
    choose_row(
        desk.view, LINE, _COLUMNS, rows, [line.id for line in lines], default=default, total=total, label=label, height=height, key=key
    )


def _count(sums: RouteSums) -> str:
    return f"Cộng {sums.lines}" + (f", {sums.unappraised} chưa thẩm định" if sums.unappraised else "")


def _row(desk: Desk, line: PoliceLine) -> Row:
    under = line.suggestion.reason if line.standing is Standing.UNCLASSIFIED else state_words(desk, line)
    if line.may_follow:
        under = f"Gợi ý {TITLES.get(line.suggestion.route, ROUTE[line.suggestion.route]).lower()}: {under}"
    return [Cell(f"{line.number}. {line.name}", "", under), desk.money(line.requested)]


def state_words(desk: Desk, line: PoliceLine) -> str:
    """What the content appraisal has said of a line, in a few words with the accepted amount."""
    said = CONTENT_VERDICT[ContentVerdict(line.verdict)] if line.verdict else "Chưa thẩm định"
    if line.standing is Standing.DROPPED:
        return "Phương án đã bỏ"
    if line.verdict == ContentVerdict.AMEND and line.content_amount is None:
        return f"{said}, chưa có số chấp nhận"
    if line.verdict in (ContentVerdict.PASSED, ContentVerdict.AMEND):
        return f"{said}: {desk.money(line.content_amount)}"
    return said


def _confirm_all(desk: Desk, request: PoliceRequest) -> None:
    following = [line for line in request.lines if line.may_follow]
    if following:
        label = f"Xác nhận {len(following)} gợi ý"
        told = "\n".join(f"{line.number}. {line.name}: {ROUTE[line.suggestion.route]}" for line in following)
        routes = {line.id: line.suggestion.route for line in following}
        st.button(
            label, key="xac-nhan-goi-y", icon=":material/done_all:", help=told, on_click=confirm, args=(desk, routes, "", request.seq)
        )


def confirm(desk: Desk, routes: dict[str, Route], reason: str, seen: int) -> None:
    """Give lines their way, or say why not."""
    try:
        receipt, problems = desk.plan.police.confirm(routes, reason, seen)
    except PlanError as error:
        st.session_state[REFUSED] = error
        return
    if problems:
        st.session_state[REFUSED] = PlanError(problems[0])
    elif receipt is not None:
        st.toast(f"Đã xác nhận hướng của {len(routes)} khoản mục.")


REFUSED = "police-refused"
"""A refusal of a callback, shown once where the acts stand."""


def show_refused() -> None:
    """What the last act was refused for."""
    error = st.session_state.pop(REFUSED, None)
    if isinstance(error, PlanError):
        show_error(error)
