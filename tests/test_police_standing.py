"""Every line of the police request stands in exactly one place."""

import pytest

from budget.model.states import ContentVerdict, Route
from budget.police.standing import STANDING, Standing, find_standing


@pytest.mark.parametrize(
    ("route", "verdict", "accepted", "dropped", "place"),
    [
        (Route.INVESTMENT, ContentVerdict.PASSED, True, False, Standing.INVESTMENT),
        (Route.OPERATING, ContentVerdict.AMEND, True, False, Standing.OPERATING),
        (Route.OPERATING, ContentVerdict.AMEND, False, False, Standing.WAITING),
        (Route.OPERATING, "", True, False, Standing.WAITING),
        (Route.OPERATING, ContentVerdict.PENDING, False, False, Standing.WAITING),
        ("", ContentVerdict.PASSED, True, False, Standing.UNCLASSIFIED),
        (Route.UNCLASSIFIED, "", False, False, Standing.UNCLASSIFIED),
        (Route.UNCLASSIFIED, ContentVerdict.FAILED, True, False, Standing.REFUSED),
        (Route.INVESTMENT, ContentVerdict.FAILED, True, False, Standing.REFUSED),
        (Route.NOT_LOCAL, ContentVerdict.FAILED, True, False, Standing.NOT_LOCAL),
        (Route.INVESTMENT, ContentVerdict.PASSED, True, True, Standing.DROPPED),
    ],
)
def test_where_a_line_stands(route: str, verdict: str, accepted: bool, dropped: bool, place: Standing) -> None:
    assert find_standing(route, verdict, accepted=accepted, dropped=dropped) is place


def test_every_place_has_its_words() -> None:
    assert set(STANDING) == set(Standing)
