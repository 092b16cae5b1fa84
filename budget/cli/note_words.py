"""The words of the commands that split and move lines and that keep comments and files."""

from budget.cli.grammar import VietnameseParser, whole_number
from budget.cli.words import YEAR, expect, plan_only, reason

BY = ("quantity", "times", "amount", "share")


def _line(parser: VietnameseParser) -> None:
    parser.add_argument("line", metavar="LINE", help="mã hoặc số của khoản mục")


def _dry_run(parser: VietnameseParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")


def line_split(parser: VietnameseParser) -> None:
    """Which line, by what, into which parts."""
    plan_only(parser)
    _line(parser)
    parser.add_argument("--by", choices=BY, default="quantity", help="tách theo số lượng, số lần, số tiền hay tỷ lệ (quantity)")
    told = "một phần: số, rồi những gì khác khoản mục cũ, ví dụ “5; unit=502; source=NQ36-H; quarter=4”"
    parser.add_argument("--part", action="append", required=True, metavar="PHẦN", help=told)
    reason(parser)
    expect(parser)
    _dry_run(parser)


def line_move(parser: VietnameseParser) -> None:
    """Which lines, where to."""
    plan_only(parser)
    parser.add_argument("lines", nargs="+", metavar="LINE", help="mã hoặc số của các khoản mục")
    for name, told in (("unit", "mã đơn vị"), ("task", "mã nhiệm vụ"), ("source", "mã nguồn kinh phí")):
        parser.add_argument(f"--{name}", default="", metavar="MÃ", help=f"{told} mới")
    parser.add_argument("--year", type=YEAR, metavar="NĂM", help="năm mới")
    parser.add_argument("--quarter", type=whole_number(1, 4), metavar="QUÝ", help="quý mới")
    reason(parser)
    expect(parser)
    _dry_run(parser)


def comment_add(parser: VietnameseParser) -> None:
    """Of which line, what."""
    plan_only(parser)
    _line(parser)
    parser.add_argument("text", metavar="TEXT", help="nội dung ý kiến")


def of_line(parser: VietnameseParser) -> None:
    """Of which line."""
    plan_only(parser)
    _line(parser)


def comment_delete(parser: VietnameseParser) -> None:
    """Which comment."""
    plan_only(parser)
    parser.add_argument("comment", metavar="COMMENT", help="mã ý kiến")


def attachment_add(parser: VietnameseParser) -> None:
    """To which line, which file."""
    plan_only(parser)
    _line(parser)
    parser.add_argument("file", metavar="FILE", help="tệp đính kèm, nhiều nhất 10 MB")
    parser.add_argument("--note", default="", metavar="…", help="ghi chú")


def attachment_get(parser: VietnameseParser) -> None:
    """Which file, where to."""
    plan_only(parser)
    parser.add_argument("attachment", metavar="ATTACHMENT", help="mã tệp đính kèm")
    parser.add_argument("--out", metavar="TỆP", help="tệp ghi ra (mặc định: tên gốc, trong thư mục đang đứng)")


def attachment_delete(parser: VietnameseParser) -> None:
    """Which file, and why."""
    plan_only(parser)
    parser.add_argument("attachment", metavar="ATTACHMENT", help="mã tệp đính kèm")
    reason(parser, required=False)
