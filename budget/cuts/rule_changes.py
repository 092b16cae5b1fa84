"""Which rules of a search for cuts were changed between two questions, as the screen says it: "mức trần mỗi đơn vị 20 % → 15 %"."""

from budget.cuts.drawing import Drawn
from budget.cuts.settings import CutSettings
from budget.money import format_short
from budget.quantity import format_share_bp

NO_CAP = "không giới hạn"
_OTHERS = {
    "floors": "mức phải giữ của nhóm chi",
    "means": "việc được phép làm với khoản mục",
    "reductions": "giảm trừ thẩm định",
    "proposed": "giảm trừ chưa ai xác nhận",
    "strict": "thứ tự lần lượt theo nhóm",
    "year": "năm xét",
    "room_for": "khoản mục được dành nguồn",
}
"""Rules that are told changed without telling from what to what."""


def say_rule_changes(before: Drawn, after: Drawn) -> str:
    """What was changed on the way from one question to another, with commas between; "" when the rules are the same."""
    first, second = before.settings, after.settings
    parts = []
    if before.target != after.target:
        parts.append(f"mục tiêu {format_short(before.target)} → {format_short(after.target)}")
    elif [(each.scope, each.subject) for each in first.targets] != [(each.scope, each.subject) for each in second.targets]:
        parts.append("phạm vi mục tiêu")
    for name, words in (("unit_cap_bp", "mức trần mỗi đơn vị"), ("mountain_cap_bp", "mức trần xã miền núi")):
        if getattr(first, name) != getattr(second, name):
            parts.append(f"{words} {_say_share(getattr(first, name))} → {_say_share(getattr(second, name))}")
    parts += _say_pins(first, second)
    parts += [words for name, words in _OTHERS.items() if getattr(first, name) != getattr(second, name)]
    return ", ".join(parts)


def _say_pins(before: CutSettings, after: CutSettings) -> list[str]:
    kept, now = set(before.pins.items()), set(after.pins.items())
    counts = {"ghim": len(now - kept), "bỏ ghim": len({line for line, _ in kept} - {line for line, _ in now})}
    return [f"{words} {count} khoản mục" for words, count in counts.items() if count]


def _say_share(share_bp: int | None) -> str:
    return NO_CAP if share_bp is None else format_share_bp(share_bp)
