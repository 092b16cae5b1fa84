"""Settings of a cut: what is stored is what was set, whatever it was."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.cuts.settings import CutSettings, Means, Mode, Pin, Quota, Scope, Target, settings_from_text, settings_to_text
from budget.model.states import CutAction, Listing, Reduction

SHARES = st.integers(1, 9_999)
QUOTAS = st.one_of(st.integers(0, 10**15).map(lambda amount: Quota(amount=amount)), SHARES.map(lambda share: Quota(share_bp=share)))
NAMES = st.text("abc123", min_size=1, max_size=6)
GROUPS = st.lists(st.lists(NAMES, min_size=2, max_size=3).map(tuple), max_size=2).map(tuple)
PINS = st.builds(Pin, st.sampled_from(CutAction), NAMES, st.one_of(st.none(), st.integers(0, 9_999), NAMES))
MEANS = st.builds(
    Means,
    drop=st.booleans(),
    percent_bp=st.lists(SHARES, max_size=3).map(tuple),
    fewer_bp=st.lists(SHARES, max_size=3).map(tuple),
    one_fewer=st.booleans(),
    to_norm=st.booleans(),
    defer_to=st.one_of(st.none(), st.tuples(st.integers(2024, 2030), st.integers(1, 4))),
    re_source_to=st.lists(NAMES, max_size=2).map(tuple),
)
SETTINGS = st.builds(
    CutSettings,
    mode=st.sampled_from(Mode),
    year=st.one_of(st.none(), st.integers(2024, 2030)),
    targets=st.lists(st.builds(Target, QUOTAS, st.sampled_from(Scope), NAMES), max_size=2).map(tuple),
    unit_cap_bp=st.one_of(st.none(), SHARES),
    mountain_cap_bp=st.one_of(st.none(), SHARES),
    caps=st.dictionaries(NAMES, QUOTAS, max_size=2),
    floors=st.dictionaries(NAMES, QUOTAS, max_size=2),
    ceilings=st.dictionaries(NAMES, st.integers(0, 10**15), max_size=2),
    bundles=GROUPS,
    projects=st.lists(NAMES, max_size=2).map(tuple),
    at_least_one=GROUPS,
    pins=st.dictionaries(NAMES, PINS, max_size=3),
    means=MEANS,
    reductions=st.sets(st.sampled_from(Reduction)).map(tuple),
    proposed=st.booleans(),
    strict=st.booleans(),
)


@given(SETTINGS)
def test_what_is_stored_is_what_was_set(settings: CutSettings) -> None:
    assert settings_from_text(settings_to_text(settings)) == settings


def test_only_what_differs_from_the_usual_is_stored() -> None:
    assert settings_to_text(CutSettings()) == "{}"
    assert json.loads(settings_to_text(CutSettings(strict=True))) == {"strict": True}
    assert settings_from_text("") == CutSettings()


def test_what_never_was_a_setting_is_our_own_mistake() -> None:
    with pytest.raises(KeyError):
        settings_from_text('{"colour": "red"}')


def test_a_quota_is_an_amount_or_a_share_of_the_whole_half_up() -> None:
    assert Quota(amount=7).of(100) == 7
    assert Quota(share_bp=5_000).of(3) == 2
    for wrong in ({}, {"amount": 1, "share_bp": 1}):
        with pytest.raises(ValueError, match="amount or a share"):
            Quota(**wrong)


def test_trimming_cuts_the_estimate_and_making_room_the_other_list() -> None:
    assert (Mode.TRIM.listing, Mode.MAKE_ROOM.listing) == (Listing.ESTIMATE, Listing.OTHER)
