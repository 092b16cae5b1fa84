"""What counts in a budget year: the money that stands there, by the phases everything else goes by."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from budget.cuts.acting import read_choices
from budget.cuts.figures import read_figures
from budget.cuts.settings import Means
from budget.cuts.years import count_in
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.scenarios.operations import Draft
from budget.scenarios.planning import plan_operations
from tests.plans import a_plan, branch
from tests.splits import split_line

LINES = [
    {"name": "Trong năm", "quantity": "4", "unit_price": "1.000.003"},
    {"name": "Năm sau", "quantity": "3", "unit_price": "7.000.001", "year": "2025"},
    {"name": "Chia hai năm", "quantity": "8", "unit_price": "9.999.999"},
    {"name": "Đã chi một phần", "quantity": "2", "unit_price": "30.000.000"},
]
MEANS = Means(percent_bp=(3_333,), fewer_bp=(5_000,), defer_to=(2025, 1))


def test_each_option_takes_of_a_year_what_its_operation_takes_of_it(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        scenario = branch(plan, "thử")
        with plan.store.read() as cursor:
            ids = [str(row[0]) for row in cursor.rows("SELECT id FROM line ORDER BY number")]
        split_line(plan, ids[2], (2024, 2, 3), (2024, 4, 4), (2025, 1, 5), (2025, 3, 1))
        split_line(plan, ids[3], (2024, 1, 20_000_000, True), (2024, 4, 25_000_000), (2025, 2, 15_000_000))
        with plan.store.read() as cursor:
            figures = read_figures(cursor, BASE, "estimate")
            ones = np.ones(len(figures), np.int64)
            choices = read_choices(cursor, figures, ones, np.ones(len(figures), np.bool_), MEANS, {}, {})
            held = dict(cursor.rows("SELECT line, sum(amount)::BIGINT FROM phase WHERE year = 2024 GROUP BY line"))
        counted = count_in(figures, choices, 2024)
        assert counted.held.tolist() == [int(str(held.get(line, 0))) for line in figures.ids]
        assert len(choices.options) > 12
        for option, way in enumerate(choices.way.tolist()):
            line, act = figures.ids[int(choices.options.line[option])], choices.ways[way]
            with plan.store.database.trial() as cursor:
                plan_operations(cursor, scenario, [Draft(act.kind, LineFilter(listing=None, lines=(line,)), "thử", act.settings)], 0)
                sql = "SELECT sum(was - kept)::BIGINT, sum(was - now)::BIGINT FROM moved_years(?) WHERE line = ? AND year = 2024"
                cut, gone = cursor.rows(sql, [scenario, line])[0]
            assert (int(str(cut or 0)), int(str(gone or 0))) == (int(counted.saved[option]), int(counted.gone[option])), (line, act)


def test_over_all_years_what_is_put_off_does_not_count(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES[:1]) as plan, plan.store.read() as cursor:
        figures = read_figures(cursor, BASE, "estimate")
        choices = read_choices(cursor, figures, np.ones(1, np.int64), np.ones(1, np.bool_), replace(MEANS, drop=False), {}, {})
    whole = count_in(figures, choices, None)
    assert whole.gone.tolist() == whole.saved.tolist() == choices.options.saved.tolist()
    assert 0 in whole.saved.tolist()
    some = whole.kept(whole.saved > 0)
    assert len(some.saved) == len(some.gone) == len(choices.options) - 1
