"""plan.imports: previewed without a trace, applied once as one batch, judged again when codes changed, taken back whole."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook

from budget.imports.decisions import Decisions
from budget.lines.query import LineFilter
from tests.generated_sheets import Generated, generated
from tests.plans import a_plan, close, make_plan, problems_of
from tests.readings import write_estimate

ROWS = [(1, "Máy in", "chiếc", 2, 100, 200, None), (2, "Máy quét", "chiếc", 1, 300, 300, None)]
UNIT = Decisions(unit="SBN-STC")


def test_a_preview_leaves_no_trace_and_apply_is_one_batch_once(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "a.xlsx", ROWS)
    with a_plan(tmp_path, [{}]) as plan:
        head, amount = plan.head(), plan.totals().amount()
        preview = plan.imports.preview(file, UNIT)
        assert (plan.head(), preview.lines, preview.amount, preview.ready) == (head, 2, 500, True)
        receipt, problems = plan.imports.apply(preview, "đợt 1")
        assert receipt is not None
        assert problems == []
        again, _ = plan.imports.apply(preview)
        assert again is not None
        assert again.repeated
        assert (plan.head(), plan.totals().amount()) == (head + 1, amount + 500)
        landed = plan.imports.landed(receipt.seq)
        assert (landed.lines, landed.units) == (2, ("SBN-STC",))
        assert [row["number"] for row in plan.lines.rows(LineFilter(lines=(landed.first,)))] == [2]
        plan.undo(receipt.seq)
        assert plan.totals().amount() == amount
        assert problems_of(plan, tmp_path) == []


def test_numbers_once_given_are_not_given_again(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "a.xlsx", ROWS)
    with a_plan(tmp_path, [{}]) as plan:
        first, _ = plan.imports.apply(plan.imports.preview(file, UNIT))
        assert first is not None
        plan.undo(first.seq)
        plan.imports.apply(plan.imports.preview(file, UNIT))
        assert sorted(row["number"] for row in plan.lines.rows(LineFilter())) == [1, 4, 5]


def test_decisions_are_revised_without_reading_the_file_again(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "a.xlsx", ROWS)
    with a_plan(tmp_path) as plan:
        preview = plan.imports.preview(file)
        file.unlink()
        assert [question.kind for question in preview.questions] == ["sheet_unit"]
        revised = plan.imports.revise(preview, UNIT)
        assert (revised.id, revised.ready) == (preview.id, True)
        assert plan.imports.revise(revised, Decisions(unit="không có")).problems[0].code == "unknown_code"


def test_many_lines_are_one_payload_and_come_out_again(tmp_path: Path) -> None:
    rows = [(number, f"Máy in {number}", "chiếc", 1, number, number, None) for number in range(1, 1_501)]
    file = write_estimate(tmp_path / "a.xlsx", rows)
    with a_plan(tmp_path) as plan:
        receipt, _ = plan.imports.apply(plan.imports.preview(file, UNIT))
        assert receipt is not None
        assert (plan.totals().lines(), plan.totals().amount()) == (1_500, 1_500 * 1_501 // 2)
        assert problems_of(plan, tmp_path) == []
        plan.undo(receipt.seq)
        assert plan.totals().lines() == 0
        assert problems_of(plan, tmp_path) == []


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(made=generated(numbered=True))
def test_an_import_and_its_undo_leave_the_plan_as_it_was(tmp_path_factory, made: Generated) -> None:  # noqa: ANN001
    folder = tmp_path_factory.mktemp("nhap")
    book = Workbook()
    for values in made.sheet.rows:
        book.active.append([None if value == "" else value for value in values])
    book.save(folder / "a.xlsx")
    plan = make_plan(folder, [{}])
    before = plan.totals().amount()
    preview = plan.imports.preview(folder / "a.xlsx", UNIT)
    receipt, problems = plan.imports.apply(preview)
    assert receipt is not None, problems
    assert preview.amount == sum(amount for _, amount in made.leaves)
    assert plan.totals().amount() == before + preview.working_amount
    plan.undo(receipt.seq)
    assert plan.totals().amount() == before
    assert problems_of(plan, folder) == []
    close(plan)
