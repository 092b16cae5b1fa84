"""Everything understood of a sheet has Vietnamese words."""

from budget.imports.labels import ENCODING, MEANING, ROW_KIND
from budget.imports.sheet import Encoding
from budget.imports.understanding import Meaning, RowKind


def test_every_meaning_kind_and_encoding_has_its_own_words() -> None:
    for labels, values in ((MEANING, Meaning), (ROW_KIND, RowKind), (ENCODING, Encoding)):
        assert set(labels) == set(values)
        assert len(set(labels.values())) == len(labels)
