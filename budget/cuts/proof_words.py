"""What an answer's proof says in words: how near to the least harm it is, and why it stopped where it did."""

from budget.cuts.answer import Answer
from budget.money import format_short


def say_proof(answer: Answer) -> str:
    """One sentence on what is proved of an answer."""
    if answer.status == "stopped":
        return "Đã dừng giữa chừng; đây là cách tốt nhất tìm được đến lúc đó, chưa chứng minh được gì."
    if not answer.harm:
        return "Không gây thiệt hại nào nên không thể có cách tốt hơn."
    if answer.status == "feasible":
        return f"Chưa chứng minh được hẳn: cách này giữ đúng quy định; nếu còn cách ít thiệt hại hơn thì cũng không quá {say_gap(answer)}."
    proved = "" if answer.status != "relaxed" else " khi đã nới như trên"
    if answer.gap == 0:
        return f"Đã chứng minh: không có cách nào ít thiệt hại hơn{proved}."
    return f"Đã chứng minh: không có cách nào ít thiệt hại hơn quá {say_gap(answer)}{proved}."


def say_gap(answer: Answer) -> str:
    """The gap in per cent, rounded up: 0,0001 %."""
    if answer.gap == 0:
        return "0 %"
    ten_thousandths = max(1, -int(-answer.gap * 1_000_000 // 1))
    whole, rest = divmod(ten_thousandths, 10_000)
    text = f"{whole},{rest:04d}".rstrip("0").rstrip(",")
    return f"{text} %"


def say_bound(answer: Answer) -> str:
    """The harm and the least it could be."""
    return f"Thiệt hại {format_short(answer.harm)}, không cách nào dưới {format_short(max(0, int(answer.bound)))} (đồng quy đổi)."
