"""The Vietnamese words a person sees for what was understood of a sheet."""

from collections.abc import Mapping

from budget.imports.sheet import Encoding
from budget.imports.understanding import Meaning, RowKind

MEANING: Mapping[str, str] = {
    Meaning.NUMBERING: "Số thứ tự",
    Meaning.NAME: "Nội dung chi",
    Meaning.MEASURE: "Đơn vị tính",
    Meaning.QUANTITY: "Số lượng",
    Meaning.UNIT_PRICE: "Đơn giá",
    Meaning.TIMES: "Số lần, số tháng",
    Meaning.AMOUNT: "Thành tiền đề nghị",
    Meaning.FINANCE_QUANTITY: "Số lượng thẩm định",
    Meaning.FINANCE_UNIT_PRICE: "Đơn giá thẩm định",
    Meaning.FINANCE_AMOUNT: "Thành tiền thẩm định",
    Meaning.LAST_YEAR_OUTTURN: "Thực hiện năm trước",
    Meaning.THIS_YEAR_ALLOTTED: "Dự toán năm nay đã giao",
    Meaning.THIS_YEAR_SPENT: "Đã chi đến ngày",
    Meaning.SOURCE: "Tên nguồn kinh phí",
    Meaning.SOURCE_AMOUNT: "Tiền của một nguồn (tên nguồn ở tiêu đề)",
    Meaning.UNIT: "Tên đơn vị",
    Meaning.TASK: "Nhiệm vụ",
    Meaning.BUDGET_ITEM: "Mục",
    Meaning.BUDGET_SUB_ITEM: "Tiểu mục",
    Meaning.CATEGORY: "Nhóm chi",
    Meaning.PRIORITY: "Mức ưu tiên",
    Meaning.YEAR: "Năm",
    Meaning.QUARTER: "Quý, thời gian",
    Meaning.VAT: "Thuế suất GTGT",
    Meaning.BASIS: "Căn cứ",
    Meaning.NOTE: "Ghi chú",
    Meaning.IGNORED: "Không lấy",
}
ROW_KIND: Mapping[str, str] = {
    RowKind.LINE: "Khoản mục",
    RowKind.HEADING: "Nhóm",
    RowKind.TOTAL: "Cộng",
    RowKind.OF_WHICH: "Trong đó",
    RowKind.TITLE: "Phần đầu",
    RowKind.HEADER: "Tiêu đề cột",
    RowKind.COLUMN_INDEX: "Số cột",
    RowKind.BELOW: "Dưới bảng",
    RowKind.CONTINUED: "Nối dòng trên",
    RowKind.BLANK: "Trống",
    RowKind.REJECTED: "Từ chối",
}
ENCODING: Mapping[str, str] = {Encoding.UNICODE: "Unicode", Encoding.TCVN3: "TCVN3 (ABC)", Encoding.VNI: "VNI"}
