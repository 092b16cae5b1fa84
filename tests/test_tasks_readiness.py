"""Readiness: what a line waits for, and the stated rule for its chance of being disbursed within its year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.model.states import Step
from budget.tasks.readiness import WHOLE_BP, Steps, days_needed, estimate_chance, steps_of, waits_for

TOLD = st.sampled_from(list(Step))
STEPS = st.builds(Steps, TOLD, TOLD, TOLD)
MAYBE = st.one_of(st.none(), TOLD)
DAYS = st.dates(date(2023, 6, 1), date(2025, 3, 1))
READINESS = {Step.MISSING: 0, Step.UNDER_WAY: 1, Step.DONE: 2, Step.NOT_NEEDED: 2}


@pytest.mark.parametrize(
    ("steps", "day", "share"),
    [
        (Steps(Step.DONE, Step.DONE, Step.DONE), date(2024, 12, 31), 10_000),
        (Steps(Step.DONE, Step.DONE, Step.DONE), date(2025, 1, 1), 0),
        (Steps(Step.MISSING, Step.DONE, Step.DONE), date(2024, 1, 1), 0),
        (Steps(Step.DONE, Step.DONE, Step.MISSING), date(2024, 11, 16), 5_000),  # 45 days left of 90 needed
        (Steps(Step.NOT_NEEDED, Step.UNDER_WAY, Step.MISSING), date(2024, 9, 2), 10_000),  # 120 of 120
        (Steps(None, Step.DONE, Step.DONE), date(2024, 6, 1), None),
        (Steps(), date(2024, 6, 1), None),
        (Steps(Step.MISSING), date(2024, 6, 1), 0),  # whatever the others are, without guidance nothing is paid
        (Steps(), date(2025, 1, 1), 0),
    ],
)
def test_the_rule(steps: Steps, day: date, share: int | None) -> None:
    assert estimate_chance(steps, 2024, day).share_bp == share


@given(steps=STEPS, day=DAYS)
def test_a_chance_is_a_share(steps: Steps, day: date) -> None:
    share = estimate_chance(steps, 2024, day).share_bp
    assert share is not None
    assert 0 <= share <= WHOLE_BP


@given(steps=STEPS, day=DAYS, later=st.integers(0, 400))
def test_time_never_raises_a_chance(steps: Steps, day: date, later: int) -> None:
    now, then = (estimate_chance(steps, 2024, when).share_bp or 0 for when in (day, day + timedelta(days=later)))
    assert then <= now


@given(steps=STEPS, other=STEPS, day=DAYS)
def test_what_is_readier_in_every_step_has_no_smaller_chance(steps: Steps, other: Steps, day: date) -> None:
    pairs = [(READINESS[a], READINESS[b]) for (_, a), (_, b) in zip(steps.each(), other.each(), strict=True) if a and b]
    if all(a <= b for a, b in pairs):
        less, more = (estimate_chance(each, 2024, day).share_bp or 0 for each in (steps, other))
        assert less <= more
        assert steps.score_bp <= other.score_bp


@given(steps=st.builds(Steps, MAYBE, MAYBE, MAYBE), day=DAYS, own=st.integers(0, WHOLE_BP))
def test_a_persons_figure_outranks_the_rule(steps: Steps, day: date, own: int) -> None:
    chance = estimate_chance(steps, 2024, day, own, "hợp đồng ký tháng 10")
    assert (chance.share_bp, chance.own) == (own, True)
    assert chance.reason.endswith("%: hợp đồng ký tháng 10.")


@given(steps=st.builds(Steps, MAYBE, MAYBE, MAYBE), day=DAYS)
def test_telling_what_was_unknown_settles_it_within_what_was_possible(steps: Steps, day: date) -> None:
    """What is unknown is never taken as ready: a chance is given only where no answer could change it."""
    if estimate_chance(steps, 2024, day).share_bp is not None:
        told = dict.fromkeys(steps.untold, Step.DONE)
        best = Steps(**{name: told.get(name, step) for name, step in steps.each()})
        assert estimate_chance(steps, 2024, day).share_bp == estimate_chance(best, 2024, day).share_bp


def test_a_signed_contract_lies_behind_the_steps_nobody_told_of() -> None:
    assert steps_of(None, None, None, contracted=True) == Steps(Step.DONE, Step.DONE, Step.DONE)
    assert steps_of("missing", None, None, contracted=True) == Steps(Step.MISSING, Step.DONE, Step.DONE)
    assert steps_of(None, "under_way", None) == Steps(None, Step.UNDER_WAY, None)


def test_what_it_waits_for_is_said() -> None:
    assert waits_for(Steps(Step.MISSING, Step.UNDER_WAY, Step.DONE)) == (
        "Chờ hướng dẫn của bộ, ngành (chưa có); thiết kế, đề cương được duyệt (đang làm)."
    )
    assert waits_for(Steps()).startswith("Chưa khai hướng dẫn")
    assert waits_for(Steps(Step.DONE, Step.NOT_NEEDED, Step.DONE)) == "Không chờ gì, chỉ còn thanh toán."
    assert days_needed(Steps(Step.DONE, Step.MISSING, Step.MISSING)) == 150
    assert Steps(Step.DONE, Step.UNDER_WAY).score_bp == 5_000


def test_reasons_name_the_days() -> None:
    said = estimate_chance(Steps(Step.DONE, Step.DONE, Step.MISSING), 2024, date(2024, 11, 16)).reason
    assert said == "Còn 45 ngày đến 31/12/2024, các bước còn lại cần khoảng 90 ngày."
    assert estimate_chance(Steps(), 2024, date(2024, 6, 1), 1_050).reason == "Người phụ trách ước 10,5 %."
    assert "không giải ngân được trong năm 2024" in estimate_chance(Steps(Step.MISSING), 2024, date(2024, 6, 1)).reason
