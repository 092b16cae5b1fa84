"""Where each task stands on a day: days left, why it may fail, what comes next. The day is always named, never assumed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from budget.model.states import Step, TaskState
from budget.money import format_money, format_short
from budget.tasks.groups import Group
from budget.tasks.money import Other, TaskMoney, add_up
from budget.tasks.readiness import LABELS
from budget.tasks.task import Task

_VIETNAM = timezone(timedelta(hours=7))
SOON_DAYS = 30
"""A task this near its deadline that has not begun is at risk."""


@dataclass(frozen=True, slots=True)
class Risk:
    """One reason why a task may fail: a stable code and a sentence."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Standing:
    """A task on a day with its money and the state of its lines.

    `waiting`: step -> how many lines wait for it; `late_amount` is planned for after the deadline's quarter; `expected` (đồng) is what
    lines with a known chance are expected to disburse, `unknown` the money of those whose chance nobody can tell.
    """

    task: Task
    day: date
    money: TaskMoney
    waiting: Mapping[str, int]
    late_amount: int
    spent: int
    expected: int
    unknown: int
    risks: tuple[Risk, ...]
    next_step: str

    @property
    def overdue(self) -> bool:
        """Whether it is unfinished after its deadline."""
        return self.task.is_overdue(self.day)

    @property
    def days_left(self) -> int | None:
        """Days to the deadline; negative when it has passed, None without one or when it is done."""
        return self.task.days_left(self.day)

    @property
    def unspent(self) -> int:
        """What is planned of the estimate and not recorded as spent."""
        return self.money.amount - self.spent


def judge(task: Task, day: date, groups: Sequence[Group], other: Other = (0, 0)) -> Standing:
    """The standing of one task from its lines of the estimate, and how much of the other list names it."""
    waiting: dict[str, int] = {}
    for group in groups:
        for name, _ in group.steps.open:
            waiting[name] = waiting.get(name, 0) + group.lines
    late = [group for group in groups if task.due is not None and quarter_end(group.year, group.quarter) > quarter_end_of(task.due)]
    money = add_up(groups, other)
    standing = Standing(
        task=task,
        day=day,
        money=money,
        waiting=waiting,
        late_amount=sum(group.amount for group in late),
        spent=sum(group.spent for group in groups),
        expected=sum(group.expected or 0 for group in groups),
        unknown=sum(group.amount for group in groups if group.expected is None),
        risks=(),
        next_step=_next_step(task, waiting, money),
    )
    return standing if task.done else replace(standing, risks=tuple(_risks(standing, groups)))


def judge_all(tasks: Iterable[Task], day: date, groups: Iterable[Group], other: Mapping[str, Other]) -> list[Standing]:
    """The standing of every task, in the order given."""
    held: dict[str, list[Group]] = {}
    for group in groups:
        held.setdefault(group.task, []).append(group)
    return [judge(task, day, held.get(task.code, []), other.get(task.code, (0, 0))) for task in tasks]


def default_day(budget_year: int) -> date:
    """What a screen or an annex begins with when nobody names a day: today in Vietnam, or the budget year's last day once it has passed."""
    return min(datetime.now(_VIETNAM).date(), date(budget_year, 12, 31))


def quarter_end(year: int, quarter: int) -> date:
    """The last day of a quarter."""
    after = date(year + 1, 1, 1) if quarter >= 4 else date(year, quarter * 3 + 1, 1)
    return after - timedelta(days=1)


def quarter_end_of(day: date) -> date:
    """The last day of the quarter a day lies in."""
    return quarter_end(day.year, (day.month + 2) // 3)


def days_words(left: int | None) -> str:
    """Days left in words; "" where there is no deadline to count to."""
    if left is None:
        return ""
    if left == 0:
        return "đến hạn hôm nay"
    return f"còn {format_money(left)} ngày" if left > 0 else f"quá hạn {format_money(-left)} ngày"


def describe_standing(standings: Sequence[Standing], day: date) -> str:
    """The tasks in one sentence: how many are overdue, with how much not spent, or how many come due next."""
    overdue = [item for item in standings if item.overdue]
    if overdue:
        unspent = sum(item.unspent for item in overdue)
        return f"{len(overdue)} nhiệm vụ quá hạn tính đến {day:%d/%m/%Y}, kinh phí chưa ghi nhận đã chi {format_short(unspent)}"
    soon = [item for item in standings if item.days_left is not None and item.days_left <= SOON_DAYS]
    if soon:
        return f"Không nhiệm vụ nào quá hạn tính đến {day:%d/%m/%Y}; {len(soon)} nhiệm vụ đến hạn trong {SOON_DAYS} ngày tới"
    return f"Không nhiệm vụ nào quá hạn hoặc sắp đến hạn tính đến {day:%d/%m/%Y}"


def describe_nearest(standings: Sequence[Standing]) -> str:
    """The deadline that presses most, in one sentence: the one missed by most days, else the next one."""
    open_ones = [(item.days_left, item.task.code, item) for item in standings if item.days_left is not None]
    if not open_ones:
        return "Không nhiệm vụ nào còn thời hạn phải theo dõi"
    left, code, item = min(open_ones, key=lambda entry: entry[:2])
    word = "Trễ nhất" if left < 0 else "Gần đến hạn nhất"
    return f"{word}: {code} {item.task.name}, {days_words(left)}"


def _risks(standing: Standing, groups: Sequence[Group]) -> Iterable[Risk]:
    task, left, late_amount, unsourced = standing.task, standing.days_left, standing.late_amount, standing.money.unsourced
    if not task.lead_unit:
        yield Risk("lead_missing", "Chưa có đơn vị chủ trì.")
    if task.due is None:
        yield Risk("deadline_missing", "Chưa có thời hạn.")
    if left is not None and left < 0:
        yield Risk("overdue", f"Quá hạn {format_money(-left)} ngày.")
    if left is not None and 0 <= left <= SOON_DAYS and task.state is TaskState.PLANNED:
        yield Risk("not_begun", f"Chưa bắt đầu mà chỉ còn {left} ngày.")
    if task.proposed is not None:
        yield Risk("deadline_proposed", f"Mới đề nghị lùi hạn đến {task.proposed:%d/%m/%Y}, chưa có số văn bản điều chỉnh nên chưa tính.")
    if task.state in (TaskState.AT_RISK, TaskState.BLOCKED):
        said = "có nguy cơ chậm" if task.state is TaskState.AT_RISK else "đang vướng"
        yield Risk("said_at_risk", f"Người theo dõi ghi {said}.")
    without = [group for group in groups if group.steps.guidance is Step.MISSING]
    if without:
        count, amount = sum(group.lines for group in without), format_short(sum(group.amount for group in without))
        yield Risk("guidance_missing", f"{format_money(count)} khoản mục ({amount}) chưa có hướng dẫn của bộ, ngành.")
    if late_amount:
        yield Risk("lines_late", f"{format_short(late_amount)} xếp chi sau thời hạn của nhiệm vụ.")
    if unsourced:
        yield Risk("source_missing", f"{format_short(unsourced)} chưa có nguồn dự kiến.")


def _next_step(task: Task, waiting: Mapping[str, int], money: TaskMoney) -> str:
    """What comes next, by the first thing that stands in the way."""
    if task.done:
        return "Đã hoàn thành"
    if not task.lead_unit:
        return "Giao đơn vị chủ trì"
    if task.due is None:
        return "Ấn định thời hạn"
    for name, count in waiting.items():
        if name == "guidance":
            return f"Xin {LABELS[name]} ({format_money(count)} khoản mục)"
    if waiting.get("design"):
        return f"Trình duyệt thiết kế, đề cương ({format_money(waiting['design'])} khoản mục)"
    if waiting.get("procurement"):
        return f"Lựa chọn nhà thầu ({format_money(waiting['procurement'])} khoản mục)"
    if money.unsourced:
        return "Xác định nguồn kinh phí"
    return "Bắt đầu thực hiện" if task.state is TaskState.PLANNED else "Tiếp tục thực hiện"
