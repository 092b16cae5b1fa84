"""T3's columns: each shipped source has its place, and investment money never stands in a recurrent column."""

from budget.allocation.tables import COLUMN_OF, MONEY, _column
from budget.reference.load import load_reference


def test_every_source_of_the_article_has_its_own_column() -> None:
    found = {source.code: _column(source.code, source.nature) for source in load_reference().sources}
    assert set(COLUMN_OF) <= set(found)
    assert found["QD334"] == "province_334"
    assert found["DTC"] == found["NSTW"] == "investment"
    assert found["DT-GIAO"] == found["CTX-TINH"] == "other"
    assert set(found.values()) == set(MONEY)
