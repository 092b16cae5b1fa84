"""Whose purse pays: a source that is a unit's or district's own money pays only the lines that purse answers for.

Each tier of the budget pays its own tasks (Luật NSNN Điều 9 khoản 4), so another district's purse is refused whatever the rules say.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from budget.funding.eligibility import Documents, Ruling
from budget.funding.pots import Owner, owning_unit, read_owners, read_purses
from budget.funding.rules import cite
from budget.model.ids import PROVINCE_POT
from budget.model.states import Verdict
from budget.store.database import Cursor

_LAW, _ARTICLE = "LNSNN2015", "Điều 9 khoản 4"


@dataclass(frozen=True)
class PurseBook:
    """Source -> whose purse it is (province, district, unit); unit -> where its money sits; the documents cited."""

    purses: Mapping[str, str]
    owners: Mapping[str, Owner]
    documents: Documents

    def owner_of(self, source: str, unit: str) -> str:
        """The unit whose pot of a source answers for a unit's lines."""
        return owning_unit(self.purses.get(source, "unit"), self._owner(unit))

    def refuse(self, source: str, unit: str, pot_unit: str) -> Ruling | None:
        """The denial when the pot of `pot_unit` is not the one that answers for the lines of `unit`; None when it is."""
        if self.owner_of(source, unit) == pot_unit:
            return None
        whose = "Ngân sách tỉnh" if pot_unit == PROVINCE_POT else self._owner(pot_unit).name
        reason = (
            f"Đây là tiền của {whose}, chỉ chi cho nhiệm vụ của chính đơn vị đó, không chi cho khoản mục của {self._owner(unit).name}; "
            "hãy chọn nguồn của đúng đơn vị."
        )
        document = self.documents.get(_LAW)
        sure = document is not None and document.confirmed
        return Ruling(Verdict.DENY, reason, cite(document, _LAW, _ARTICLE), sure)

    def judge(self, ruling: Ruling, source: str, unit: str, pot_unit: str) -> Ruling:
        """A ruling of the rules held against the purse it would be paid from."""
        return self.refuse(source, unit, pot_unit) or ruling

    def _owner(self, unit: str) -> Owner:
        return self.owners.get(unit) or Owner(unit, unit, "", unit, "")


def read_purse_book(cursor: Cursor, documents: Documents) -> PurseBook:
    """The purses of a plan."""
    return PurseBook(read_purses(cursor), read_owners(cursor), documents)
