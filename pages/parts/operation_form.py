"""Writing an operation: what to do, on which lines, with which numbers, why; texts in, a draft or sentences out."""

from collections.abc import Mapping

import streamlit as st

from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import OperationKind, Severity
from budget.money import parse_money
from budget.plan.terms import Draft, LineFilter
from budget.quantity import parse_quantity, parse_share
from pages.parts.desk import Desk
from pages.parts.remembered import choose_many, choose_one, type_text

KINDS = (
    OperationKind.PERCENT,
    OperationKind.DROP,
    OperationKind.REDUCE_QUANTITY,
    OperationKind.PRICE_TO_NORM,
    OperationKind.DEFER,
    OperationKind.SLIP,
    OperationKind.RE_SOURCE,
    OperationKind.SET_DRIVER,
)
_HELP = {
    OperationKind.PERCENT: "Cắt một tỷ lệ của thành tiền từng khoản mục, làm tròn đến đồng; số lượng và đơn giá giữ nguyên.",
    OperationKind.DROP: "Khoản mục còn trong danh sách nhưng thành tiền bằng 0.",
    OperationKind.REDUCE_QUANTITY: "Bớt số lượng; không bao giờ tăng. Theo tỷ lệ thì giữ tròn bộ, chiếc.",
    OperationKind.PRICE_TO_NORM: "Đơn giá cao hơn định mức đang có hiệu lực được hạ về định mức; khoản mục không có định mức giữ nguyên.",
    OperationKind.DEFER: "Chuyển sang quý, năm sau. Tiền không mất đi mà hiện ở cột Giãn; hợp đồng đã ký không giãn.",
    OperationKind.SLIP: "Dời phần chưa chi của từng khoản đi một số quý; phần đã chi và hợp đồng đã ký ở nguyên chỗ.",
    OperationKind.RE_SOURCE: "Đổi nguồn chi trả trong cùng tính chất (thường xuyên hoặc đầu tư).",
    OperationKind.SET_DRIVER: "Đặt một số mới cho số lượng, đơn giá hoặc số lần.",
}
_REDUCE = {"to_milli": "Còn lại", "by_milli": "Bớt đi", "share_bp": "Bớt theo tỷ lệ %"}
_DRIVERS = {"unit_price": "Đơn giá (đồng)", "quantity": "Số lượng", "times": "Số lần"}


def write_draft(desk: Desk) -> tuple[Draft, list[Problem]]:
    """Draw the form; the draft as it stands and what cannot be read in it."""
    st.markdown("**1. Làm gì**")
    kind = OperationKind(
        choose_one(desk.view, "thao-tac", "Thao tác", [kind.value for kind in KINDS], lambda code: labels.OPERATION[code], hidden=True)
    )
    st.caption(_HELP[kind])
    settings, problems = _draw_settings(desk, kind)
    st.markdown("**2. Khoản mục nào**")
    where = _draw_selection(desk)
    st.markdown("**3. Vì sao**")
    reason = type_text(desk.view, "ly-do-cat", "Lý do", "In trong bảng trình, ví dụ: chưa thật sự cần thiết", hidden=True)
    return Draft(kind, where, reason, settings), problems


def _draw_settings(desk: Desk, kind: OperationKind) -> tuple[Mapping[str, int | str], list[Problem]]:
    view, catalogue = desk.view, desk.plan.catalogue()
    if kind is OperationKind.PERCENT:
        share, problems = parse_share(type_text(view, "ty-le", "Tỷ lệ cắt (%)", "10"))
        return _known({"share_bp": share}), _errors(problems)
    if kind is OperationKind.REDUCE_QUANTITY:
        left, right = st.columns(2)
        with left:
            way = choose_one(view, "cach-giam", "Cách giảm", list(_REDUCE), _REDUCE.__getitem__)
        with right:
            text = type_text(view, "so-giam", _REDUCE[way], "10")
        value, problems = parse_share(text) if way == "share_bp" else parse_quantity(text)
        return _known({way: value}), _errors(problems)
    if kind is OperationKind.SET_DRIVER:
        left, right = st.columns(2)
        with left:
            driver = choose_one(view, "so-lieu", "Số liệu", list(_DRIVERS), _DRIVERS.__getitem__)
        with right:
            text = type_text(view, "so-moi", "Số mới", "12.500.000" if driver == "unit_price" else "10")
        value, problems = parse_money(text) if driver == "unit_price" else parse_quantity(text)
        return _known({"driver": driver, "value": value}), _errors(problems)
    if kind is OperationKind.DEFER:
        years = [str(desk.plan.budget_year + ahead) for ahead in range(4)]
        left, right = st.columns(2)
        with left:
            year = choose_one(view, "gian-nam", "Năm", years, default=years[1])
        with right:
            quarter = choose_one(view, "gian-quy", "Quý", ["1", "2", "3", "4"], default="1")
        return {"year": int(year), "quarter": int(quarter)}, []
    if kind is OperationKind.SLIP:
        quarters = [str(count) for count in (*range(1, 9), *range(-4, 0))]
        return {"quarters": int(choose_one(view, "lui-quy", "Số quý", quarters, _slip_words, default="1"))}, []
    if kind is OperationKind.RE_SOURCE:
        return {"source": choose_one(view, "nguon-moi", "Nguồn mới", list(catalogue.sources), catalogue.source_name)}, []
    return {}, []


def _draw_selection(desk: Desk) -> LineFilter:
    view, catalogue = desk.view, desk.plan.catalogue()
    listing = choose_one(
        view, "cat-danh-muc", "Danh mục", list(labels.LISTING), lambda code: labels.LISTING[code], default="estimate", hidden=True
    )
    priorities = choose_many(
        view,
        "cat-uu-tien",
        "Mức ưu tiên",
        [str(int(value)) for value in labels.PRIORITY],
        lambda code: labels.PRIORITY[int(code)],
        hidden=True,
    )
    levels = choose_many(view, "cat-khoi", "Khối", list(labels.UNIT_LEVEL), lambda code: labels.UNIT_LEVEL[code], hidden=True)
    units = [code for code, unit in catalogue.units.items() if not levels or unit.level in levels]
    chosen = choose_many(view, "cat-don-vi", "Đơn vị", units, catalogue.unit_name, hidden=True)
    sources = choose_many(view, "cat-nguon", "Nguồn", list(catalogue.sources), catalogue.source_name, hidden=True)
    categories = choose_many(view, "cat-nhom", "Nhóm chi", list(labels.CATEGORY), lambda code: labels.CATEGORY[code], hidden=True)
    tasks = choose_many(view, "cat-nhiem-vu", "Nhiệm vụ", list(catalogue.tasks), lambda code: catalogue.tasks[code].name, hidden=True)
    text = type_text(view, "cat-tim", "Nội dung có chữ", "Nội dung có chữ… (không cần dấu), hoặc số thứ tự", hidden=True)
    return LineFilter(
        listing=listing,
        priorities=tuple(int(value) for value in priorities),
        levels=tuple(levels),
        units=tuple(chosen),
        sources=tuple(sources),
        categories=tuple(categories),
        tasks=tuple(tasks),
        years=() if desk.year is None else (desk.year,),
        text=text,
    )


def _slip_words(quarters: str) -> str:
    return f"lùi {quarters} quý" if int(quarters) > 0 else f"đẩy sớm {-int(quarters)} quý"


def _known(settings: Mapping[str, int | str | None]) -> dict[str, int | str]:
    return {name: value for name, value in settings.items() if value is not None}


def _errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]
