"""The words of the commands on tasks and on how ready lines are."""

import argparse
from datetime import date

from budget.cli import words
from budget.cli.grammar import VietnameseParser

TASK_OPTIONS = {
    "name": "tên nhiệm vụ",
    "group": "nhóm tiện ích: TI1 đến TI5, NVC",
    "lead-unit": "đơn vị chủ trì (mã hoặc tên)",
    "partners": "đơn vị phối hợp, cách nhau bằng dấu chấm phẩy",
    "person": "người phụ trách (chức danh)",
    "document": "căn cứ (mã hoặc số văn bản)",
    "deadline": "thời hạn, ngày/tháng/năm",
    "amended-deadline": "hạn điều chỉnh; chỉ được tính khi văn bản điều chỉnh có số",
    "amending-document": "văn bản điều chỉnh hạn",
    "state": "trạng thái: planned, running, at_risk, blocked hoặc done",
    "started": "ngày bắt đầu",
    "finished": "ngày hoàn thành",
    "note": "ghi chú",
}


def task_list(parser: VietnameseParser) -> None:
    """On which day, of which scenario and year."""
    words.plan_only(parser)
    seen_on(parser)
    parser.add_argument("--unit", default="", metavar="MÃ", help="chỉ nhiệm vụ do đơn vị này chủ trì")
    parser.add_argument("--overdue", action="store_true", help="chỉ nhiệm vụ quá hạn")


def task_set(parser: VietnameseParser) -> None:
    """Which task, which fields."""
    words.plan_only(parser)
    parser.add_argument("task", metavar="TASK", help="mã nhiệm vụ, ví dụ NV14")
    _fields(parser)
    words.reason(parser)
    words.expect(parser)


def task_add(parser: VietnameseParser) -> None:
    """What the new task is."""
    words.plan_only(parser)
    parser.add_argument("--code", default="", metavar="MÃ", help="mã nhiệm vụ (mặc định: mã kế tiếp)")
    _fields(parser)
    words.reason(parser, required=False)


def task_ready(parser: VietnameseParser) -> None:
    """On which day, of which scenario; of a task, or of the whole plan by source."""
    words.plan_only(parser)
    seen_on(parser)
    parser.add_argument("--task", default="", metavar="MÃ", help="từng khoản mục của nhiệm vụ này thay vì tổng theo nguồn")


def _fields(parser: VietnameseParser) -> None:
    for name, told in TASK_OPTIONS.items():
        parser.add_argument(f"--{name}", metavar="…", help=told)


def seen_on(parser: VietnameseParser) -> None:
    """On which day, of which scenario and year."""
    parser.add_argument("--day", type=_day, metavar="NGÀY", help="xét vào ngày này (hôm nay; năm ngân sách đã qua thì ngày cuối năm)")
    parser.add_argument("--scenario", default="goc", metavar="S", help="phương án: mã, tên hoặc PA1 (mặc định: goc)")
    parser.add_argument("--year", type=words.YEAR, metavar="NĂM", help="kinh phí của một năm (mọi năm)")


def _day(text: str) -> date:
    from budget.typed_date import read_date

    value, problems = read_date(text)
    if problems or value is None:
        raise argparse.ArgumentTypeError(f"“{text}” không phải là ngày đọc được, ví dụ 15/02/2025.")
    return date.fromisoformat(str(value))
