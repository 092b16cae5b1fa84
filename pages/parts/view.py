"""What is chosen on screen (plan, year, scenario, money unit, filters): one object a session, mirrored in the address on every run.

Streamlit forgets query parameters and bound widgets when the page changes, so nothing may live in them alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from budget.model.ids import BASE
from budget.money import MoneyUnit

KEY = "view"
ALL_YEARS = "tat-ca"


@dataclass
class View:
    """Choices by name; texts or tuples of texts. `shared` choices follow the person from page to page."""

    choices: dict[str, str | tuple[str, ...]] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A chosen text, or the default."""
        value = self.choices.get(name, default)
        return value if isinstance(value, str) else default

    def texts(self, name: str, allowed: Sequence[str] | None = None) -> list[str]:
        """Chosen texts; those no longer `allowed` are left out."""
        value = self.choices.get(name, ())
        found = [value] if isinstance(value, str) and value else list(value)
        return found if allowed is None else [item for item in found if item in allowed]

    def choose(self, name: str, value: str | Sequence[str] | None) -> None:
        """Remember a choice; an empty one is forgotten."""
        if value is None or len(value) == 0:
            self.choices.pop(name, None)
        else:
            self.choices[name] = value if isinstance(value, str) else tuple(value)

    @property
    def scenario(self) -> str:
        """The chosen scenario's id."""
        return self.text("phuong-an", BASE)

    @property
    def unit(self) -> MoneyUnit:
        """The money unit shown; amounts are stored in đồng whatever it is."""
        value = self.text("don-vi-tien", MoneyUnit.DONG.value)
        return MoneyUnit(value) if value in tuple(MoneyUnit) else MoneyUnit.DONG

    def year(self, default: int) -> int | None:
        """The chosen budget year; None = all years."""
        value = self.text("nam", str(default))
        if value == ALL_YEARS:
            return None
        return int(value) if value.isdecimal() else default

    def as_parameters(self) -> dict[str, str | list[str]]:
        """The choices as the address carries them."""
        return {name: value if isinstance(value, str) else list(value) for name, value in sorted(self.choices.items())}


def current_view() -> View:
    """This session's view; a new session starts from the address it was opened with."""
    if KEY not in st.session_state:
        st.session_state[KEY] = View(read_parameters({name: st.query_params.get_all(name) for name in st.query_params}))
    view: View = st.session_state[KEY]
    return view


def read_parameters(parameters: Mapping[str, Sequence[str]]) -> dict[str, str | tuple[str, ...]]:
    """Choices from an address; several values of one name make a tuple."""
    return {name: values[0] if len(values) == 1 else tuple(values) for name, values in parameters.items() if values}


def write_address(view: View) -> None:
    """Make the address say what is chosen, so that a link opens the same view."""
    wanted = view.as_parameters()
    present = {name: st.query_params.get_all(name) for name in st.query_params}
    if present != {name: [value] if isinstance(value, str) else value for name, value in wanted.items()}:
        st.query_params.from_dict(wanted)
