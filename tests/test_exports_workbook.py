"""The workbook for approval read back by two other readers and by an office program: every total is the sum of the leaf lines."""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from budget.exports import appraisal, checklist, comparison, estimate, findings, overview, passport, pots
from budget.exports.page import SAMPLE_NOTICE
from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.problem import PlanError
from budget.model.states import OperationKind
from budget.money import MoneyUnit
from budget.plan.face import Plan
from budget.store.kinds import ALL, KINDS
from budget.store.records import Batch, Change
from budget.words import amount_in_words
from tests.office import convert, formulas_of, values_of
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, a_plan, add_line, branch, operate

LINES = (
    {"quantity": "2", "unit_price": "10.000.000", "priority": "4"},
    {"quantity": "0,5", "unit_price": "3", "name": "Nửa đồng lẻ", "priority": "1"},
    {"quantity": "3", "unit_price": "1.234.567", "times": "12", "unit": DISTRICT, "source": "NQ36-H", "name": "=1+1"},
    {"quantity": "7", "unit_price": "999.999", "unit": COMMUNE, "source": "NQ36-X", "priority": "3"},
    {"quantity": "1", "unit_price": "9.500.000.000", "unit": "CA-TINH", "nature": "investment", "source": "DTC"},
)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, LINES) as plan:
        first = plan.lines.find(LineFilter(), order="number")["id"][0]
        plan.lines.edit([LineEdit(first, "finance_unit_price", "9.000.000", plan.head())], "Giá trúng thầu gần nhất")
        yield plan


@pytest.fixture
def scenario(plan: Plan) -> str:
    found = branch(plan, "Phương án 1")
    operate(plan, found, OperationKind.PERCENT, {"share_bp": 1000}, "chưa thật sự cần thiết", priorities=(4,))
    operate(plan, found, OperationKind.DEFER, {"year": 2025, "quarter": 2}, "giãn được", units=(COMMUNE,))
    operate(plan, found, OperationKind.DROP, {}, "đã có nguồn khác", units=("CA-TINH",))
    return found


def total_row(rows: list[list[object]]) -> list[object]:
    return next(row for row in rows if "TỔNG CỘNG" in row)


def leaf_sum(rows: list[list[object]], column: int, ids: int) -> int:
    return sum(int(row[column]) for row in rows if re.fullmatch(r"[0-9a-f-]{36}", str(row[ids])) and row[column] != "")


def test_every_total_is_the_sum_of_the_lines(plan: Plan, tmp_path: Path) -> None:
    made = plan.exports.workbook(tmp_path / "goc.xlsx")
    amount = plan.totals().amount()
    assert made.amount == amount
    rows = values_of(made.file, estimate.SHEET)
    assert total_row(rows)[7] == amount == leaf_sum(rows, 7, 11)
    assert total_row(values_of(made.file, overview.SHEET))[overview.AMOUNT] == amount
    assert total_row(values_of(made.file, overview.SOURCES_SHEET))[2] == amount
    assert [row[3] for row in values_of(made.file, checklist.SHEET) if row[1] == "Khớp"] == [0, 0, 0, 0]


def test_parents_are_live_formulas_over_their_children(plan: Plan, tmp_path: Path) -> None:
    made = plan.exports.workbook(tmp_path / "goc.xlsx")
    formulas, rows = formulas_of(made.file, estimate.SHEET), values_of(made.file, estimate.SHEET)
    for number, row in enumerate(rows):
        if row[7] not in ("", None) and row[4] == "" and isinstance(row[7], float | int):
            assert (number, 7) in formulas, row
    assert any(formula.startswith("=SUM(") for formula in formulas.values())
    assert any(formula.startswith("=ROUND(E") for formula in formulas.values())


def test_a_product_on_the_half_is_written_as_the_number_we_hold(plan: Plan, tmp_path: Path) -> None:
    made = plan.exports.workbook(tmp_path / "goc.xlsx")
    formulas, rows = formulas_of(made.file, estimate.SHEET), values_of(made.file, estimate.SHEET)
    at = next(number for number, row in enumerate(rows) if row[1] == "Nửa đồng lẻ")
    assert rows[at][7] == 2
    assert (at, 7) not in formulas


def test_a_scenario_shows_reduction_deferral_and_what_it_drops(plan: Plan, scenario: str, tmp_path: Path) -> None:
    made = plan.exports.workbook(tmp_path / "pa.xlsx", scenario)
    amount = plan.totals(scenario).amount()
    rows = values_of(made.file, estimate.SHEET)
    assert made.amount == amount == total_row(rows)[8] == leaf_sum(rows, 8, 12)
    notes = [str(row[11]) for row in rows]
    assert "Giảm trừ 1.800.000 đ theo tỷ lệ" in notes
    assert "Giãn sang quý 2/2025" in notes
    assert "CÔNG AN TỈNH" not in [row[1] for row in rows]
    compared = total_row(values_of(made.file, comparison.SHEET))
    assert compared[2:5] == [plan.totals().amount(), amount, amount - plan.totals().amount()]
    changed = values_of(made.file, "Cắt, giãn PA1")
    assert {"đã có nguồn khác", "giãn được", "chưa thật sự cần thiết"} <= {str(row[9]) for row in changed}
    assert total_row(changed)[6] == plan.totals().amount() - amount


def test_price_to_norm_is_told_apart_from_cuts(plan: Plan, tmp_path: Path) -> None:
    add_line(plan, quantity="2", unit_price="20.000.000", norm="MT_CBCC", priority="2", name="Vượt mức")
    chosen = branch(plan, "Về định mức")
    operate(plan, chosen, OperationKind.PRICE_TO_NORM, {}, "theo định mức")
    made = plan.exports.workbook(tmp_path / "norm.xlsx", chosen)
    headings = [str(row[1]) for row in values_of(made.file, "Cắt, giãn PA1")]
    assert "GIẢM TRỪ THẨM ĐỊNH: ĐƠN GIÁ VỀ ĐỊNH MỨC (KHÔNG TÍNH LÀ CẮT GIẢM)" in headings


def test_the_appraisal_leads_to_the_estimate(plan: Plan, tmp_path: Path) -> None:
    made = plan.exports.workbook(tmp_path / "goc.xlsx")
    rows = values_of(made.file, appraisal.SHEET)
    line = next(row for row in rows if row[12] == "Giá trúng thầu gần nhất")
    assert line[3:12] == [2, 10_000_000, 1, 20_000_000, 2, 9_000_000, 1, 18_000_000, -2_000_000]
    bridge = {str(row[1]): row[6] for row in rows}
    assert bridge["Số tổng hợp vào dự toán"] == plan.totals().amount()
    assert bridge["Chênh lệch do thẩm định (1 khoản mục)"] == -2_000_000
    waiting = next(row for row in rows if row[12] == "Chưa thẩm định")
    assert waiting[7:12] == ["", "", "", "", ""]


def test_what_an_appraiser_asks_first_stands_in_the_tables_only_when_somebody_told(plan: Plan, tmp_path: Path) -> None:
    bare = values_of(plan.exports.workbook(tmp_path / "goc.xlsx").file, appraisal.SHEET)
    assert not [row for row in bare if "Văn bản đề nghị" in row or any("đã giao" in str(cell) for cell in row)]
    add_line(
        plan,
        name="Máy chiếu",
        request_document="CV minh họa 12",
        request_date="05/03/2024",
        request_round="2",
        last_year_outturn="7.000.000",
        this_year_allotted="3.000.000",
        price_kind="quotation",
        price_document="Báo giá minh họa 01",
        price_date="04/03/2024",
        price_quotes="3",
        vat="8",
        vat_included="có",
        content_quantity="1",
    )
    made = plan.exports.workbook(tmp_path / "day.xlsx")
    rows = values_of(made.file, appraisal.SHEET)
    head = next(place for place, row in enumerate(rows) if "Văn bản đề nghị" in row)
    said = [str(cell).replace("\n", " ") for cell in rows[head]]
    year = plan.budget_year
    assert said[2:6] == ["Văn bản đề nghị", "Đơn vị tính", f"Thực hiện {year - 1} (số đã báo)", f"Dự toán {year} đã giao (số đã báo)"]
    assert "Ý kiến Sở TT&TT (thành tiền)" in said
    line = next(row for row in rows if row[1] == "Máy chiếu")
    assert line[2:11] == ["CV minh họa 12, 05/03/2024, lần 2", "bộ", 7_000_000, 3_000_000, 2, 10_000_000, 1, 20_000_000, 10_000_000]
    index = next([str(cell) for cell in row] for row in rows if row[0] == "A" and row[1] == "B" and row[2] == "C")
    assert index[:17] == [
        *("A", "B", "C", "D", "1", "2", "3", "4", "5", "6=3x4x5", "7", "8", "9", "10", "11=8x9x10", "12=11-6", "13"),
    ]
    total = total_row(rows)
    assert (total[4], total[5], total[9], total[10]) == (7_000_000, 3_000_000, plan_requested(plan), 10_000_000)
    details = next(row for row in values_of(made.file, estimate.SHEET) if row[1] == "Máy chiếu")
    assert "Báo giá minh họa 01 (04/03/2024, 03 báo giá); thuế GTGT 8% đã gồm" in str(details[9])
    asked = next(row for row in values_of(made.file, overview.SHEET) if "TỔNG CỘNG" in row)[3]
    assert asked == plan_requested(plan)


def plan_requested(plan: Plan) -> int:
    return sum(int(row["requested_amount"] or 0) for row in plan.lines.rows(LineFilter()))


def test_words_say_the_total_as_asked(plan: Plan, tmp_path: Path) -> None:
    made = plan.exports.workbook(tmp_path / "goc.xlsx", thousand="ngàn", zero_ten="lẻ")
    said = amount_in_words(plan.totals().amount(), thousand="ngàn", zero_ten="lẻ")
    assert f"Số tiền bằng chữ: {said}." in [row[0] for row in values_of(made.file, estimate.SHEET)]


def test_the_total_stands_first_or_last(plan: Plan, tmp_path: Path) -> None:
    for first in (True, False):
        made = plan.exports.workbook(tmp_path / "goc.xlsx", total_first=first)
        labels = [row[1] for row in values_of(made.file, estimate.SHEET)]
        block = labels.index("SỞ, BAN, NGÀNH CẤP TỈNH")
        assert (labels.index("TỔNG CỘNG") < block) is first


def test_an_unknown_ceiling_is_named_and_never_zero(plan: Plan, tmp_path: Path) -> None:
    plan.funding.set_ceiling(plan.funding.place_of("DTC", None), {"granted": 5_000_000_000}, "QĐ giao")
    made = plan.exports.workbook(tmp_path / "goc.xlsx")
    rows = values_of(made.file, pots.SHEET)
    unknown = next(row for row in rows if str(row[11]).startswith("QD334|"))
    assert unknown[pots.GRANTED] == pots.UNKNOWN
    assert unknown[pots.LEFT] == unknown[pots.SHORTAGE] == ""
    known = next(row for row in rows if str(row[11]).startswith("DTC|"))
    assert known[pots.SHORTAGE] == 4_500_000_000
    assert known[pots.SURPLUS] == 0
    assert total_row(rows)[pots.SHORTAGE] == plan.funding.sums().shortage


def test_text_that_looks_like_a_formula_stays_text(plan: Plan, tmp_path: Path) -> None:
    made = plan.exports.workbook(tmp_path / "goc.xlsx")
    page = load_workbook(made.file)[estimate.SHEET]
    cell = next(cell for row in page.iter_rows() for cell in row if cell.value == "=1+1")
    # openpyxl takes any text that begins with = for a formula; the file itself must hold a string without one
    with zipfile.ZipFile(made.file) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert cell.coordinate
    assert any("<t>=1+1</t>" in text for text in sheets)
    assert not any("<f>1+1</f>" in text for text in sheets)


def test_print_set_up_repeats_headings_and_fits_the_width(plan: Plan, tmp_path: Path) -> None:
    made = plan.exports.workbook(tmp_path / "goc.xlsx")
    book = load_workbook(made.file)
    for name in (overview.SHEET, estimate.SHEET, appraisal.SHEET, overview.SOURCES_SHEET, pots.SHEET):
        page = book[name]
        assert page.page_setup.orientation == "landscape", name
        assert page.page_setup.paperSize == 9, name
        # one page wide is the default of the format and not written out
        assert page.sheet_properties.pageSetUpPr.fitToPage, name
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0), name
        assert page.print_title_rows, name
        assert page.freeze_panes, name
        first, last = (int(part) for part in page.print_title_rows.replace("$", "").split(":"))
        assert page.cell(first + (last - first) - 1, 1).value == "STT", name
        assert page.cell(last, 1).value == "A", name


def test_ids_and_versions_are_there_but_hidden(plan: Plan, tmp_path: Path) -> None:
    made = plan.exports.workbook(tmp_path / "goc.xlsx")
    book = load_workbook(made.file)
    assert book[estimate.SHEET].column_dimensions["L"].hidden
    rows = values_of(made.file, estimate.SHEET)
    ids = {str(row[11]) for row in rows if re.fullmatch(r"[0-9a-f-]{36}", str(row[11]))}
    assert ids == set(plan.lines.find(LineFilter())["id"])
    assert any("finance=" in str(row[12]) for row in rows)
    assert book[passport.SHEET].sheet_state == "veryHidden"
    facts = {str(row[0]): row[1] for row in values_of(made.file, passport.SHEET)}
    assert facts["seq"] == made.seq == plan.head()
    assert facts["scenario"] == BASE
    assert facts["amount"] == made.amount


def test_the_sample_notice_stands_on_every_sheet_while_sample_is_inside(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        clean = plan.exports.workbook(tmp_path / "clean.xlsx")
        assert all(SAMPLE_NOTICE not in str(row) for sheet in _printed(clean.file) for row in values_of(clean.file, sheet))
        plan.store.commit(_sample_ceiling())
        marked = plan.exports.workbook(tmp_path / "marked.xlsx")
        for sheet in _printed(marked.file):
            assert [row[0] for row in values_of(marked.file, sheet) if row[0] == SAMPLE_NOTICE] == [SAMPLE_NOTICE], sheet
            assert SAMPLE_NOTICE in str(load_workbook(marked.file)[sheet].oddHeader.right.text), sheet


def test_another_unit_is_a_look_and_not_another_number(plan: Plan, tmp_path: Path) -> None:
    made = plan.exports.workbook(tmp_path / "nghin.xlsx", unit=MoneyUnit.NGHIN)
    rows = values_of(made.file, estimate.SHEET)
    assert total_row(rows)[7] == plan.totals().amount()
    assert "Đơn vị tính: nghìn đồng" in [row[0] for row in rows]
    page = load_workbook(made.file)[estimate.SHEET]
    assert {cell.number_format for row in page.iter_rows(min_col=8, max_col=8) for cell in row} >= {"#,##0,;-#,##0,"}


def test_a_filter_is_said_on_every_table(plan: Plan, tmp_path: Path) -> None:
    made = plan.exports.workbook(tmp_path / "so.xlsx", where=LineFilter(units=(DEPARTMENT,)))
    assert made.amount == 18_000_002
    assert "Chỉ gồm một phần dự toán - đơn vị: Sở Tài chính." in [row[0] for row in values_of(made.file, estimate.SHEET)]


def test_an_empty_plan_still_makes_a_workbook(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        made = plan.exports.workbook(tmp_path / "rong.xlsx")
        assert made.amount == 0
        assert total_row(values_of(made.file, estimate.SHEET))[7] == 0


def test_a_file_is_replaced_whole_or_left_alone(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "goc.xlsx"
    out.write_bytes(b"cu")
    monkeypatch.setattr(passport, "write_passport", _fail)
    with pytest.raises(RuntimeError, match="broken"):
        plan.exports.workbook(out)
    assert out.read_bytes() == b"cu"
    monkeypatch.undo()
    shares: list[float] = []
    made = plan.exports.workbook(out, progress=lambda share, _what: shares.append(share))
    assert made.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert made.bytes == out.stat().st_size
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_missing_folder_and_an_unknown_scenario_are_refused_with_a_sentence(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="Không có thư mục"):
        plan.exports.workbook(tmp_path / "khong" / "a.xlsx")
    with pytest.raises(PlanError, match="Không có phương án"):
        plan.exports.workbook(tmp_path / "a.xlsx", "PA9")


def test_an_office_program_calculates_the_same_numbers(plan: Plan, scenario: str, soffice: Path, tmp_path: Path) -> None:
    made = plan.exports.workbook(tmp_path / "pa.xlsx", scenario, compare=[BASE], total_first=False)
    again = convert(soffice, made.file, "xlsx", tmp_path)
    for sheet in _printed(made.file):
        ours, theirs = values_of(made.file, sheet), values_of(again, sheet)
        formulas = formulas_of(made.file, sheet)
        assert formulas or sheet == findings.SHEET, sheet  # a list of sentences adds nothing up
        for row, column in formulas:
            assert theirs[row][column] == ours[row][column], (sheet, row, column, formulas[row, column])


def test_a_changed_price_moves_every_total_in_an_office_program(plan: Plan, soffice: Path, tmp_path: Path) -> None:
    made = plan.exports.workbook(tmp_path / "goc.xlsx")
    book = load_workbook(made.file)
    page = book[estimate.SHEET]
    price = next(row[5] for row in page.iter_rows() if row[0].value == "1" and row[5].value == 9_000_000)
    price.value = 9_000_001
    book.save(tmp_path / "sua.xlsx")
    again = convert(soffice, tmp_path / "sua.xlsx", "xlsx", tmp_path)
    assert total_row(values_of(again, estimate.SHEET))[7] == made.amount + 2
    assert total_row(values_of(again, overview.SHEET))[overview.AMOUNT] == made.amount + 2
    assert "Lệch" in [row[1] for row in values_of(again, checklist.SHEET)]


def _fail(*_: object) -> None:
    raise RuntimeError("broken")


def _printed(workbook: Path) -> list[str]:
    return [page.title for page in load_workbook(workbook) if page.sheet_state == "visible"]


def _sample_ceiling() -> Batch:
    record = {**dict.fromkeys(KINDS["ceiling"].columns), "id": "QD334|49|2024|recurrent", "source": "QD334", "unit": "49"}
    record |= {"year": 2024, "nature": "recurrent", "granted": 1, "sample": True}
    return Batch("An", "set_ceiling", "thử", [Change("ceiling", str(record["id"]), ALL, None, record)])


def test_problems_are_checked_at_the_seq_that_is_exported_unless_given(plan: Plan, tmp_path: Path) -> None:
    made = plan.exports.workbook(tmp_path / "goc.xlsx")
    found = plan.checks.run()
    assert found
    rows = values_of(made.file, checklist.SHEET)
    assert f"VẤN ĐỀ CỦA BỘ DỰ TOÁN ({len(found)})" in [row[2] for row in rows]
    assert sum(int(row[4]) for row in rows if row[1] in ("Sai quy định", "Cần xem", "Lưu ý")) == len(found)
    none = plan.exports.workbook(tmp_path / "khong.xlsx", problems=[])
    assert "VẤN ĐỀ CỦA BỘ DỰ TOÁN: không thấy vấn đề nào" in [row[2] for row in values_of(none.file, checklist.SHEET)]


def test_a_table_of_one_source_leaves_room_for_motto_and_signatures(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"name": "Máy quét"}]) as plan:
        plan.exports.workbook(tmp_path / "mot-nguon.xlsx")
    sheet = load_workbook(tmp_path / "mot-nguon.xlsx")[overview.SOURCES_SHEET]
    width = sheet.column_dimensions["C"].width
    assert sheet.column_dimensions["C"].max == 4  # equal neighbours, the total and the source, are stored as one
    assert 2 * width > len("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") * 1.4
    assert width > len("THỦ TRƯỞNG ĐƠN VỊ") * 1.4
    assert "1=2" in [cell.value for row in sheet.iter_rows() for cell in row]


def test_annexes_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {"unit": DISTRICT, "source": "NQ36-H"}, {"unit": "CA-TINH", "source": "CTX-TINH"}]) as plan:
        made = plan.exports.workbook(tmp_path / "goc.xlsx")
    names = [name.split()[1] for name in load_workbook(made.file, read_only=True).sheetnames if name.startswith("PL ")]
    assert [name for name in names if set(name) <= set("IVX")] == ["I", "II", "III", "IV", "V", "VI", "VIII"]
