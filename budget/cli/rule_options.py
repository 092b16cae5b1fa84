"""The words of the commands on rules: what a rule may say, and what is asked before one is added, changed, ended or taken out."""

from budget.cli.grammar import VietnameseParser
from budget.cli.words import expect, plan_only, reason

TELL = {
    "verdict": "kết luận: allow, deny hoặc insufficient",
    "document": "mã văn bản làm căn cứ",
    "why": "vì sao, hiện cho người xem",
    "article": "điều, khoản",
    "confidence": "mức đối chiếu: confirmed, recalled hoặc unsure",
    "unit-level": "khối: province, district, commune hoặc central",
    "unit-kind": "loại đơn vị: department, police, district, commune hoặc body",
    "unit": "mã đơn vị",
    "category": "nhóm chi",
    "nature": "tính chất chi: recurrent hoặc investment",
    "form": "hình thức",
    "route": "luồng xử lý của công an",
    "task-group": "mã nhóm tiện ích",
    "task": "mã nhiệm vụ",
    "budget-code": "mục, tiểu mục",
    "appraisal": "kết luận thẩm định nội dung: pending, passed, amend hoặc failed",
    "listed": "phụ lục được cấp: listed, beyond hoặc unknown",
    "gate": "thủ tục đầu tư: open hoặc closed",
    "year-from": "từ năm ngân sách",
    "year-to": "đến năm ngân sách",
    "valid-from": "từ ngày",
    "valid-to": "đến hết ngày",
    "cap-share": "tối đa bao nhiêu phần trăm thành tiền",
    "cap-amount": "tối đa bao nhiêu đồng",
    "instead-of": "mã quy tắc bị thay",
}
"""Option -> help; all but `why` (the rule's field `reason`) are named as the field."""


def field_of(option: str) -> str:
    """The rule's field an option tells."""
    return "reason" if option == "why" else option.replace("-", "_")


def rule_list(parser: VietnameseParser) -> None:
    """Which rules."""
    plan_only(parser)
    for name, told in (("source", "nguồn"), ("document", "văn bản"), ("verdict", "kết luận")):
        parser.add_argument(f"--{name}", default="", metavar="MÃ", help=f"chỉ {told} này")


def rule_add(parser: VietnameseParser) -> None:
    """Of which source, what it says, and why it is added."""
    plan_only(parser)
    parser.add_argument("source", metavar="SOURCE", help="mã nguồn kinh phí")
    _tell(parser)
    reason(parser)
    _dry_run(parser)


def rule_set(parser: VietnameseParser) -> None:
    """Which rule, what it says from now on, and why."""
    _rule(parser)
    parser.add_argument("--source", metavar="MÃ", help="mã nguồn kinh phí")
    _tell(parser)
    reason(parser)
    expect(parser)
    _dry_run(parser)


def rule_end(parser: VietnameseParser) -> None:
    """Which rule, its last day, and why."""
    _rule(parser)
    parser.add_argument("day", metavar="DAY", help="ngày cuối có hiệu lực, ví dụ 31/12/2024")
    reason(parser)
    expect(parser)
    _dry_run(parser)


def rule_delete(parser: VietnameseParser) -> None:
    """Which rule, and why."""
    _rule(parser)
    reason(parser)
    expect(parser)


DOCUMENT = {
    "kind": "loại văn bản, ví dụ Quyết định",
    "title": "trích yếu",
    "rank": "bậc: 6 luật, 5 nghị định, 4 Thủ tướng hoặc bộ, 3 HĐND tỉnh, 2 UBND tỉnh, 1 công văn",
    "short-name": "tên gọi tắt",
    "issuer": "cơ quan ban hành",
    "issued": "ngày ban hành đã thấy trên văn bản",
    "valid-from": "có hiệu lực từ ngày",
    "valid-to": "hết hiệu lực sau ngày",
    "confidence": "mức đối chiếu: confirmed, recalled hoặc unsure",
    "note": "ghi chú",
}
"""Option -> help of what may be told of a document besides its number."""


def document_add(parser: VietnameseParser) -> None:
    """Its number, what is known of it, and why it is added."""
    plan_only(parser)
    parser.add_argument("number", metavar="NUMBER", help="số, ký hiệu, ví dụ 334/QĐ-UBND")
    _tell_document(parser)
    reason(parser)


def document_set(parser: VietnameseParser) -> None:
    """Which document people added, what is known of it now, and why."""
    plan_only(parser)
    parser.add_argument("document", metavar="DOCUMENT", help="mã văn bản đã thêm")
    parser.add_argument("--number", metavar="…", help="số, ký hiệu")
    _tell_document(parser)
    reason(parser)
    expect(parser)


def document_list(parser: VietnameseParser) -> None:
    """Nothing but the plan."""
    plan_only(parser)


def _tell_document(parser: VietnameseParser) -> None:
    for name, told in DOCUMENT.items():
        parser.add_argument(f"--{name}", metavar="…", help=told)


def _rule(parser: VietnameseParser) -> None:
    plan_only(parser)
    parser.add_argument("rule", metavar="RULE", help="mã quy tắc")


def _tell(parser: VietnameseParser) -> None:
    for name, told in TELL.items():
        parser.add_argument(f"--{name}", metavar="…", help=told)


def _dry_run(parser: VietnameseParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")
