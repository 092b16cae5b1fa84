"""Commands on the journal: history and undo."""

from dataclasses import asdict

from budget.cli.call import Answer, Call, opened
from budget.cli.printing import format_count, format_table
from budget.plan.taking_back import take_back


def tell_history(call: Call) -> Answer:
    """The journal of the plan, or of one line, newest first."""
    words = call.words
    with opened(call) as plan:
        if words.line is not None:
            line = plan.lines.find_id(words.line)
            events = [asdict(event) for event in plan.lines.history(line)]
            return _tell_line(line, events[: words.limit], len(events) > words.limit)
        found = plan.entries(words.limit + 1)
    entries = [asdict(entry) for entry in found[: words.limit]]
    more = len(found) > words.limit
    cells = [
        [
            str(entry["seq"]),
            show_moment(str(entry["moment"])),
            str(entry["actor"]),
            str(entry["reason"]),
            format_count(int(entry["size"])),
            f"đã hoàn tác ở {entry['undone_by']}" if entry["undone_by"] else "",
        ]
        for entry in entries
    ]
    table = format_table(["Lần ghi", "Lúc", "Người ghi", "Lý do", "Số thay đổi", ""], cells, (0, 4))
    return Answer({"entries": entries, "more": more}, table + _more(more))


def take_batch_back(call: Call) -> Answer:
    """One batch taken back as a new one."""
    words = call.words
    with opened(call) as plan:
        undone, receipt = take_back(plan, words.batch, words.reason)
        amount = plan.totals().amount()
    data = {"undone": undone, "seq": receipt.seq, "batch": receipt.batch, "amount": amount}
    return Answer(data, f"Đã hoàn tác lần ghi {undone} bằng lần ghi {receipt.seq}.")


def _tell_line(line: str, events: list[dict[str, object]], more: bool) -> Answer:
    names = ("seq", "moment", "actor", "label", "old", "new", "reason")
    cells = [[show_moment(str(event[name])) if name == "moment" else str(event[name]) for name in names] for event in events]
    table = format_table(["Lần ghi", "Lúc", "Người ghi", "Số liệu", "Cũ", "Mới", "Lý do"], cells, (0, 4, 5))
    return Answer({"line": line, "entries": events, "more": more}, table + _more(more))


def show_moment(moment: str) -> str:
    """A journal moment as people read it: 23/11/2026 22:55."""
    return "/".join(reversed(moment[:10].split("-"))) + " " + moment[11:16]


def _more(more: bool) -> str:
    return "\nCòn nữa; tăng --limit để xem thêm." if more else ""
