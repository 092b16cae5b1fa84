"""Each kind of operation has its form; what is typed becomes the settings, and what cannot be read becomes a sentence."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.plan.terms import Draft, LineFilter
from pages.parts.operation_form import KINDS
from tests.plans import DISTRICT, a_plan

PATIENCE = 60
Choices = Mapping[str, str | tuple[str, ...]]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path) as opened:
        yield opened


def form_app(path: str, choices: dict[str, str | tuple[str, ...]], year: int | None) -> None:
    """The form alone, as an address would open it; what it yields is kept in the session."""
    import streamlit as st

    from budget.model.ids import BASE
    from budget.money import MoneyUnit
    from budget.plan.face import open_plan
    from pages.parts.desk import Desk
    from pages.parts.operation_form import write_draft
    from pages.parts.view import View

    view = st.session_state.setdefault("view", View(dict(choices)))
    st.session_state["written"] = write_draft(Desk(open_plan(path, "An"), view, BASE, year, MoneyUnit.DONG))


def draft_of(plan: Plan, choices: Choices, year: int | None = None) -> tuple[Draft, list[str]]:
    app = AppTest.from_function(form_app, args=(str(plan.path), dict(choices), year), default_timeout=PATIENCE).run()
    assert not app.exception
    draft, problems = app.session_state["written"]
    return draft, [problem.sentence for problem in problems]


SETTINGS: list[tuple[OperationKind, Choices, Mapping[str, int | str]]] = [
    (OperationKind.PERCENT, {"ty-le": "12,5"}, {"share_bp": 1250}),
    (OperationKind.DROP, {}, {}),
    (OperationKind.PRICE_TO_NORM, {}, {}),
    (OperationKind.REDUCE_QUANTITY, {"cach-giam": "to_milli", "so-giam": "1.500"}, {"to_milli": 1_500_000}),
    (OperationKind.REDUCE_QUANTITY, {"cach-giam": "by_milli", "so-giam": "0,5"}, {"by_milli": 500}),
    (OperationKind.REDUCE_QUANTITY, {"cach-giam": "share_bp", "so-giam": "15 %"}, {"share_bp": 1500}),
    (OperationKind.SET_DRIVER, {"so-lieu": "unit_price", "so-moi": "12,5 triệu"}, {"driver": "unit_price", "value": 12_500_000}),
    (OperationKind.SET_DRIVER, {"so-lieu": "quantity", "so-moi": "12"}, {"driver": "quantity", "value": 12_000}),
    (OperationKind.DEFER, {"gian-nam": "2026", "gian-quy": "3"}, {"year": 2026, "quarter": 3}),
    (OperationKind.DEFER, {}, {"year": 2025, "quarter": 1}),
    (OperationKind.SLIP, {"lui-quy": "-2"}, {"quarters": -2}),
    (OperationKind.SLIP, {}, {"quarters": 1}),
    (OperationKind.RE_SOURCE, {"nguon-moi": "BSCDS"}, {"source": "BSCDS"}),
]


@pytest.mark.parametrize(("kind", "choices", "settings"), SETTINGS)
def test_what_is_typed_becomes_the_settings(plan: Plan, kind: OperationKind, choices: Choices, settings: Mapping[str, int | str]) -> None:
    draft, problems = draft_of(plan, {"thao-tac": kind.value, "ly-do-cat": "thử", **choices})
    assert (draft.kind, draft.reason, dict(draft.settings), problems) == (kind, "thử", dict(settings), [])


def test_every_kind_of_operation_can_be_written() -> None:
    assert set(KINDS) == set(OperationKind)
    assert {kind for kind, _, _ in SETTINGS} == set(OperationKind)


@pytest.mark.parametrize(
    ("choices", "text"),
    [
        ({"thao-tac": "percent", "ty-le": "1.5"}, "1.5"),
        ({"thao-tac": "percent", "ty-le": "101"}, "101"),
        ({"thao-tac": "reduce_quantity", "so-giam": "-1"}, "-1"),
        ({"thao-tac": "set_driver", "so-lieu": "unit_price", "so-moi": "1,234.5"}, "1,234.5"),
    ],
)
def test_what_cannot_be_read_is_said_and_left_out(plan: Plan, choices: Choices, text: str) -> None:
    draft, problems = draft_of(plan, choices)
    assert [f"“{text}”" in problem for problem in problems] == [True]
    assert not {"share_bp", "to_milli", "value"} & set(draft.settings)


def test_the_selection_is_what_is_chosen_in_the_year_on_screen(plan: Plan) -> None:
    choices = {"cat-uu-tien": ("3", "4"), "cat-khoi": "district", "cat-don-vi": DISTRICT, "cat-nguon": "QD334", "cat-nhom": "equipment"}
    draft, _ = draft_of(plan, {**choices, "cat-tim": "may in"}, 2024)
    assert draft.where == LineFilter(
        listing="estimate",
        priorities=(3, 4),
        levels=("district",),
        units=(DISTRICT,),
        sources=("QD334",),
        categories=("equipment",),
        years=(2024,),
        text="may in",
    )
    assert draft_of(plan, {})[0].where == LineFilter(listing="estimate")
