"""Need by the unit that asks: levels and natures apart, the units a source pays, sums equal to the whole."""

from pathlib import Path

from tests.plans import COMMUNE, DISTRICT, a_plan

LINES = [
    {},
    {"unit": DISTRICT, "source": "NQ36-H", "quantity": "3"},
    {"unit": COMMUNE, "source": "BSCDS", "quantity": "1"},
    {"unit": COMMUNE, "source": "BSCDS", "quantity": "4"},
    {"name": "Dự án phần mềm", "nature": "investment", "source": "DTC", "quantity": "5"},
    {"name": "Dự án khác", "listing": "other", "nature": "investment", "source": "DTC", "quantity": "9"},
]


def test_needs_by_level_keep_natures_apart_and_add_up_to_the_estimate(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        needs = {need.level: need for need in plan.funding.needs()}
        assert list(needs) == ["province", "district", "commune"]
        assert (needs["province"].recurrent, needs["province"].investment) == (20_000_000, 50_000_000)
        assert (needs["commune"].need, needs["commune"].lines) == (50_000_000, 2)
        assert sum(need.need for need in needs.values()) == plan.totals().amount()


def test_the_units_a_source_pays_come_with_their_need(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        (payee,) = plan.funding.payees("BSCDS")
        assert (payee.unit, payee.need, payee.lines, payee.level) == (COMMUNE, 50_000_000, 2, "commune")
        assert plan.funding.payees("BSCDS", year=2030) == []
