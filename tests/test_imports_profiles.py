"""Ways of reading kept in the plan: proposed for the same headings, replaced by the next one for them."""

from pathlib import Path

from budget.imports.decisions import Decisions
from tests.plans import a_plan, problems_of
from tests.readings import ESTIMATE_HEADINGS, write_estimate

ROWS = [(1, "Máy in", "chiếc", 1, 100, 100, None)]


def test_a_way_of_reading_is_proposed_for_the_same_headings_only(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "a.xlsx", ROWS)
    other = write_estimate(tmp_path / "b.xlsx", ROWS, headings=(*ESTIMATE_HEADINGS[:-1], "Thuyết minh"))
    with a_plan(tmp_path) as plan:
        preview = plan.imports.preview(file, Decisions(unit="502", sheets=("Dự toán",), skip_rejected=True))
        assert plan.imports.proposed_profile(preview) is None
        plan.imports.keep_profile("Mẫu huyện", preview)
        found = plan.imports.proposed_profile(plan.imports.preview(file))
        assert found is not None
        assert (found.name, found.decisions) == ("Mẫu huyện", Decisions(unit="502")), "what is of one file alone is not kept"
        assert plan.imports.proposed_profile(plan.imports.preview(other)) is None
        assert problems_of(plan, tmp_path) == []


def test_the_next_one_for_the_same_headings_replaces_it_and_undo_brings_it_back(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "a.xlsx", ROWS)
    with a_plan(tmp_path) as plan:
        plan.imports.keep_profile("Cũ", plan.imports.preview(file, Decisions(unit="502")))
        receipt = plan.imports.keep_profile("Mới", plan.imports.preview(file, Decisions(unit="503")))
        assert [(one.name, one.decisions.unit) for one in plan.imports.profiles()] == [("Mới", "503")]
        plan.undo(receipt.seq)
        assert [(one.name, one.decisions.unit) for one in plan.imports.profiles()] == [("Cũ", "502")]
        assert problems_of(plan, tmp_path) == []
