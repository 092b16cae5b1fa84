"""An export reads one snapshot and refuses what a spreadsheet cannot hold exactly."""

from pathlib import Path

import pytest

from budget.exports import reading
from budget.exports.reading import read_snapshot
from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.problem import PlanError
from budget.model.states import OperationKind
from tests.plans import COMMUNE, a_plan, branch, operate


def test_a_snapshot_holds_the_lines_of_one_scenario_at_one_seq(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"priority": "4"}, {"unit": COMMUNE, "source": "NQ36-X"}]) as plan:
        chosen = branch(plan, "PA")
        operate(plan, chosen, OperationKind.DROP, {}, "bỏ", priorities=(4,))
        with plan.store.read() as cursor:
            base, cut = (read_snapshot(cursor, name, LineFilter()) for name in (BASE, "PA"))
        assert (base.amount, cut.amount) == (plan.totals().amount(), plan.totals(chosen).amount())
        assert base.seq == cut.seq == plan.head()
        assert [line.dropped for line in cut.lines] == [True, False]
        assert cut.units[COMMUNE].district_name == "UBND thành phố Tam Kỳ"
        assert cut.not_appraised == 2


def test_the_reason_of_an_appraisal_survives_undo_and_redo(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line = plan.lines.find_id("1")
        for price, why in (("9.000.000", "giá trúng thầu"), ("8.000.000", "theo báo giá mới")):
            plan.lines.edit([LineEdit(line, "finance_unit_price", price, plan.head())], why)

        def told() -> str:
            with plan.store.read() as cursor:
                return read_snapshot(cursor, BASE, LineFilter()).lines[0].reason

        plan.undo_last()
        assert told() == "giá trúng thầu"
        plan.redo_last()
        assert told() == "theo báo giá mới"


def test_more_than_a_spreadsheet_holds_exactly_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan, plan.store.read() as cursor:
        monkeypatch.setattr(reading, "LARGEST_EXACT", 19_999_999)
        with pytest.raises(PlanError, match=r"20\.000\.000 đồng: vượt sức chứa"):
            read_snapshot(cursor, BASE, LineFilter())
