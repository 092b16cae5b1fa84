"""What is shown of how needed lines are: which list, seen on which day, which lines. All of it is remembered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from budget.model import labels
from budget.model.states import Band, Listing
from budget.plan.necessity_part import Wanted
from budget.plan.terms import LineFilter
from pages.parts.desk import Desk
from pages.parts.remembered import choose_many, choose_one, type_text
from pages.parts.task_choices import choose_day

NAMES = ("can-tim", "can-don-vi", "can-nhom", "can-khoa")
ANY = "tat-ca"
_LOCKED = {ANY: "Tất cả", "duoc": "Được cắt", "khong": "Không được cắt", "kien-nghi": "Chỉ kiến nghị"}
_FREE: Mapping[str, tuple[bool | None, bool | None]] = {"duoc": (True, None), "khong": (False, None), "kien-nghi": (True, True)}


@dataclass(frozen=True)
class Asked:
    """Seen on which day, and which lines are shown."""

    day: date
    wanted: Wanted

    @property
    def listing(self) -> str:
        """Which list."""
        return self.wanted.listing


def choose_needs(desk: Desk) -> Asked:
    """The row of choices, and what it selects."""
    view, catalogue = desk.view, desk.plan.catalogue()
    bar = st.columns([1.7, 1.9, 1.9, 1.7, 1.2, 1])
    with bar[0]:
        text = type_text(view, "can-tim", "Tìm khoản mục", "Nội dung, số thứ tự")
    with bar[1]:
        units = choose_many(view, "can-don-vi", "Đơn vị", list(catalogue.units), catalogue.unit_name)
    with bar[2]:
        bands = choose_many(view, "can-nhom", "Nhóm cắt", [band.value for band in Band], labels.BAND.__getitem__)
    with bar[3]:
        shown = {item.value: labels.LISTING[item] for item in Listing}
        listing = choose_one(view, "can-danh-muc", "Danh mục", list(shown), shown.__getitem__, default=Listing.ESTIMATE.value)
    with bar[4]:
        locked = choose_one(view, "can-khoa", "Cắt được không", list(_LOCKED), _LOCKED.__getitem__, default=ANY)
    with bar[5]:
        day = choose_day(desk)
    wanted = LineFilter(listing=listing, units=tuple(units), text=text)
    only = desk.plan.necessity.matching(wanted, desk.scenario) if text or units else None
    return Asked(day, Wanted(listing, only, tuple(bands), *_FREE.get(locked, (None, None))))
