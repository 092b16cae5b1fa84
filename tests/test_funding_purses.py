"""Whose purse pays: a district's own money pays that district's lines alone, a commune's social payments come from its district."""

from pathlib import Path

from budget.funding.eligibility import Ruling
from budget.funding.purses import read_purse_book
from budget.funding.rules import read_documents
from budget.model.states import Verdict
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, OTHER_DISTRICT, a_plan


def test_only_the_owning_purse_pays(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan, plan.store.read() as cursor:
        book = read_purse_book(cursor, read_documents(cursor))
    assert book.owner_of("NQ36-H", DISTRICT) == DISTRICT
    assert book.owner_of("NSH-BDXH", COMMUNE) == DISTRICT
    assert book.owner_of("QD334", DEPARTMENT) == "49"
    assert book.refuse("NQ36-H", DISTRICT, DISTRICT) is None
    refused = book.refuse("NQ36-H", DISTRICT, OTHER_DISTRICT)
    assert refused is not None
    assert refused.verdict is Verdict.DENY
    assert "Hội An" in refused.reason
    assert "Tam Kỳ" in refused.reason
    assert refused.citation == "Luật Ngân sách nhà nước số 83/2015/QH13, Điều 9 khoản 4"
    province = book.refuse("NQ36-H", DISTRICT, "49")
    assert province is not None
    assert "Ngân sách tỉnh" in province.reason
    yes = Ruling(Verdict.ALLOW, "được")
    assert book.judge(yes, "NSX-THEM", COMMUNE, COMMUNE) is yes
    assert book.judge(yes, "NSX-THEM", COMMUNE, DISTRICT).verdict is Verdict.DENY
