"""The words of the commands on cuts: how much, within which rules, by which means; `cutting` reads them."""

from budget.cli.grammar import VietnameseParser, whole_number
from budget.cli.words import YEAR, plan_only

MODES = ("trim", "make_room")
REDUCTIONS = ("none", "certain", "proposed")


def cut(parser: VietnameseParser) -> None:
    """How much to save, and everything that shapes the answer."""
    _question(parser)
    parser.add_argument("--target", metavar="MỨC", help="mục tiêu cắt: 12 %% hoặc 5 tỷ")
    parser.add_argument("--make-room", action="store_true", help="cắt chi khác để dành nguồn cho dự toán này, cho biết tiền chuyển đi đâu")
    parser.add_argument(
        "--for", dest="room_for", action="append", metavar="KHOẢN[=TIỀN]", default=[], help="khoản mục cần dành nguồn; ghi được nhiều lần"
    )
    parser.add_argument("--strict", action="store_true", help="chưa hết nhóm trước thì không cắt nhóm sau")
    parser.add_argument("--save", metavar="TÊN", help="lưu kết quả thành phương án có tên này")
    parser.add_argument("--reason", metavar="LÝ DO", help="vì sao, ghi vào nhật ký khi lưu")
    parser.add_argument("--gap", metavar="TỶ LỆ", default="1e-6", help="cho phép kém phương án tốt nhất bao nhiêu (1e-6)")
    parser.add_argument("--time-limit", type=whole_number(1, 36_000), metavar="GIÂY", default=60, help="tìm tối đa bao lâu (60)")
    parser.add_argument("--instance", metavar="TỆP", help="ghi bài toán và lời giải ra JSON để người khác kiểm tra")


def frontier(parser: VietnameseParser) -> None:
    """How many points, within which rules."""
    _question(parser)
    parser.add_argument("--points", type=whole_number(2, 400), metavar="SỐ", default=25, help="bao nhiêu điểm (25)")
    parser.add_argument("--gap", metavar="TỶ LỆ", default="1e-6", help="cho phép kém phương án tốt nhất bao nhiêu (1e-6)")
    parser.add_argument("--time-limit", type=whole_number(1, 36_000), metavar="GIÂY", default=120, help="tìm tối đa bao lâu (120)")


def _question(parser: VietnameseParser) -> None:
    plan_only(parser)
    parser.add_argument("--scenario", default="goc", metavar="S", help="phương án: mã, tên hoặc PA1 (mặc định: goc)")
    parser.add_argument("--on", metavar="NGÀY", help="xem vào ngày nào (mặc định: hôm nay, chậm nhất hết năm ngân sách)")
    parser.add_argument("--settings", metavar="TỆP", help="đọc cách đặt bài toán từ tệp YAML; lựa chọn trên dòng lệnh được ưu tiên")
    parser.add_argument("--mode", choices=MODES, help="trim: cắt dự toán; make_room: cắt khoản chi khác để lấy chỗ")
    parser.add_argument("--year", type=YEAR, metavar="NĂM", help="chỉ tính tiền của một năm ngân sách (mặc định: mọi năm)")
    for scope, what in (("source", "nguồn"), ("nature", "tính chất chi"), ("year", "năm")):
        name = f"--by-{scope}"
        parser.add_argument(name, action="append", metavar="MÃ=MỨC", default=[], help=f"mục tiêu riêng theo {what}; ghi được nhiều lần")
    parser.add_argument("--unit-cap", metavar="%", help="mỗi đơn vị mất tối đa bao nhiêu phần trăm")
    parser.add_argument("--mountain-cap", metavar="%", help="riêng xã miền núi mất tối đa bao nhiêu phần trăm")
    parser.add_argument("--cap", action="append", metavar="ĐƠN VỊ=MỨC", default=[], help="trần cắt riêng của một đơn vị")
    parser.add_argument("--floor", action="append", metavar="NHÓM=MỨC", default=[], help="nhóm chi phải giữ ít nhất bao nhiêu")
    parser.add_argument("--ceiling", action="append", metavar="NGUỒN=TIỀN", default=[], help="nhu cầu sau cắt của một nguồn")
    parser.add_argument("--keep", action="append", metavar="KHOẢN", default=[], help="khoản mục phải giữ; ghi được nhiều lần")
    parser.add_argument("--drop", action="append", metavar="KHOẢN", default=[], help="khoản mục phải cắt; ghi được nhiều lần")
    parser.add_argument("--bundle", action="append", metavar="KHOẢN,KHOẢN", default=[], help="các khoản cắt cùng nhau hoặc giữ cùng nhau")
    parser.add_argument("--project", action="append", metavar="MÃ", default=[], help="mọi khoản của một mã dự án đi cùng nhau")
    parser.add_argument("--at-least-one", action="append", metavar="KHOẢN,KHOẢN", default=[], help="giữ ít nhất một khoản trong nhóm")
    parser.add_argument("--actions", metavar="CÁCH,...", help="cách được dùng: drop,percent,fewer,to_norm,defer,re_source")
    parser.add_argument("--percents", metavar="%,...", help="các mức cắt theo tỷ lệ (25,50,75)")
    parser.add_argument("--fewer", metavar="%,...", help="các mức giảm số lượng (25,50,75)")
    parser.add_argument("--defer-to", metavar="QUÝ/NĂM", help="giãn sang kỳ nào, ví dụ 1/2025")
    parser.add_argument("--re-source-to", metavar="NGUỒN,...", help="được đổi sang nguồn nào")
    parser.add_argument("--reductions", choices=REDUCTIONS, help="giảm trừ thẩm định trước khi cắt (none)")
