"""Whether a file may be compared at all: each refusal with its own sentence, and nothing is read from a file that was tampered with."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as NewBook
from openpyxl.workbook import Workbook

from budget.exports.passport import SHEET as PASSPORT
from budget.exports.trace import SHEET as COPIES
from budget.exports.trace import fingerprint
from budget.plan.face import Plan, open_plan
from tests.plans import a_plan, branch, close, edit, make_plan
from tests.returned_files import edit_book, export, page_of


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{"name": "Máy in"}, {"name": "Máy quét", "quantity": "3"}]) as opened:
        yield opened


def code_of(plan: Plan, file: Path) -> str:
    preview = plan.returns.preview(file)
    assert preview.problem is not None
    assert preview.problem.sentence
    assert preview.problem.fix
    return preview.problem.code


def _set_fact(name: str, value: object) -> Callable[[Workbook], None]:
    def act(book: Workbook) -> None:
        next(row for row in book[PASSPORT].iter_rows() if row[0].value == name)[1].value = value  # type: ignore[assignment]  # any value

    return act


def _rewrite_copy(book: Workbook) -> None:
    cell = book[COPIES]["A1"]
    cell.value = str(cell.value).replace("Máy in", "Máy khác")


def _drop(sheet: str) -> Callable[[Workbook], None]:
    return lambda book: book.remove(book[sheet])


def _drop_codes(book: Workbook) -> None:
    for key in ("pl2", "pl3"):
        page, _ = page_of(book, key)
        at = next(row for row in range(1, 60) if any(str(cell.value or "").startswith("dt06/") for cell in page[row]))
        page.delete_rows(at)


def _copy_sheet(book: Workbook) -> None:
    book.copy_worksheet(page_of(book, "pl2")[0])


def _copy_column(book: Workbook) -> None:
    page, columns = page_of(book, "pl2")
    for row in range(1, page.max_row + 1):
        page.cell(row, 30).value = page.cell(row, columns["quantity"]).value


def _drop_ids(book: Workbook) -> None:
    page, columns = page_of(book, "pl3")
    page.delete_cols(columns["id"])


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (_set_fact("format", "du-toan-06/1"), "returned_too_old"),
        (_set_fact("format", "du-toan-06/9"), "returned_too_new"),
        (_set_fact("plan", "khac"), "returned_other_plan"),
        (_set_fact("seq", 999), "returned_later"),
        (_set_fact("hash", "0" * 64), "returned_other_history"),
        (_set_fact("scenario", "pa-1"), "returned_scenario"),
        (_set_fact("money_unit", "xu"), "returned_tampered"),
        (_set_fact("copies", 1), "returned_tampered"),
        (_rewrite_copy, "returned_tampered"),
        (_drop(COPIES), "returned_tampered"),
        (_drop(PASSPORT), "not_our_workbook"),
        (_drop_codes, "returned_sheets_missing"),
        (_copy_sheet, "returned_sheet_twice"),
        (_copy_column, "returned_column_twice"),
        (_drop_ids, "returned_ids_missing"),
    ],
)
def test_each_refusal_has_its_sentence(plan: Plan, tmp_path: Path, act: Callable[[Workbook], None], code: str) -> None:
    assert code_of(plan, edit_book(export(plan, tmp_path), tmp_path / "ve.xlsx", act)) == code


def test_a_file_that_is_no_workbook_of_ours(plan: Plan, tmp_path: Path) -> None:
    stranger = NewBook()
    stranger.save(tmp_path / "la.xlsx")
    (tmp_path / "chu.xlsx").write_text("không phải", encoding="utf-8")
    assert code_of(plan, tmp_path / "la.xlsx") == "not_our_workbook"
    assert code_of(plan, tmp_path / "chu.xlsx") == "not_xlsx"


def test_a_file_of_a_scenario_or_another_plan_or_another_copy_of_it(plan: Plan, tmp_path: Path) -> None:
    assert code_of(plan, export(plan, tmp_path, scenario=branch(plan, "PA1"))) == "returned_scenario"
    with a_plan(tmp_path / _folder(tmp_path, "khac"), [{"name": "Máy in"}]) as other:
        # plans of tests come from one empty file, so their ids are the same and only their history differs
        assert code_of(plan, export(other, tmp_path / "khac")) == "returned_other_history"


def test_a_copy_rewritten_with_its_fingerprint_still_contradicts_the_journal(plan: Plan, tmp_path: Path) -> None:
    def act(book: Workbook) -> None:
        _rewrite_copy(book)
        code = hashlib.sha256()
        for row in book[COPIES].iter_rows(values_only=True):
            code.update(fingerprint(str(row[0])))
        _set_fact("copies_sha256", code.hexdigest())(book)

    assert code_of(plan, edit_book(export(plan, tmp_path), tmp_path / "ve.xlsx", act)) == "returned_tampered"


def test_a_restored_backup_that_went_its_own_way_is_told_apart(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"name": "Máy in"}]) as plan:
        plan.back_up(tmp_path / "sao.duckdb")
        edit(plan, plan.lines.find_id("1"), "quantity", "9")
        file = export(plan, tmp_path)
    folder = tmp_path / _folder(tmp_path, "sao")
    with a_plan(folder) as other:
        name = other.path
    shutil.copyfile(tmp_path / "sao.duckdb", name)
    restored = open_plan(name, "Bình")
    assert code_of(restored, file) == "returned_later"
    edit(restored, restored.lines.find_id("1"), "quantity", "7")
    assert code_of(restored, file) == "returned_other_history"
    close(restored)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Plan, Path, Path]]:
    folder = tmp_path_factory.mktemp("gia-mao")
    made = make_plan(folder, [{"name": "Máy in"}])
    yield made, export(made, folder), folder
    close(made)


FACTS = ("plan", "scenario", "seq", "hash", "exported", "copies", "columns/pl2", "columns/pl3", "head/pl2", "head/pl3", "money_unit")
COPIED = st.recursive(st.text(max_size=5) | st.integers() | st.none(), lambda inner: st.lists(inner, max_size=4), max_leaves=8)


@settings(max_examples=25)
@given(
    facts=st.dictionaries(st.sampled_from(FACTS), st.text(max_size=8) | st.integers(-5, 10**6) | COPIED.map(json.dumps), max_size=3),
    copies=st.lists(COPIED.map(json.dumps) | st.just("[" * 30_000), max_size=2),
)
def test_a_forged_passport_never_breaks_the_program(exported: tuple[Plan, Path, Path], facts: dict[str, object], copies: list[str]) -> None:
    plan, source, folder = exported

    def act(book: Workbook) -> None:
        for name, value in facts.items():
            _set_fact(name, value if not isinstance(value, str) else value.encode("unicode_escape").decode())(book)
        for row, text in enumerate(copies, start=1):
            book[COPIES].cell(row, 1).value = text
        code = hashlib.sha256()
        for row in book[COPIES].iter_rows(values_only=True):
            code.update(fingerprint("".join(str(cell) for cell in row if cell is not None)))
        _set_fact("copies_sha256", code.hexdigest())(book)

    preview = plan.returns.preview(edit_book(source, folder / "gia.xlsx", act))
    assert preview.problem is None or preview.problem.sentence


def test_an_empty_plan_comes_back_too(tmp_path: Path) -> None:
    empty = make_plan(tmp_path)
    assert empty.returns.preview(export(empty, tmp_path)).changes_nothing
    close(empty)


def _folder(parent: Path, name: str) -> str:
    (parent / name).mkdir()
    return name
