"""Making the workbook for approval: choices, progress, then the file with what it states, at a pinned journal seq."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from budget.model.ids import BASE
from budget.model.problem import PlanError
from budget.money import format_money
from budget.plan.terms import LineFilter
from budget.words import amount_in_words
from pages.parts.desk import Desk, show_error
from pages.parts.remembered import choose_many, choose_one

MADE = "made-workbook"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ORDER = {"dau": "Dòng đầu (như biểu ngân sách)", "cuoi": "Dòng cuối (như dự toán mua sắm)"}
_WORDS = {"nghìn-linh": "nghìn, linh", "ngàn-lẻ": "ngàn, lẻ", "nghìn-lẻ": "nghìn, lẻ", "ngàn-linh": "ngàn, linh"}


Choices = tuple[str, int | None, str, tuple[str, ...], bool, str]
"""Scenario, year, money unit, scenarios compared, total first, reading of amounts."""


@dataclass(frozen=True)
class Made:
    """A workbook that was made: its bytes, what it states, of which plan, with which choices and at which seq."""

    data: bytes
    name: str
    plan: str
    choices: Choices
    words: str
    year: int | None
    amount: int
    seq: int
    sha256: str


def draw_export(desk: Desk) -> None:
    """The choices and the button; then the file."""
    names = {scenario.id: scenario.name for scenario in desk.plan.scenarios.listed()}
    others = [code for code in names if code not in (BASE, desk.scenario)]
    compare = choose_many(desk.view, "xuat-so-sanh", "Kèm bảng so sánh với", others, names.__getitem__) if others else []
    left, right = st.columns(2)
    with left:
        order = choose_one(desk.view, "xuat-tong", "Dòng tổng cộng", list(_ORDER), _ORDER.__getitem__, default="dau")
    with right:
        words = choose_one(desk.view, "xuat-chu", "Cách đọc số tiền", list(_WORDS), _WORDS.__getitem__, default="nghìn-linh")
    if st.button("Lập bảng trình duyệt (Excel)", type="primary", icon=":material/table_view:"):
        make_workbook(desk, compare, order == "dau", words)
    made = st.session_state.get(MADE)
    if isinstance(made, Made) and made.plan == str(desk.plan.path):
        draw_made(desk, made, _choices(desk, compare, order == "dau", words))


def make_workbook(desk: Desk, compare: list[str], total_first: bool, words: str) -> None:
    """Make the file with progress; a refusal becomes a sentence."""
    thousand, zero_ten = words.split("-")
    bar = st.progress(0.0, "Đang đọc số liệu")
    name = f"du-toan-{desk.plan.path.stem}-{'goc' if desk.scenario == BASE else 'phuong-an'}-lan-ghi-{desk.plan.head()}.xlsx"
    try:
        bar.progress(0.05, "Đang kiểm tra các khoản mục")
        problems = desk.plan.checks.run(desk.scenario)
        with tempfile.TemporaryDirectory() as folder:
            exported = desk.plan.exports.workbook(
                Path(folder) / name,
                desk.scenario,
                compare=compare,
                where=LineFilter(years=() if desk.year is None else (desk.year,)),
                unit=desk.unit,
                total_first=total_first,
                thousand="ngàn" if thousand == "ngàn" else "nghìn",
                zero_ten="lẻ" if zero_ten == "lẻ" else "linh",
                problems=problems,
                progress=lambda share, what: bar.progress(0.1 + share * 0.9, what) and None,
            )
            data = exported.file.read_bytes()
    except PlanError as error:
        show_error(error)
        return
    finally:
        bar.empty()
    st.session_state[MADE] = Made(
        data,
        name,
        str(desk.plan.path),
        _choices(desk, compare, total_first, words),
        words,
        desk.year,
        exported.amount,
        exported.seq,
        exported.sha256,
    )


def _choices(desk: Desk, compare: list[str], total_first: bool, words: str) -> Choices:
    return desk.scenario, desk.year, desk.unit.value, tuple(compare), total_first, words


def draw_made(desk: Desk, made: Made, choices: Choices) -> None:
    """The file that was made, what it states, and whether the plan or the choices have moved since."""
    thousand, zero_ten = made.words.split("-")
    said = amount_in_words(made.amount, thousand="ngàn" if thousand == "ngàn" else "nghìn", zero_ten="lẻ" if zero_ten == "lẻ" else "linh")
    with st.container(border=True):
        st.markdown(f"**{made.name}** · {format_money(len(made.data) // 1024)} kB · số liệu tại lần ghi {made.seq}")
        st.markdown(f"Tổng cộng {'các năm' if made.year is None else f'năm {made.year}'}: **{format_money(made.amount)} đồng**  \n*{said}*")
        st.caption(f"Mã kiểm tra SHA-256: {made.sha256}")
        if made.seq != desk.plan.head():
            st.warning("Tệp này đã cũ: số liệu đã đổi sau khi lập. Lập lại trước khi trình.", icon=":material/update:")
        elif made.choices != choices:
            sentence = "Tệp này đã cũ: năm, phương án, đơn vị tiền hoặc cách trình bày đã chọn khác lúc lập. Lập lại trước khi trình."
            st.warning(sentence, icon=":material/update:")
        st.download_button("Tải tệp Excel", made.data, file_name=made.name, mime=XLSX, icon=":material/download:", on_click="ignore")
