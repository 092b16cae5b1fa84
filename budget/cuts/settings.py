"""What a person asks of a cut: how much, from where, within which bounds, by which means. Data only; money in đồng, shares in bp.

The presets of 5 % and 10 % and the lower cap of mountain communes are conventions a person may change, not law.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from budget.model.states import CutAction, Listing, Reduction
from budget.money import take_share

PRESETS_BP = (500, 1000)
"""Targets offered at once: adjustable conventions (5 % of Nghị quyết 119/NQ-CP and the standing 10 %, both recalled)."""
LADDER_BP = (300, 500, 800)
"""How much money may fall short: the steps of the contingency ladder."""
UNIT_CAP_BP, MOUNTAIN_CAP_BP = 2000, 1000
"""What a screen offers at first: no unit loses more than 20 %, a mountain commune no more than 10 %."""
STEPS_BP = (2500, 5000, 7500)
"""The shares a partial cut may take."""


class Mode(StrEnum):
    """Trim the estimate itself, or cut other spending to make room for it (điều chuyển)."""

    TRIM = "trim"
    MAKE_ROOM = "make_room"

    @property
    def listing(self) -> Listing:
        """Which list is cut."""
        return Listing.ESTIMATE if self is Mode.TRIM else Listing.OTHER


class Scope(StrEnum):
    """What a target is about."""

    WHOLE = "whole"
    SOURCE = "source"
    NATURE = "nature"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Quota:
    """So many đồng, or such a share of what it is measured by; one of the two."""

    amount: int | None = None
    share_bp: int | None = None

    def __post_init__(self) -> None:
        """Exactly one is told."""
        if (self.amount is None) == (self.share_bp is None):
            raise ValueError("a quota is an amount or a share")

    def of(self, whole: int) -> int:
        """In đồng, a share of `whole` rounded half up."""
        return self.amount if self.amount is not None else take_share(whole, self.share_bp or 0)


@dataclass(frozen=True, slots=True)
class Target:
    """How much is to be saved, and of what: `subject` is the code of a source, a nature or a year; "" for the whole.

    A share is of what the scope comes to after the reductions of the appraisal.
    """

    quota: Quota
    scope: Scope = Scope.WHOLE
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """What a person decided for a line and why: kept, or cut just so.

    `value`: share taken in bp, thousandths of pieces kept, period (year x 4 + quarter - 1) or code of a source; None = any allowed.
    """

    action: CutAction
    reason: str
    value: int | str | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """What may be done to a line. Shares taken in bp; `defer_to` = (year, quarter) or None; `re_source_to` = codes of sources."""

    drop: bool = True
    percent_bp: tuple[int, ...] = STEPS_BP
    fewer_bp: tuple[int, ...] = STEPS_BP
    one_fewer: bool = True
    to_norm: bool = True
    defer_to: tuple[int, int] | None = None
    re_source_to: tuple[str, ...] = ()


DROP_ONLY = Means(percent_bp=(), fewer_bp=(), one_fewer=False, to_norm=False)


@dataclass(frozen=True)
class CutSettings:
    """Everything that makes a question of a cut, apart from the plan's own data; lines by id.

    `year` None = the money of all years. `caps`: most a unit may lose, before the shares for all and for mountain communes.
    `floors`: least that a category keeps. `ceilings`: most that the lines of a source may still ask. `strict`: a line of a later
    level is not touched while earlier levels suffice. `proposed`: reductions nobody confirmed yet are taken too. `room_for`: the lines of
    the estimate that room is made for, each with the most it is to get (đồng, None = all it lacks); none named = all that lack money.
    """

    mode: Mode = Mode.TRIM
    year: int | None = None
    targets: tuple[Target, ...] = ()
    unit_cap_bp: int | None = None
    mountain_cap_bp: int | None = None
    caps: Mapping[str, Quota] = field(default_factory=dict)
    floors: Mapping[str, Quota] = field(default_factory=dict)
    ceilings: Mapping[str, int] = field(default_factory=dict)
    bundles: tuple[tuple[str, ...], ...] = ()
    projects: tuple[str, ...] = ()
    at_least_one: tuple[tuple[str, ...], ...] = ()
    pins: Mapping[str, Pin] = field(default_factory=dict)
    means: Means = field(default_factory=Means)
    reductions: tuple[Reduction, ...] = tuple(Reduction)
    proposed: bool = False
    strict: bool = False
    room_for: Mapping[str, int | None] = field(default_factory=dict)


def settings_to_text(settings: CutSettings) -> str:
    """Settings as stored: canonical JSON of what differs from the usual."""
    told = {name: _plain(value) for name, value in vars(settings).items() if value != getattr(_USUAL, name)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def settings_from_text(text: str) -> CutSettings:
    """The settings that were stored; KeyError or ValueError for what never was a setting."""
    told: dict[str, Any] = {name: _READERS[name](value) for name, value in json.loads(text or "{}").items()}
    return CutSettings(**told)


_USUAL = CutSettings()


def _plain(value: object) -> object:
    if isinstance(value, Quota | Target | Pin | Means):
        return {name: _plain(getattr(value, name)) for name in value.__slots__}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _means(raw: Mapping[str, Any]) -> Means:
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}
    return Means(**told)


def _groups(raw: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(item) for item in raw)


def _quotas(raw: Mapping[str, Mapping[str, int | None]]) -> dict[str, Quota]:
    return {key: Quota(**value) for key, value in raw.items()}


_READERS: Mapping[str, Callable[[Any], object]] = {
    "mode": Mode,
    "year": int,
    "targets": lambda raw: tuple(Target(Quota(**item["quota"]), Scope(item["scope"]), item["subject"]) for item in raw),
    "unit_cap_bp": int,
    "mountain_cap_bp": int,
    "caps": _quotas,
    "floors": _quotas,
    "ceilings": dict,
    "bundles": _groups,
    "projects": tuple,
    "at_least_one": _groups,
    "pins": lambda raw: {line: Pin(CutAction(pin["action"]), pin["reason"], pin["value"]) for line, pin in raw.items()},
    "means": _means,
    "reductions": lambda raw: tuple(Reduction(item) for item in raw),
    "proposed": bool,
    "strict": bool,
    "room_for": dict,
}
