"""T3's columns: each shipped source has its place, and investment money never stands in a recurrent column."""

from budget.allocation.tables import COLUMN_OF, MONEY, Flow, SourceUse, UnitRow, _column, add_sources, add_units, widest_gap
from budget.reference.load import load_reference


def test_every_source_of_the_article_has_its_own_column() -> None:
    found = {source.code: _column(source.code, source.nature) for source in load_reference().sources}
    assert set(COLUMN_OF) <= set(found)
    assert found["QD334"] == "province_334"
    assert found["DTC"] == found["NSTW"] == "investment"
    assert found["DT-GIAO"] == found["CTX-TINH"] == "other"
    assert set(found.values()) == set(MONEY)


def test_sums_are_of_every_column_and_of_sources_not_of_lines() -> None:
    rows = [UnitRow(1, "A", "a", 10, 1, 2, 0, 0, 3, 0, 0, 4), UnitRow(2, "B", "b", 7, 0, 0, 7, 0, 0, 0, 0, 0)]
    whole = add_units(rows)
    assert (whole.total, whole.missing, sum(getattr(whole, name) for name in MONEY)) == (17, 4, 13)
    uses = [SourceUse("A", "a", "recurrent", False, 9, 8, 5, 3, 1, 0, 1), SourceUse("B", "b", "recurrent", True, 4, 4, 4, 3, 2, 1, 2)]
    total = add_sources(uses)
    assert (total.granted, total.ceiling, total.used, total.left, total.unknown_pots, total.spent_unknown, total.lines) == (
        13,
        12,
        9,
        3,
        1,
        3,
        0,
    )


def test_the_widest_gap_is_the_largest_and_of_equals_the_first_by_name() -> None:
    bands = [
        Flow("", "", "b", "Cấp xã", "x", "X", 4),
        Flow("", "", "a", "Cấp huyện", "x", "X", 3),
        Flow("", "", "a", "Cấp huyện", "y", "Y", 1),
    ]
    assert widest_gap(bands) == ("Cấp huyện", 4)
    assert widest_gap([]) is None
