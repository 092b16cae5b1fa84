"""The sample tells how ready some lines are, moves no amount, and leaves most of them untold."""

from dataclasses import replace

from budget.model.states import Category, Step
from budget.sample.draft import Draft, Drivers
from budget.sample.load import load_sample
from budget.sample.readiness import tell_readiness

SCANS = Draft("502", "NV16", "Quét hồ sơ địa chính", "trang", Category.DIGITISATION, "7012", "SN-DC", Drivers(6_000, 1_200))
LINES = load_sample("quang-nam-2024").lines.to_pylist()


def test_land_data_waits_for_guidance_and_contracts_for_nothing() -> None:
    land, contract = tell_readiness([SCANS, replace(SCANS, task="NV02", contracted=True)])
    assert (land.guidance, land.design, land.procurement) == (Step.MISSING,) * 3
    assert (contract.guidance, contract.procurement) == (Step.NOT_NEEDED, Step.DONE)
    assert (land.amount, contract.amount) == (SCANS.amount, SCANS.amount)


def test_what_nobody_told_of_stays_unknown() -> None:
    other = replace(SCANS, task="NV17")
    assert tell_readiness([other]) == [other]


def test_the_shipped_lines_say_so() -> None:
    missing = [line for line in LINES if line["guidance"] == "missing"]
    assert len(missing) > 30
    assert {line["task"] for line in missing} == {"NV14", "NV16"}
    assert sum(line["guidance"] is None for line in LINES) > len(LINES) / 2
