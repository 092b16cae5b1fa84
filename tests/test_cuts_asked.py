"""Settings from words: every word understood or refused, so that no rule gets lost."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from budget.cuts.asked import KEYS, REDUCTIONS, read_settings, read_target
from budget.cuts.settings import CutSettings, Means, Mode, Pin, Quota, Scope, Target
from budget.model.states import CutAction, Reduction
from budget.scenarios.parsing import Surroundings
from tests.plans import COMMUNE, a_plan


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surroundings]:
    """A plan of three lines and what its words may refer to."""
    with a_plan(Path(tmp_path_factory.mktemp("asked")), [{}, {}, {}]) as plan:
        yield Surroundings(plan.catalogue().known(), plan.lines.find_id)


def test_every_word_of_a_whole_file_is_taken(around: Surroundings) -> None:
    one, two, three = (around.find_line(str(number)) for number in (1, 2, 3))
    raw: Mapping[str, object] = {
        "mode": "make_room",
        "year": "2024",
        "targets": ["12 %", {"amount": "1 tỷ", "source": "QD334"}, {"amount": "5 %", "year": "2025"}],
        "unit_cap": "20 %",
        "mountain_cap": "10",
        "caps": {COMMUNE: "2 triệu"},
        "floors": {"training": "50 %"},
        "ceilings": {"QD334": "12 tỷ"},
        "bundles": [["1", "2"]],
        "projects": "DA-1",
        "at_least_one": [["2", "3"]],
        "room_for": {"3": "1 tỷ"},
        "keep": ["1"],
        "drop": {"2": "không cần"},
        "pins": {"3": {"action": "percent", "value": "30 %", "reason": "họp"}},
        "reductions": "proposed",
        "strict": "true",
        "actions": ["drop", "percent"],
        "percents": ["50"],
        "fewer": ["50"],
        "defer_to": "1/2025",
        "re_source_to": ["DT-GIAO"],
    }
    assert set(raw) | {"target"} == set(KEYS)
    settings, problems = read_settings(raw, around)
    assert problems == []
    assert settings == CutSettings(
        mode=Mode.MAKE_ROOM,
        year=2024,
        targets=(
            Target(Quota(share_bp=1_200)),
            Target(Quota(amount=10**9), Scope.SOURCE, "QD334"),
            Target(Quota(share_bp=500), Scope.YEAR, "2025"),
        ),
        unit_cap_bp=2_000,
        mountain_cap_bp=1_000,
        caps={COMMUNE: Quota(amount=2_000_000)},
        floors={"training": Quota(share_bp=5_000)},
        ceilings={"QD334": 12 * 10**9},
        bundles=((one, two),),
        projects=("DA-1",),
        at_least_one=((two, three),),
        room_for={three: 10**9},
        pins={
            one: Pin(CutAction.KEEP, "Giữ theo yêu cầu"),
            two: Pin(CutAction.DROP, "không cần"),
            three: Pin(CutAction.PERCENT, "họp", 3_000),
        },
        means=Means(percent_bp=(5_000,), fewer_bp=(), one_fewer=False, to_norm=False),
        proposed=True,
        strict=True,
    )


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({}, "target_missing"),
        ({"target": "0"}, "target_zero"),
        ({"target": "12 %", "muc_tieu": "1"}, "unknown_key"),
        ({"target": "12 %", "mode": "x"}, "unknown_mode"),
        ({"target": "12 %", "year": "24"}, "bad_year"),
        ({"target": "12 %", "caps": {"khong": "1 %"}}, "unknown_code"),
        ({"target": "12 %", "caps": "1 %"}, "not_a_mapping"),
        ({"target": "12 %", "floors": {"khong": "1 %"}}, "unknown_code"),
        ({"target": "12 %", "ceilings": {"khong": "1 tỷ"}}, "unknown_source"),
        ({"target": "12 %", "ceilings": {"QD334": "1 %"}}, "ceiling_share"),
        ({"target": "12 %", "keep": ["1"], "drop": ["1"]}, "pin_twice"),
        ({"target": "12 %", "keep": ["99"]}, "line_missing"),
        ({"target": "12 %", "reductions": "tất cả"}, "unknown_reductions"),
        ({"target": "12 %", "strict": "có lẽ"}, "not_a_flag"),
        ({"targets": [{"amount": "1 %", "source": "khong"}]}, "unknown_source"),
        ({"targets": [{"amount": "1 %", "nature": "khong"}]}, "unknown_nature"),
        ({"targets": [{"amount": "1 %", "nature": "recurrent", "year": "2024"}]}, "scope_twice"),
        ({"targets": [{"amount": "1 %", "unit": "502"}]}, "unknown_key"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(raw: Mapping[str, object], code: str, around: Surroundings) -> None:
    settings, problems = read_settings(raw, around)
    assert settings is None
    assert code in [problem.code for problem in problems]
    assert all(problem.sentence and problem.fix for problem in problems)


def test_a_ceiling_alone_is_a_question(around: Surroundings) -> None:
    settings, problems = read_settings({"ceilings": {"QD334": "1 tỷ"}}, around)
    assert (settings is not None, problems) == (True, [])


def test_reductions_may_be_none_sure_or_proposed(around: Surroundings) -> None:
    taken = {}
    for word in REDUCTIONS:
        settings, _ = read_settings({"target": "1 %", "reductions": word}, around)
        assert settings is not None
        taken[word] = (settings.reductions, settings.proposed)
    assert taken == {"none": ((), False), "certain": (tuple(Reduction), False), "proposed": (tuple(Reduction), True)}


def test_a_plain_target_is_of_the_whole(around: Surroundings) -> None:
    assert read_target("5 tỷ", around) == (Target(Quota(amount=5 * 10**9)), [])
