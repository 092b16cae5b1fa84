"""The rules of a search for cuts as sentences with numbers to change: texts in, settings or sentences out; all kept in the address."""

from collections.abc import Mapping

import streamlit as st

from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import CutAction, Nature, Reduction, Severity
from budget.money import parse_money
from budget.plan.cut_terms import PRESETS_BP, STEPS_BP, CutSettings, Means, Mode, Quota, Scope, Target
from budget.quantity import parse_share
from pages.parts.cut_caps import ask_cap, ask_share
from pages.parts.cut_pins import PINS, pins_of
from pages.parts.cut_room_rules import LINES, MOST, ask_lines, ask_most
from pages.parts.desk import Desk
from pages.parts.remembered import choose_many, choose_one, is_ticked, put_text, tick, type_text
from pages.parts.view import View

TARGET, UNIT_CAP, MOUNTAIN_CAP, KEPT_SHARE, KEPT_FOR = "tim-cat", "tim-tran", "tim-tran-nui", "tim-giu", "tim-giu-nhom"
REDUCED = {kind: f"giam-tru-{kind.value}" for kind in Reduction}
DOUBTED = "giam-tru-nghi"
"""The ticks of what the appraisal takes off first; drawn with their amounts once the question is drawn."""
MODE, ROOM_CAPS = "tim-kieu", ("danh-tran", "danh-tran-nui")
FIRST_TARGET, FIRST_UNIT_CAP, FIRST_MOUNTAIN_CAP = "10 %", "20 %", "10 %"
MODES = {Mode.TRIM: "Cắt trong dự toán", Mode.MAKE_ROOM: "Dành nguồn cho Đề án 06 (cắt chi khác)"}
_WHOLE = "tat-ca"
_MEANS: Mapping[CutAction, tuple[str, bool]] = {
    CutAction.DROP: ("cat-bo", True),
    CutAction.PERCENT: ("cat-ty-le", True),
    CutAction.FEWER: ("cat-so-luong", True),
    CutAction.TO_NORM: ("cat-dinh-muc", True),
    CutAction.DEFER: ("cat-gian", False),
    CutAction.RE_SOURCE: ("cat-doi-nguon", False),
}
RULES = (
    *(TARGET, UNIT_CAP, MOUNTAIN_CAP, KEPT_SHARE, KEPT_FOR, MODE, *ROOM_CAPS, MOST, LINES, *REDUCED.values(), DOUBTED, PINS),
    *("tim-pham-vi", "tim-lan-luot", "tim-gian-den", "tim-doi-sang", *(name for name, _ in _MEANS.values())),
)
"""Every choice that makes the question, by its name in the address."""


def write_rules(desk: Desk) -> tuple[CutSettings, list[Problem]]:
    """Draw the sentences; the settings they make, and what cannot be read in them."""
    view, problems = desk.view, list[Problem]()
    mode = Mode(choose_one(view, MODE, "Cắt ở đâu", [each.value for each in Mode], lambda code: MODES[Mode(code)], hidden=True))
    room = mode is Mode.MAKE_ROOM
    targets = ask_most(desk, problems) if room else _ask_target(desk, problems)
    room_for = ask_lines(desk, problems) if room else {}
    st.markdown("**Không được vượt**")
    # nobody is held back in other spending unless a person says so: less room is made only where it was asked for
    names, first = ((UNIT_CAP, MOUNTAIN_CAP), (FIRST_UNIT_CAP, FIRST_MOUNTAIN_CAP)) if not room else (ROOM_CAPS, ("", ""))
    unit_cap = ask_cap(view, names[0], "Không đơn vị nào mất quá", first[0], problems)
    mountain_cap = ask_cap(view, names[1], "Xã miền núi không quá", first[1], problems)
    floors = _ask_floors(view, problems)
    st.markdown("**Được phép làm gì với một khoản mục**")
    means = _ask_means(desk)
    strict = tick(
        view, "tim-lan-luot", "Cắt hết nhóm trước rồi mới đến nhóm sau", help_text="Nhóm a) đến e) rồi mới đến mức ưu tiên 4, 3, 2."
    )
    return (
        CutSettings(
            mode,
            desk.year,
            targets,
            unit_cap,
            mountain_cap,
            floors=floors,
            pins=pins_of(desk),
            means=means,
            reductions=tuple(each for each in Reduction if is_ticked(view, REDUCED[each], default=True)),
            proposed=is_ticked(view, DOUBTED),
            strict=strict,
            room_for=room_for,
        ),
        problems,
    )


def set_target(view: View, text: str) -> None:
    """Make a text the target, or the most that room is made of, as if somebody had typed it. For callbacks, before the field is drawn."""
    name, first = (MOST, "") if view.text(MODE) == Mode.MAKE_ROOM else (TARGET, FIRST_TARGET)
    put_text(view, name, text, default=first)


def _ask_target(desk: Desk, problems: list[Problem]) -> tuple[Target, ...]:
    """The sentence "Cắt [10 %] [tổng dự toán] năm 2024", and the usual shares to click."""
    scopes = _scopes(desk)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown("**Cắt**", width="content")
        typed = type_text(desk.view, TARGET, "Cắt bao nhiêu", "10 % hoặc 3 tỷ", default=FIRST_TARGET, hidden=True, width=100)
        for share in PRESETS_BP:
            words = f"{share // 100} %"
            st.button(words, key=f"preset-{share}", on_click=set_target, args=(desk.view, words), help="Mức quy ước, sửa được")
    scope = choose_one(desk.view, "tim-pham-vi", "Của", list(scopes), scopes.__getitem__, _WHOLE, hidden=True)
    quota = _read_quota(typed, problems)
    return () if quota is None else (Target(quota, *_scope_of(scope)),)


def _scopes(desk: Desk) -> dict[str, str]:
    """What a target may be about, with its words."""
    natures = {nature.value: f"{labels.NATURE[nature].lower()} {desk.year_label}" for nature in Nature}
    sources = {f"nguon:{code}": f"nguồn {source.short_name}" for code, source in desk.plan.catalogue().sources.items()}
    return {_WHOLE: f"tổng dự toán {desk.year_label}", **natures, **sources}


def _scope_of(chosen: str) -> tuple[Scope, str]:
    if chosen == _WHOLE:
        return Scope.WHOLE, ""
    if chosen.startswith("nguon:"):
        return Scope.SOURCE, chosen.removeprefix("nguon:")
    return Scope.NATURE, chosen


def _read_quota(typed: str, problems: list[Problem]) -> Quota | None:
    """A share ("10 %", "10") or an amount ("3 tỷ", "1.500.000.000"): a number up to 100 without a unit is a share."""
    text = " ".join(typed.split())
    if not text:
        problems.append(Problem("cut_target_missing", "Chưa nói cắt bao nhiêu.", "Nhập tỷ lệ, ví dụ 10 %, hoặc số tiền, ví dụ 3 tỷ."))
        return None
    share, unread = parse_share(text)
    if share is not None and (text.endswith("%") or share <= 10_000):
        return Quota(share_bp=share)
    if text.endswith("%"):
        problems.extend(unread)
        return None
    amount, unread = parse_money(text)
    problems.extend(problem for problem in unread if problem.severity is Severity.ERROR)
    return None if amount is None else Quota(amount=amount)


def _ask_floors(view: View, problems: list[Problem]) -> dict[str, Quota]:
    """The sentence "Giữ ít nhất [80 %] cho [nhóm chi]"."""
    share = ask_share(view, KEPT_SHARE, "Giữ ít nhất", "80 %", problems)
    categories = choose_many(
        view, KEPT_FOR, "cho nhóm chi", list(labels.CATEGORY), lambda code: labels.CATEGORY[code], hidden=True, none="chưa chọn"
    )
    return {} if share is None else {category: Quota(share_bp=share) for category in categories}


def _ask_means(desk: Desk) -> Means:
    """The actions that are allowed, each a tick; where to a line may be put off or moved."""
    left, right = st.columns(2, gap="small")
    allowed = set()
    for place, (action, (name, default)) in enumerate(_MEANS.items()):
        with (left, right)[place % 2]:
            if tick(desk.view, name, labels.CUT_ACTION[action], default=default):
                allowed.add(action)
    defer_to = _ask_when(desk) if CutAction.DEFER in allowed else None
    sources = _ask_sources(desk) if CutAction.RE_SOURCE in allowed else ()
    return Means(
        CutAction.DROP in allowed,
        STEPS_BP if CutAction.PERCENT in allowed else (),
        STEPS_BP if CutAction.FEWER in allowed else (),
        CutAction.FEWER in allowed,
        CutAction.TO_NORM in allowed,
        defer_to,
        sources,
    )


def _ask_when(desk: Desk) -> tuple[int, int]:
    periods = {f"{desk.plan.budget_year + ahead}-{quarter}": (ahead, quarter) for ahead in (1, 2) for quarter in (1, 2, 3, 4)}
    chosen = choose_one(desk.view, "tim-gian-den", "Giãn sang", list(periods), _say_period)
    return desk.plan.budget_year + periods[chosen][0], periods[chosen][1]


def _say_period(code: str) -> str:
    year, quarter = code.split("-")
    return f"quý {quarter} năm {year}"


def _ask_sources(desk: Desk) -> tuple[str, ...]:
    catalogue = desk.plan.catalogue()
    return tuple(choose_many(desk.view, "tim-doi-sang", "Đổi sang nguồn", list(catalogue.sources), catalogue.source_name))
