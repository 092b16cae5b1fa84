"""The annex of checks read back: what stands, errors first, and what was set aside with who and why."""

from pathlib import Path

from budget.exports import checklist, findings
from budget.lines.query import LineFilter
from budget.plan.face import Plan
from tests.checked import CLEAN
from tests.office import values_of
from tests.plans import DISTRICT, a_plan

HERE = {**CLEAN, "unit": DISTRICT, "source": "NQ36-H", "name": "Máy quét tài liệu"}
LINES = [
    {**CLEAN, "name": "Máy in", "vat": ""},
    {**CLEAN, "norm": "PCLT", "measure": "người/ngày", "unit_price": "250.000"},
    HERE,
    {**HERE, "name": "Mua sắm máy quét tài liệu"},
]


def annex(plan: Plan, out: Path, where: LineFilter | None = None) -> list[list[object]]:
    return values_of(plan.exports.workbook(out, where=where).file, findings.SHEET)


def test_every_problem_stands_once_errors_first_with_its_line_unit_cure_and_citation(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        found = plan.checks.run()
        rows = annex(plan, tmp_path / "a.xlsx")
    assert f"VẤN ĐỀ CẦN XỬ LÝ ({len(found)})" in [row[4] for row in rows]
    written = [row for row in rows if row[1] in ("Sai quy định", "Cần xem", "Lưu ý")]
    assert [row[4] for row in written] == [problem.sentence for problem in found]
    first = next(row for row in written if row[6] == "TT 40/2017/TT-BTC")
    assert first[1:4] == ["Sai quy định", "Số 2: Máy tính để bàn", "Sở Tài chính"]
    assert first[5] == "Cắt về định mức: đặt đơn giá 200.000 đ."
    assert "ĐÃ XEM VÀ BỎ QUA (0)" in [row[4] for row in rows]


def test_what_is_set_aside_stands_apart_and_is_counted_as_on_the_page(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        likely = next(problem for problem in plan.checks.run() if problem.code == "duplicate_likely")
        plan.checks.dismiss(likely, "hai phòng làm việc")
        rows = annex(plan, tmp_path / "a.xlsx")
        standing = plan.checks.run()
        summary = values_of(plan.exports.workbook(tmp_path / "b.xlsx").file, checklist.SHEET)
    heads = [str(row[4]) for row in rows]
    assert f"VẤN ĐỀ CẦN XỬ LÝ ({len(standing)})" in heads
    assert heads.index(likely.sentence) > heads.index("ĐÃ XEM VÀ BỎ QUA (1)")
    assert "Bỏ qua: hai phòng làm việc (An," in str(rows[heads.index(likely.sentence)][5])
    assert ["Đã xem và bỏ qua", 1] in [[row[2], row[4]] for row in summary]


def test_pots_are_named_by_their_source_and_a_filter_hides_no_problem(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        found = plan.checks.run()
        rows = annex(plan, tmp_path / "a.xlsx", LineFilter(units=(DISTRICT,)))
    assert "Nguồn NQ 36 huyện" in [row[2] for row in rows]
    assert len([row for row in rows if row[1] in ("Sai quy định", "Cần xem", "Lưu ý")]) == len(found)
