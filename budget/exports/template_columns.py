"""The fixed headings of the template workbook: one column a field of a line, in this order, spelt exactly so."""

from collections.abc import Sequence
from dataclasses import dataclass

TITLE = "MẪU NHẬP KHOẢN MỤC DỰ TOÁN"
SHEET = "Khoản mục"
CODES_SHEET = "Danh mục"
HEADING_ROW = 3
"""Where the headings stand (the sheet's row number as people count it, from 1)."""


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column: the field it fills, its heading, whether it must be filled, a hint, its width."""

    field: str
    heading: str
    required: bool = False
    hint: str = ""
    width: float = 14
    listed: str = ""


_DAY = "Ngày/tháng/năm, ví dụ 05/03/2024"
COLUMNS: Sequence[TemplateColumn] = (
    TemplateColumn("unit", "Mã đơn vị", True, "Mã ở trang Danh mục", 14, "units"),
    TemplateColumn("name", "Nội dung chi", True, "Tên khoản chi", 44),
    TemplateColumn("measure", "Đơn vị tính", True, "bộ, chiếc, tháng…", 12),
    TemplateColumn("quantity", "Số lượng", True, "Không âm, ví dụ 12 hoặc 0,5", 11),
    TemplateColumn("unit_price", "Đơn giá (đồng)", True, "Ví dụ 14.900.000", 16),
    TemplateColumn("times", "Số lần", False, "Để trống là 1", 9),
    TemplateColumn("source", "Mã nguồn kinh phí", True, "Mã ở trang Danh mục", 16, "sources"),
    TemplateColumn("nature", "Tính chất chi", False, "Để trống là chi thường xuyên", 18, "natures"),
    TemplateColumn("category", "Nhóm chi", False, "Để trống là khác", 24, "categories"),
    TemplateColumn("budget_code", "Mục, tiểu mục", False, "Ví dụ 6956", 12),
    TemplateColumn("norm", "Mã định mức", False, "Mã ở trang Danh mục", 14, "norms"),
    TemplateColumn("basis", "Căn cứ", False, "Văn bản, báo giá", 28),
    TemplateColumn("task", "Mã nhiệm vụ", False, "Mã ở trang Danh mục", 12, "tasks"),
    TemplateColumn("priority", "Mức ưu tiên (1-4)", False, "Để trống là 3", 10),
    TemplateColumn("year", "Năm", False, "Để trống là năm ngân sách", 8),
    TemplateColumn("quarter", "Quý", False, "Để trống là quý 1", 8),
    TemplateColumn("note", "Ghi chú", False, "", 28),
    TemplateColumn("price_kind", "Loại căn cứ giá", False, "Chọn trong danh sách", 22, "price_kinds"),
    TemplateColumn("price_document", "Số văn bản giá", False, "Số báo giá, chứng thư, kết quả trúng thầu", 20),
    TemplateColumn("price_date", "Ngày căn cứ giá", False, _DAY, 13),
    TemplateColumn("price_supplier", "Nhà cung cấp", False, "Nhà cung cấp hoặc tổ chức thẩm định giá", 22),
    TemplateColumn("price_quotes", "Số báo giá", False, "Số bảng báo giá đã có", 9),
    TemplateColumn("vat", "Thuế suất GTGT (%)", False, "Ví dụ 8 hoặc 10", 10),
    TemplateColumn("vat_included", "Giá đã gồm thuế", False, "có hoặc không; để trống là chưa rõ", 10),
    TemplateColumn("last_year_outturn", "Thực hiện năm trước (đồng)", False, "Để trống là chưa biết; không có thì ghi 0", 16),
    TemplateColumn("this_year_allotted", "Năm nay đã giao (đồng)", False, "Để trống là chưa biết; không có thì ghi 0", 16),
    TemplateColumn("this_year_spent", "Đã chi (đồng)", False, "Để trống là chưa biết; chưa chi thì ghi 0", 16),
    TemplateColumn("spent_on", "Đã chi đến ngày", False, _DAY, 13),
    TemplateColumn("entitled", "Được trang bị", False, "Số lượng theo định mức, biên chế", 11),
    TemplateColumn("usable", "Còn dùng được", False, "Số lượng hiện có còn dùng được", 11),
    TemplateColumn("request_document", "Văn bản đề nghị", False, "Số, ký hiệu", 20),
    TemplateColumn("request_date", "Ngày đề nghị", False, _DAY, 13),
    TemplateColumn("request_round", "Lần đề nghị", False, "1, 2…", 8),
    TemplateColumn("excess_authority", "Cấp cho vượt định mức", False, "Chỉ khi đơn giá vượt định mức", 20),
    TemplateColumn("excess_document", "Quyết định cho vượt định mức", False, "Số, ký hiệu", 20),
    TemplateColumn("excess_date", "Ngày quyết định cho vượt", False, _DAY, 13),
)
FIRST_EDITION = 17
"""How many columns the first edition of the template had; a file with only these is still read."""
