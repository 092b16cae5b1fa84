"""The workbook for approval: every annex from one snapshot of the plan, each total the sum of the same leaf lines."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from budget.checks.dismissals import Dismissed
from budget.cuts.transfers.told import say_identity
from budget.exports import (
    appraisal,
    checklist,
    comparison,
    cuts,
    estimate,
    findings,
    local,
    overview,
    passport,
    police,
    pots,
    progress,
    shortage,
    transfers,
)
from budget.exports.cells import Column, Live, name_cell
from budget.exports.comparison import SideBySide
from budget.exports.cut_annex import CutAnnex
from budget.exports.cut_rows import Block
from budget.exports.files import Exported, describe_file, replacing
from budget.exports.formats import Formats
from budget.exports.options import OFFICES, Office, PrintOptions
from budget.exports.page import Frame, Page
from budget.exports.reading import ExportLine, Snapshot
from budget.exports.tables import Written
from budget.exports.trace import Trace
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.model.states import Listing
from budget.money import MoneyUnit, format_money
from budget.words import amount_in_words

Progress = Callable[[float, str], None]
"""Is told the share done (0-1) and what is being done."""


@dataclass(frozen=True)
class Content:
    """What goes into a workbook besides the snapshot: scenarios side by side, problems found (None = not checked) and set aside.

    `tasks` with their standing; `cuts`: what the scenario cuts, None = nothing.
    """

    side: SideBySide | None = None
    problems: Sequence[Problem] | None = None
    dismissed: Sequence[Dismissed] = ()
    filter_note: str = ""
    tasks: progress.Progress | None = None
    cuts: CutAnnex | None = None


@dataclass
class _Draft:
    """A workbook being written: its pages and where the totals stand."""

    book: xlsxwriter.Workbook
    formats: Formats
    frame: Frame
    snapshot: Snapshot
    content: Content
    options: PrintOptions
    notes: list[str]
    trace: Trace
    written: dict[str, Written] = field(default_factory=dict)

    def open_page(self, name: str, columns: Sequence[Column], hidden: int = 0, key: str = "") -> Page:
        page = Page(self.book, self.formats, self.frame, name, columns, hidden)
        page.trace = self.trace.follow(key, columns) if key else None
        return page

    def finish(self, page: Page, *, in_words: bool, amount: int | None = None) -> None:
        """Words, signatures and the print area; `amount` (đồng) where the table's total is not the whole estimate's."""
        if in_words:
            options = self.options
            total = self.snapshot.amount if amount is None else amount
            even, comma = options.even, options.group_comma
            words = amount_in_words(total, thousand=options.thousand, zero_ten=options.zero_ten, even=even, group_comma=comma)
            page.write_words(words)
        page.write_signatures()
        page.close()


def write_workbook(snapshot: Snapshot, out: Path, content: Content, options: PrintOptions, progress: Progress | None = None) -> Exported:
    """All sheets of one snapshot as one XLSX at `out`, whole or not at all; PlanError when the place cannot be written."""
    started = time.monotonic()
    tell = progress or (lambda _share, _what: None)
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    with replacing(out) as scratch:
        _write(snapshot, scratch, content, options, moment, tell)
        size, digest = describe_file(scratch)
    tell(1.0, "Đã xuất xong")
    return Exported(out, size, digest, snapshot.amount, time.monotonic() - started, snapshot.seq)


def _write(snapshot: Snapshot, path: Path, content: Content, options: PrintOptions, moment: str, tell: Progress) -> None:
    # rows go to disk as they are written: a hundred thousand lines must not fill the memory
    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), settings)
    try:
        book.set_properties({"title": snapshot.plan_name, "comments": f"Số liệu tại lần ghi {snapshot.seq}"})
        frame = _make_frame(snapshot, options)
        notes = [content.filter_note] if content.filter_note else []
        trace = Trace(book)
        draft = _Draft(book, Formats(book, options.unit), frame, snapshot, content, options, notes, trace)
        _write_sheets(draft, tell)
        passport.write_passport(book.add_worksheet(passport.SHEET), snapshot, moment, {**trace.facts(), "money_unit": options.unit.value})
        tell(0.85, "Đang nén tệp")
    finally:
        _close(book)


def _close(book: xlsxwriter.Workbook) -> None:
    try:
        book.close()
    except XlsxWriterException as error:
        raise OSError(str(error)) from error


def _write_sheets(draft: _Draft, tell: Progress) -> None:
    snapshot, options = draft.snapshot, draft.options
    first = options.total_first
    about = f"KINH PHÍ THỰC HIỆN {snapshot.programme.upper()} NĂM {snapshot.budget_year}"
    overview_page = draft.open_page(overview.SHEET, overview.overview_columns(snapshot), 1)
    estimate_page = draft.open_page(estimate.SHEET, estimate.estimate_columns(snapshot), 2, passport.ESTIMATE)
    appraisal_page = draft.open_page(appraisal.SHEET, appraisal.appraisal_columns(snapshot), 2, passport.APPRAISAL)
    sources_page = draft.open_page(overview.SOURCES_SHEET, overview.sources_columns(snapshot), 1)
    local_page = draft.open_page(local.SHEET, local.local_columns(snapshot), 1) if snapshot.local.rows else None
    of_police = police.police_lines(snapshot)
    police_page = draft.open_page(police.SHEET, police.police_columns(of_police), 1) if of_police else None

    tell(0.02, "Đang lập Phụ lục II: dự toán chi tiết")
    _start(draft, estimate_page, "PHỤ LỤC II", f"DỰ TOÁN CHI TIẾT {about}")
    details = estimate.write_estimate(estimate_page, snapshot, total_first=first)
    draft.finish(estimate_page, in_words=True)

    tell(0.45, "Đang lập Phụ lục III: thẩm định")
    _start(draft, appraisal_page, "PHỤ LỤC III", f"KẾT QUẢ THẨM ĐỊNH {about}")
    judged = appraisal.write_appraisal(appraisal_page, snapshot, total_first=first)
    draft.finish(appraisal_page, in_words=True)

    tell(0.75, "Đang lập các bảng tổng hợp")
    _start(draft, overview_page, "PHỤ LỤC I", f"TỔNG HỢP DỰ TOÁN {about}")
    whole = overview.write_overview(overview_page, snapshot, details, judged, total_first=first)
    draft.finish(overview_page, in_words=True)
    _start(draft, sources_page, "PHỤ LỤC IV", f"TỔNG HỢP THEO NGUỒN {about}")
    sources = overview.write_sources(sources_page, snapshot, total_first=first)
    draft.finish(sources_page, in_words=True)
    if local_page is not None:
        _write_local(draft, local_page)
    if police_page is not None:
        _write_police(draft, police_page, of_police, f"ĐỀ NGHỊ CỦA NGÀNH CÔNG AN: {about}")
    draft.written.update({overview.SHEET: whole, estimate.SHEET: details, overview.SOURCES_SHEET: sources})

    if draft.content.cuts is not None:
        _write_cuts(draft, draft.content.cuts)
    if draft.content.tasks is not None:
        _write_progress(draft, draft.content.tasks, f"TIẾN ĐỘ THỰC HIỆN {snapshot.programme.upper()} NĂM {snapshot.budget_year}")
    if draft.content.side is not None:
        tell(0.78, "Đang lập bảng so sánh phương án")
        _write_comparison(draft, draft.content.side)
    tell(0.8, "Đang lập bảng nguồn, hạn mức và kiểm tra")
    _write_pots(draft)
    _write_checklist(draft)


def _write_cuts(draft: _Draft, annex: CutAnnex) -> None:
    snapshot, first = draft.snapshot, draft.options.total_first
    about = f"{snapshot.programme.upper()} NĂM {snapshot.budget_year}"
    page = draft.open_page(cuts.SHEET, cuts.cuts_columns(annex, snapshot), 1)
    _start(draft, page, "PHỤ LỤC VII", f"CẮT GIẢM, GIÃN, ĐIỀU CHUYỂN ĐỂ THỰC HIỆN {about}", annex.notes)
    draft.written[cuts.SHEET] = cuts.write_cuts(page, snapshot, annex, total_first=first)
    draft.finish(page, in_words=False)
    unfiltered = ["Bảng gồm mọi lần chuyển, không theo bộ lọc khoản mục."] if snapshot.filtered else []
    if annex.transfers is not None:
        page = draft.open_page(transfers.SHEET, transfers.transfers_columns(annex.transfers))
        _start(draft, page, "PHỤ LỤC VII (tiếp theo)", f"ĐIỀU CHUYỂN CHO {about}", [*say_identity(annex.transfers.identity), *unfiltered])
        draft.written[transfers.SHEET] = transfers.write_transfers(page, annex.transfers, total_first=first)
        draft.finish(page, in_words=True, amount=annex.transfers.identity.moved)
    if annex.steps:
        page = draft.open_page(shortage.SHEET, shortage.shortage_columns(annex), 1)
        _start(draft, page, "PHỤ LỤC VII (tiếp theo)", f"CÁC BƯỚC CẮT GIẢM KHI THIẾU NGUỒN: {about}", [shortage.NOTE])
        shortage.write_shortage(page, snapshot, annex, total_first=first)
        draft.finish(page, in_words=False)


def _write_progress(draft: _Draft, tasks: progress.Progress, title: str) -> None:
    page = draft.open_page(progress.SHEET, progress.progress_columns(tasks))
    day = f"Xét ngày {tasks.day:%d/%m/%Y}. Hạn điều chỉnh chỉ được tính khi văn bản điều chỉnh có số."
    _start(draft, page, "PHỤ LỤC VIII", title, [day])
    draft.written[progress.SHEET] = progress.write_progress(page, draft.snapshot, tasks, total_first=draft.options.total_first)
    draft.finish(page, in_words=False)


def _start(draft: _Draft, page: Page, annex: str, title: str, notes: Sequence[str] = ()) -> None:
    page.write_title(annex, title, (*draft.notes, *notes))
    page.write_head()


def _write_police(draft: _Draft, page: Page, lines: Sequence[ExportLine], title: str) -> None:
    _start(draft, page, "PHỤ LỤC VI", title)
    written = police.write_police(page, lines, total_first=draft.options.total_first)
    draft.finish(page, in_words=True, amount=written.sums[police.WORKING] or 0)
    draft.written[police.SHEET] = written


def _write_comparison(draft: _Draft, side: SideBySide) -> None:
    page = draft.open_page(comparison.SHEET, comparison.comparison_columns(side))
    note = "Giãn tiến độ chuyển thời gian thực hiện, không làm giảm tổng số qua các năm."
    _start(draft, page, "", "SO SÁNH CÁC PHƯƠNG ÁN KINH PHÍ", [note])
    draft.written[comparison.SHEET] = comparison.write_comparison(page, draft.snapshot, side, total_first=draft.options.total_first)
    draft.finish(page, in_words=False)
    for scenario in side.scenarios[1:]:
        columns = comparison.changes_columns(side, scenario)
        page = draft.open_page(comparison.changes_sheet(scenario), columns, 1)
        _start(draft, page, "", f"CÁC KHOẢN MỤC CẮT GIẢM, GIÃN, ĐỔI NGUỒN: {scenario.name.upper()}", [f"So với: {side.scenarios[0].name}"])
        comparison.write_changes(page, draft.snapshot, side, scenario, total_first=draft.options.total_first)
        draft.finish(page, in_words=False)


def _write_local(draft: _Draft, page: Page) -> None:
    table = draft.snapshot.local
    filtered = ["Nhu cầu tính trên mọi khoản mục của đơn vị, không theo bộ lọc khoản mục."] if draft.snapshot.filtered else []
    title = f"KINH PHÍ CỦA CẤP HUYỆN, CẤP XÃ THỰC HIỆN {draft.snapshot.programme.upper()} NĂM {table.year}"
    _start(draft, page, "PHỤ LỤC V", title, [*local.NOTES, table.consolidation, *filtered])
    local.write_local(page, draft.snapshot, total_first=draft.options.total_first)
    draft.finish(page, in_words=False)


def _write_pots(draft: _Draft) -> None:
    page = draft.open_page(pots.SHEET, pots.pots_columns(draft.snapshot), 1)
    sums = draft.snapshot.pot_sums
    notes = ["Thiếu và thừa là hai tổng riêng, không bù trừ giữa các nguồn, các đơn vị."]
    if sums.unknown_pots:
        size = f"{format_money(sums.unknown_pots)} nguồn có nhu cầu {format_money(sums.unknown_need)} đồng"
        notes.append(f"Chưa nhập hạn mức: {size}, không tính vào thiếu, thừa.")
    if draft.snapshot.filtered:
        notes.append("Nhu cầu tính trên mọi khoản mục của nguồn, không theo bộ lọc khoản mục.")
    page.write_title("", "NGUỒN KINH PHÍ VÀ HẠN MỨC", notes)
    page.write_head()
    pots.write_pots(page, draft.snapshot, total_first=draft.options.total_first)
    draft.finish(page, in_words=False)


def _write_checklist(draft: _Draft) -> None:
    page = draft.open_page(checklist.SHEET, checklist.checklist_columns())
    page.write_title("", "KẾT QUẢ KIỂM TRA")
    page.write_head()
    checklist.write_checklist(page, _agreements(draft), draft.content.problems, len(draft.content.dismissed))
    page.close()
    page = draft.open_page(findings.SHEET, findings.findings_columns(), 1)
    _start(draft, page, "PHỤ LỤC KIỂM TRA", "KẾT QUẢ KIỂM TRA TỪNG KHOẢN MỤC")
    findings.write_findings(page, draft.snapshot, draft.content.problems, draft.content.dismissed)
    page.close()


def _agreements(draft: _Draft) -> list[tuple[str, Live]]:
    """The differences between the totals of the tables, as formulas over their total rows."""
    whole = (overview.SHEET, overview.AMOUNT)
    others = [
        ("Tổng Phụ lục I trừ tổng Phụ lục II", (estimate.SHEET, estimate.amount_column(draft.snapshot))),
        ("Tổng Phụ lục I trừ tổng Phụ lục IV", (overview.SOURCES_SHEET, 2)),
    ]
    if draft.content.tasks is not None:
        others.append(("Tổng Phụ lục I trừ tổng Phụ lục VIII", (progress.SHEET, progress.MONEY)))
    side = draft.content.side
    if side is not None:
        place = next((place for place, item in enumerate(side.scenarios) if item.id == draft.snapshot.scenario.id), None)
        if place is not None:
            others.append(("Tổng Phụ lục I trừ bảng so sánh phương án", (comparison.SHEET, comparison.FIRST_AMOUNT + place)))
    found = [(label, _difference(draft, whole, other)) for label, other in others]
    if transfers.SHEET in draft.written and not draft.snapshot.filtered:
        sides = ((cuts.SHEET, cuts.MOVED), (transfers.SHEET, transfers.AMOUNT))
        found.append(("Số chuyển ở Phụ lục VII trừ bảng điều chuyển", _difference(draft, *sides)))
    if cuts.SHEET in draft.written and side is not None and not draft.snapshot.filtered:
        found.append(("Cắt, giảm trừ ở Phụ lục VII trừ chênh lệch với phương án gốc", _cut_difference(draft, side)))
    if police.SHEET in draft.written:
        found.append(("Tổng Phụ lục VI trừ phần ngành công an ở Phụ lục II", _police_difference(draft)))
    return found


def _police_difference(draft: _Draft) -> Live:
    annex, details = draft.written[police.SHEET], draft.written[estimate.SHEET]
    lines, column = police.police_lines(draft.snapshot), estimate.amount_column(draft.snapshot)
    rows = [details.rows[unit] for unit in dict.fromkeys(line.unit for line in lines) if unit in details.rows]
    beside = "+".join(name_cell(row, column, estimate.SHEET) for row in rows) or "0"
    value = (annex.sums[police.WORKING] or 0) - sum(line.working.amount for line in lines if not line.dropped)
    return Live(f"={name_cell(annex.total_row, police.WORKING, police.SHEET)}-({beside})", value)


def _cut_difference(draft: _Draft, side: SideBySide) -> Live:
    """What PL VII cuts and takes off the estimate, less what the comparison says the scenario is below the base."""
    annex, beside = draft.written[cuts.SHEET], draft.written[comparison.SHEET]
    blocks = [annex.rows[code] for block in Block if (code := cuts.block_code(Listing.ESTIMATE, block)) in annex.rows]
    cells = [name_cell(row, column, cuts.SHEET) for row in blocks for column in (cuts.REDUCED, cuts.CUT)]
    columns = [comparison.FIRST_AMOUNT + [one.id for one in side.scenarios].index(which) for which in (BASE, draft.snapshot.scenario.id)]
    base, chosen = (name_cell(beside.total_row, column, comparison.SHEET) for column in columns)
    told = draft.content.cuts
    taken = 0 if told is None else told.total(Listing.ESTIMATE, "cut") + told.total(Listing.ESTIMATE, "reduced")
    value = taken - ((beside.sums[columns[0]] or 0) - (beside.sums[columns[1]] or 0))
    return Live(f"={'+'.join(cells) or '0'}-({base}-{chosen})", value)


def _difference(draft: _Draft, left: tuple[str, int], right: tuple[str, int]) -> Live:
    cells, values = [], []
    for sheet, column in (left, right):
        written = draft.written[sheet]
        cells.append(name_cell(written.total_row, column, sheet))
        values.append(written.sums[column] or 0)
    return Live(f"={cells[0]}-{cells[1]}", values[0] - values[1])


def _make_frame(snapshot: Snapshot, options: PrintOptions) -> Frame:
    office = options.office or OFFICES.get(snapshot.province, Office())
    name = snapshot.scenario.name
    chosen = name if snapshot.scenario.id == BASE else f"Phương án: {name}"
    waiting = f"{format_money(snapshot.not_appraised)} khoản mục chưa thẩm định" if snapshot.not_appraised else "đã thẩm định đủ"
    standing = f"{chosen}; số liệu: thẩm định tài chính, chưa có thì đề nghị; {waiting}; tại lần ghi {snapshot.seq}"
    note = ""
    if options.unit is not MoneyUnit.DONG:
        note = f"Ô vẫn chứa số đồng chính xác, chỉ hiển thị theo {options.unit.label}; tổng hiển thị có thể lệch do làm tròn"
    footer = f"{snapshot.plan_name} - {name} - lần ghi {snapshot.seq}".replace("&", "&&")[:150]
    return Frame(office, standing, footer, snapshot.sample, options.unit.label, note)
