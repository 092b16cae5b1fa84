"""A time bar per task: from its start to its deadline, what is proposed or amended hatched, the deadline and the day marked."""

from collections.abc import Sequence
from datetime import date, timedelta

import altair as alt

from budget.model import labels
from budget.plan.tasks_part import Standing, days_words
from pages.parts.charts import HATCH
from pages.parts.theme import AMBER, BLUE, GREY, LIGHT_BLUE, RED

LEGEND = (
    "Thanh xanh: từ ngày bắt đầu đến thời hạn; thanh nhạt: chưa ghi ngày bắt đầu, vẽ từ đầu năm · Đỏ: quá hạn · Sọc: phần lùi hạn "
    "· Vạch đứng trên thanh: thời hạn · Đường đứng: ngày xét."
)
STATES = {"late": "Quá hạn", "begun": "Đã ghi ngày bắt đầu", "open": "Chưa ghi ngày bắt đầu", "done": "Hoàn thành"}
_COLOURS = {"late": RED, "begun": BLUE, "open": LIGHT_BLUE, "done": GREY}
_STEP = 21
_LONGEST = 46


def task_chart(standings: Sequence[Standing], day: date, year: int) -> alt.LayerChart:
    """The bars of tasks that have a deadline, in the order given."""
    rows = [row_of(item, year) for item in standings if item.task.due is not None]
    base = alt.Chart(alt.Data(values=rows))
    y = alt.Y("name:N", sort=[row["name"] for row in rows], title=None, axis=alt.Axis(labelLimit=330, ticks=False, domain=False))
    axis = alt.Axis(format="%m/%Y", title=None, orient="top", tickCount="month", labelAngle=0, labelOverlap="greedy")
    begin = alt.X("start:T", title=None, axis=axis)
    colour = alt.Color(
        "state:N",
        title=None,
        scale=alt.Scale(domain=list(STATES.values()), range=list(_COLOURS.values())),
        legend=alt.Legend(orient="bottom", direction="horizontal"),
    )
    tip = alt.Tooltip("tip:N", title=" ")
    moved = base.transform_filter("isValid(datum.later)")
    layers = [
        base.mark_bar(height=12, opacity=0.85).encode(y=y, x=begin, x2="due:T", color=colour, tooltip=tip),
        moved.mark_bar(height=12, color=HATCH).encode(y=y, x=alt.X("from:T", title=None), x2="later:T", tooltip=tip),
        base.mark_tick(thickness=3, size=18, color=AMBER).encode(y=y, x=alt.X("due:T", title=None), tooltip=tip),
        alt.Chart(alt.Data(values=[{"day": day.isoformat()}])).mark_rule(color=RED, strokeDash=[4, 3], size=2).encode(x="day:T"),
    ]
    return alt.layer(*layers).properties(height=alt.Step(_STEP))


def row_of(item: Standing, year: int) -> dict[str, str | None]:
    """The bar of one task: its edges and words; the chart's own geometry, not a figure anybody reads."""
    task = item.task
    due = task.due or date(year, 12, 31)
    start = task.started or min(date(year, 1, 1), due - timedelta(days=30))
    state = "done" if task.done else "late" if item.overdue else "begun" if task.started else "open"
    words = [labels.TASK_STATE[task.state], f"thời hạn {due:%d/%m/%Y}", days_words(item.days_left)]
    since, later = due, task.proposed
    if task.amended and task.deadline and task.deadline < due:
        since, later = task.deadline, due
        words.append(f"đã điều chỉnh từ {task.deadline:%d/%m/%Y} ({task.amending_document})")
    elif later is not None:
        words.append(f"đề nghị lùi đến {later:%d/%m/%Y}, chưa có số văn bản")
    shown = later if later is not None and later > since else None
    return {
        "name": f"{task.code} {task.name}"[:_LONGEST] + ("…" if len(f"{task.code} {task.name}") > _LONGEST else ""),
        "start": start.isoformat(),
        "due": (since if shown is not None and task.amended else due).isoformat(),
        "from": since.isoformat(),
        "later": shown.isoformat() if shown else None,
        "state": STATES[state],
        "tip": f"{task.code} {task.name}: {', '.join(filter(None, words))}",
    }
