"""Every source for one line, with verdict and citation."""

from datetime import date
from pathlib import Path

from budget.model.states import Verdict
from tests.checked import CLEAN, grant
from tests.plans import DISTRICT, a_plan


def test_the_sources_that_may_pay_come_first_and_the_planned_one_is_marked(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "unit": DISTRICT, "source": "BSCDS"}]) as plan:
        offers = plan.checks.eligible_sources(plan.lines.find_id("1"))
        assert len(offers) == len(plan.catalogue().sources)
        assert [offer.source for offer in offers if offer.verdict is Verdict.ALLOW] == ["BSCDS", "NQ36-H", "NSH-THEM"]
        order = [Verdict.ALLOW, Verdict.INSUFFICIENT, Verdict.DENY]
        assert [offer.verdict for offer in offers] == sorted((offer.verdict for offer in offers), key=order.index)
        assert [offer.source for offer in offers if offer.planned] == ["BSCDS"]
        assert all(offer.reason for offer in offers)


def test_a_source_of_the_other_nature_is_denied(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN]) as plan:
        offers = {offer.source: offer for offer in plan.checks.eligible_sources(plan.lines.find_id("1"))}
        assert offers["DTC"].verdict is offers["NSTW"].verdict is Verdict.DENY
        assert "cần kiểm tra" in offers["DTC"].citation
        assert not offers["DTC"].confirmed


def test_another_day_of_decision_can_be_asked_for(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "quarter": "1"}]) as plan:
        line = plan.lines.find_id("1")
        grant(plan, "1")
        early = {offer.source: offer for offer in plan.checks.eligible_sources(line, on=date(2024, 2, 1))}
        assert early["QD334"].verdict is Verdict.DENY
        default = {offer.source: offer for offer in plan.checks.eligible_sources(line)}
        assert default["QD334"].verdict is Verdict.ALLOW


def test_a_line_that_is_not_there_has_no_offers(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        assert plan.checks.eligible_sources("không-có") == []
