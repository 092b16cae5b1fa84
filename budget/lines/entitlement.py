"""How many more a unit may buy: what the norm and headcount grant less what is there and still usable."""

from budget.quantity import format_quantity


def room_left(entitled_milli: int | None, usable_milli: int | None) -> int | None:
    """The most that may still be bought, in thousandths and never below 0; None while either figure is unknown."""
    if entitled_milli is None or usable_milli is None:
        return None
    return max(0, entitled_milli - usable_milli)


def describe_room(entitled_milli: int | None, usable_milli: int | None, asked_milli: int, measure: str) -> tuple[str, bool]:
    """The same as a sentence beside what is asked, and whether it is too much; ("", False) while it cannot be told."""
    room = room_left(entitled_milli, usable_milli)
    if room is None:
        return "", False
    over = asked_milli - room
    said = f"Được mua thêm tối đa {format_quantity(room)} {measure}, đang tính {format_quantity(asked_milli)} {measure}"
    return (f"{said}: vượt {format_quantity(over)} {measure}.", True) if over > 0 else (f"{said}.", False)
