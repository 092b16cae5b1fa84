"""What is cut, put off, kept and why: the lines of an answer, ordered by any heading, each with its pins, and one of them in full."""

import streamlit as st

from budget.model.states import CutAction
from budget.money import format_money, format_short
from budget.plan.cut_preview import CutPreview
from budget.plan.cut_terms import LineOrder, LineTold, Which, choose_lines, say_score, solve_beside
from pages.parts.choice_table import act_on_table
from pages.parts.cut_pins import WORDS, pin, pins_of
from pages.parts.cut_working import show_work
from pages.parts.desk import Desk
from pages.parts.lead import open_lines
from pages.parts.remembered import choose_one, type_text
from pages.parts.tables import Cell, Column
from pages.parts.view import View

ORDER, CHOSEN, WHICH, SEARCH = "tim-xep", "tim-khoan", "tim-xem", "tim-chu"
SHOWN = 200
NAMES = {
    Which.TOUCHED: "Mọi khoản bị xử lý",
    Which.CUT: "Bị cắt",
    Which.DEFERRED: "Giãn tiến độ",
    Which.RE_SOURCED: "Đổi nguồn",
    Which.KEPT: "Được giữ (có thể cắt)",
    Which.LOCKED: "Không được cắt",
    Which.ALL: "Tất cả",
}
_HEADINGS: tuple[tuple[LineOrder, str, str], ...] = (
    (LineOrder.NAME, "Nội dung chi", "ten"),
    (LineOrder.UNIT, "Đơn vị", "ngan"),
    (LineOrder.AMOUNT, "Thành tiền", "so"),
    (LineOrder.ACTION, "Xử lý", "lien"),
    (LineOrder.TAKEN, "Cắt, giãn", "so"),
    (LineOrder.LEFT, "Còn lại", "so"),
    (LineOrder.SOURCE, "Nguồn", "lien"),
    (LineOrder.NEEDED, "Điểm cần thiết", "so"),
)


def draw_lines(desk: Desk, preview: CutPreview) -> None:
    """The choices above the table, the table, and the chosen line."""
    left, right = st.columns([1, 1.4])
    with left:
        which = Which(
            choose_one(
                desk.view, WHICH, "Xem", [each.value for each in Which], lambda code: NAMES[Which(code)], Which.TOUCHED.value, hidden=True
            )
        )
    with right:
        text = type_text(desk.view, SEARCH, "Tìm khoản mục", "Tìm theo nội dung, đơn vị (không cần dấu) hoặc số thứ tự", hidden=True)
    order, descending = _order_of(desk.view)
    places = choose_lines(preview.outcome, which, order, descending=descending, text=text).tolist()
    if not places:
        st.info("Không có khoản mục nào như vậy trong kết quả này.")
        return
    told = preview.telling.lines(places[:SHOWN])
    chosen = next((line for line in told if line.line == desk.view.text(CHOSEN)), told[0])
    scores = dict(zip(places[:SHOWN], (say_score(int(preview.drawn.need.score[at])) for at in places[:SHOWN]), strict=True))
    rows = [_row(desk, line, score) for line, score in zip(told, scores.values(), strict=True)]
    columns = _columns(order, descending=descending)
    ids = [line.line for line in told]
    label = "Các khoản mục và cách xử lý"
    act_on_table("cut-lines", lambda what: act(desk.view, what), columns, rows, ids, chosen=chosen.line, label=label, height=380)
    shown = f"Hiện {SHOWN} trong {format_money(len(places))} khoản mục; tìm để thu hẹp. " if len(places) > SHOWN else ""
    st.caption(
        f"{shown}Đơn vị tính: {desk.unit.label}. Bấm tên cột để xếp lại, bấm ○ để ghim giữ hoặc ghim cắt, bấm số thứ tự để xem vì sao."
    )
    draw_line(desk, preview, chosen)


def draw_line(desk: Desk, preview: CutPreview, line: LineTold) -> None:
    """Why one line is cut or kept, what the other decision would cost, and the nearest exchange."""
    st.markdown(f"**Khoản mục {line.number}: {line.name}**, {line.unit_name}  \n{line.done}. {line.reason}  \n{line.binding}")
    words = [f"Cấp quyết định: {line.decider}" + (" (kiến nghị)" if line.proposal else "") if line.decider else ""]
    if line.keep_price is not None:
        other = "cắt" if line.action is CutAction.KEEP else "giữ"
        more = f"tốn thêm khoảng {format_short(line.keep_price)} thiệt hại quy đổi" if line.keep_price else "hầu như không tốn thêm"
        words.append(f"{other.capitalize()} dòng này {more}, ước theo giá của các quy định quanh phương án này.")
    swap = desk.plan.cuts.swap(preview, line.line) if line.action is not CutAction.KEEP else None
    if swap is not None:
        words.append(f"Đổi một lấy một: {swap.sentence[:1].lower()}{swap.sentence[1:]}")
    st.caption("  \n".join(word for word in words if word))
    with st.container(horizontal=True, gap="small"):
        if st.button("Tính đúng giá của quyết định ngược lại", icon=":material/calculate:"):
            with show_work("Giải lại với quyết định ngược lại", "price") as tell:
                price = desk.plan.cuts.keep_price(preview, line.line, find=lambda one: solve_beside(one, tell))
            st.info(price.sentence if price else "Khoản này không được cắt nên không có quyết định ngược lại.")
        if st.button("Mở khoản mục này", icon=":material/table_rows:"):
            open_lines(desk.view, line.line)


def act(view: View, what: str) -> None:
    """Do what a heading, a pin or a row of the table says. For callbacks."""
    if what.startswith("theo:"):
        wanted = what.removeprefix("theo:")
        order, descending = _order_of(view)
        view.choose(ORDER, f"{wanted}-giam" if wanted == order.value and not descending else wanted)
        return
    for action in WORDS:
        if what.startswith(f"{action.value}:"):
            pin(view, what.removeprefix(f"{action.value}:"), action)
            return
    view.choose(CHOSEN, what)


def _order_of(view: View) -> tuple[LineOrder, bool]:
    code, _, way = view.text(ORDER, LineOrder.CUTTING.value).partition("-")
    known = code in {order.value for order in LineOrder}
    return (LineOrder(code) if known else LineOrder.CUTTING), way == "giam"


def _columns(order: LineOrder, *, descending: bool) -> list[Column]:
    way = "descending" if descending else "ascending"

    def heading(of: LineOrder, label: str, kind: str) -> Column:
        return Column(label, kind, f"theo:{of.value}", way if of is order else "")

    first = [heading(LineOrder.NUMBER, "STT", "lien"), *(Column(words.capitalize()) for words in WORDS.values())]
    rest = [heading(*each) for each in _HEADINGS]
    return [
        *first,
        *rest,
        Column("Nhóm, lý do", "ngan"),
        Column("Quy định ràng buộc", "ngan"),
        heading(LineOrder.DECIDER, "Ai quyết định", "ngan"),
    ]


def _row(desk: Desk, line: LineTold, score: str) -> list[str | Cell]:
    pins = pins_of(desk)
    pinned = pins.get(line.line)
    marks = [
        Cell(
            "●" if pinned is not None and pinned.action is action else "○",
            id=f"{action.value}:{line.line}",
            spoken=f"{'Bỏ ghim' if pinned is not None and pinned.action is action else 'Ghim'} {words} khoản mục {line.number}",
        )
        for action, words in WORDS.items()
    ]
    taken = line.saved + line.deferred
    return [
        str(line.number),
        *marks,
        line.name,
        line.unit_name,
        desk.money(line.amount),
        line.done,
        desk.money(taken) if taken else "",
        desk.money(line.left),
        desk.plan.catalogue().source_name(line.source) if line.source else "",
        score,
        line.reason,
        line.binding,
        f"{line.decider}{' (kiến nghị)' if line.proposal else ''}",
    ]
