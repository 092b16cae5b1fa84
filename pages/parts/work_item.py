"""One problem in hand: what is wrong, the line's facts (beside the line it is held against), what to do and by which article."""

import streamlit as st

from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import format_money
from budget.plan.terms import FIELDS, REGISTRY, LineFilter
from budget.quantity import format_quantity
from pages.parts.desk import Desk
from pages.parts.line_forms import draw_refusal
from pages.parts.tables import Column, draw_table
from pages.parts.work_cures import Row, draw_cures
from pages.parts.work_queue import SIGNS, Queue

_TOLD = ("basis", "price_kind", "price_document", "price_date", "price_supplier", "price_quotes", "vat", "vat_included")
_MORE = ("last_year_outturn", "this_year_allotted", "this_year_spent", "entitled", "usable", "excess_authority", "excess_document", "note")


def draw_item(desk: Desk, queue: Queue, problem: Problem) -> None:
    """The problem, its cures under it, its facts beside."""
    rows = read_rows(desk, problem)
    title = REGISTRY[problem.code].title if problem.code in REGISTRY else problem.code
    sure = f" · giống {problem.confidence}%" if problem.confidence is not None else ""
    st.markdown(f"{SIGNS[problem.severity]} · **{title}** · việc {format_money(queue.place + 1)}/{format_money(len(queue.problems))}{sure}")
    tell = {Severity.ERROR: st.error, Severity.WARNING: st.warning, Severity.NOTE: st.info}[problem.severity]
    cited = f"  \n:small[Căn cứ: {problem.citation}]" if problem.citation else ""
    tell(f"{problem.sentence}  \n**Cách xử lý:** {problem.fix}{cited}")
    draw_refusal()
    left, right = st.columns([1.1, 1], gap="medium")
    with left:
        draw_cures(desk, problem, rows[0] if rows else None)
    if rows:
        heads = ["Khoản này", "Khoản kia"][: len(rows)] if len(rows) < 3 else [f"Số {row['number']}" for row in rows]
        facts = [dict(describe(desk, row)) for row in rows]
        names = list(dict.fromkeys(name for held in facts for name in held))
        table = [[name, *(held.get(name, "") for held in facts)] for name in names]
        with right:
            draw_table([Column(""), *(Column(head) for head in heads)], table, label="Số liệu của khoản mục", height=420)


def read_rows(desk: Desk, problem: Problem) -> list[Row]:
    """The line of a problem, then (up to two of) those it is held against."""
    ids = [problem.line, *problem.others[:2]] if problem.line else []
    wanted = LineFilter(listing=None, lines=tuple(ids))
    found = {str(row["id"]): row for row in desk.plan.lines.rows(wanted, desk.scenario)} if ids else {}
    return [found[line] for line in ids if line in found]


def describe(desk: Desk, row: Row) -> list[tuple[str, str]]:
    """A line's facts as people read them; what nobody told is left out."""
    catalogue = desk.plan.catalogue()
    source = catalogue.source_name(str(row["source"])) if row["source"] else "chưa có nguồn"
    norm = catalogue.norms.get(str(row["norm"]), str(row["norm"] or ""))
    drivers = f"{format_quantity(_whole(row['quantity_milli']))} {row['measure'] or ''} × {format_money(_whole(row['unit_price']))}\u00a0đ"
    facts = [
        ("Nội dung", f"{row['number']}. {row['name']}"),
        ("Đơn vị", str(row["unit_name"] or row["unit"])),
        ("Thành tiền", f"{drivers} × {format_quantity(_whole(row['times_milli']))} = {format_money(_whole(row['amount']))}\u00a0đ"),
        ("Nguồn", source),
        ("Nhóm, tính chất", f"{labels.CATEGORY.get(str(row['category']), '')}, {labels.NATURE.get(str(row['nature']), '').lower()}"),
        ("Thời gian", f"quý {row['quarter']}/{row['year']}"),
        ("Định mức", norm),
        ("Mục, tiểu mục", str(row["budget_code"] or "")),
        *((FIELDS[name].label, FIELDS[name].show(row[FIELDS[name].column])) for name in (*_TOLD, *_MORE)),
    ]
    return [(name, text) for name, text in facts if text]


def _whole(value: int | str | bool | None) -> int:
    return value if isinstance(value, int) else 0
