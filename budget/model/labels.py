"""The Vietnamese words a person sees for each stored value (one word per idea)."""

from collections.abc import Mapping

from budget.model.states import (
    Band,
    Category,
    ContentVerdict,
    Criterion,
    CutAction,
    Difference,
    Form,
    Gate,
    Layer,
    Listed,
    Listing,
    Nature,
    OperationKind,
    PhasePattern,
    PriceKind,
    Priority,
    Reduction,
    Route,
    ScenarioState,
    Severity,
    Step,
    TaskState,
    UnitKind,
    UnitLevel,
    Verdict,
)

CATEGORY: Mapping[str, str] = {
    Category.EQUIPMENT: "Thiết bị CNTT",
    Category.SOFTWARE: "Phần mềm",
    Category.CONNECTION: "Kết nối, đường truyền",
    Category.SERVICE: "Thuê dịch vụ CNTT",
    Category.DIGITISATION: "Số hóa, tạo lập dữ liệu",
    Category.MAINTENANCE: "Duy trì, bảo trì",
    Category.TRAINING: "Tập huấn, đào tạo",
    Category.PUBLICITY: "Tuyên truyền",
    Category.INSPECTION: "Kiểm tra, giám sát",
    Category.MEETING: "Hội nghị, in ấn",
    Category.OPERATION: "Hoạt động chung",
    Category.SOCIAL_PAYMENT: "Chi trả an sinh qua tài khoản",
    Category.PROJECT: "Dự án ứng dụng CNTT",
    Category.CONSTRUCTION: "Xây lắp, công trình",
    Category.OTHER: "Khác",
}
NATURE: Mapping[str, str] = {Nature.RECURRENT: "Chi thường xuyên", Nature.INVESTMENT: "Chi đầu tư"}
LISTING: Mapping[str, str] = {Listing.ESTIMATE: "Dự toán Đề án", Listing.OTHER: "Dự án, khoản chi khác"}
LAYER: Mapping[str, str] = {
    Layer.REQUESTED: "Đề nghị",
    Layer.CONTENT: "Thẩm định nội dung",
    Layer.FINANCE: "Thẩm định tài chính",
    Layer.APPROVED: "Phê duyệt",
}
FORM: Mapping[str, str] = {
    Form.PROJECT: "Dự án CNTT",
    Form.IT_SERVICE: "Thuê dịch vụ CNTT",
    Form.OUTLINE_TASK: "Nhiệm vụ lập đề cương và dự toán chi tiết",
    Form.PLAIN_TASK: "Nhiệm vụ không lập đề cương",
}
ROUTE: Mapping[str, str] = {
    Route.INVESTMENT: "Đầu tư công (Sở KH&ĐT)",
    Route.OPERATING: "Kinh phí hoạt động (Sở Tài chính)",
    Route.UNCLASSIFIED: "Chưa phân loại",
    Route.NOT_LOCAL: "Không thuộc ngân sách địa phương",
}
CONTENT_VERDICT: Mapping[str, str] = {
    ContentVerdict.PENDING: "Chưa thẩm định nội dung",
    ContentVerdict.PASSED: "Đạt",
    ContentVerdict.AMEND: "Cần sửa",
    ContentVerdict.FAILED: "Không đạt",
}
LISTED: Mapping[str, str] = {
    Listed.LISTED: "Có trong phụ lục",
    Listed.BEYOND: "Ngoài phụ lục",
    Listed.UNKNOWN: "Chưa nhập phụ lục",
}
GATE: Mapping[str, str] = {Gate.OPEN: "Đủ thủ tục đầu tư", Gate.CLOSED: "Chưa đủ thủ tục đầu tư"}
STEP: Mapping[str, str] = {
    Step.NOT_NEEDED: "Không cần",
    Step.MISSING: "Chưa có",
    Step.UNDER_WAY: "Đang làm",
    Step.DONE: "Đã có",
}
TASK_STATE: Mapping[str, str] = {
    TaskState.PLANNED: "Chưa bắt đầu",
    TaskState.RUNNING: "Đang làm",
    TaskState.AT_RISK: "Có nguy cơ chậm",
    TaskState.BLOCKED: "Đang vướng",
    TaskState.DONE: "Hoàn thành",
}
PHASE_PATTERN: Mapping[str, str] = {
    PhasePattern.EVEN: "Đều các quý",
    PhasePattern.FRONT: "Dồn đầu kỳ",
    PhasePattern.BACK: "Dồn cuối kỳ",
    PhasePattern.MILESTONE: "Theo mốc",
    PhasePattern.MANUAL: "Nhập từng quý",
}
PRICE_KIND: Mapping[str, str] = {
    PriceKind.BID_RESULT: "Giá trúng thầu trong 12 tháng",
    PriceKind.VALUATION: "Thẩm định giá",
    PriceKind.QUOTATION: "Báo giá",
    PriceKind.STATE_PRICE: "Đơn giá Nhà nước, định mức chi",
    PriceKind.CONTRACT: "Hợp đồng đã ký",
}
PRIORITY: Mapping[int, str] = {
    Priority.MANDATORY: "1 - Bắt buộc, đã cam kết",
    Priority.NEEDED: "2 - Cần thiết, có thời hạn",
    Priority.DEFERRABLE: "3 - Có thể giãn tiến độ",
    Priority.NOT_NEEDED: "4 - Chưa thật sự cần thiết",
}
UNIT_LEVEL: Mapping[str, str] = {
    UnitLevel.PROVINCE: "Sở, ban, ngành",
    UnitLevel.DISTRICT: "Cấp huyện",
    UnitLevel.COMMUNE: "Cấp xã",
    UnitLevel.CENTRAL: "Công an tỉnh",
}
UNIT_KIND: Mapping[str, str] = {
    UnitKind.DEPARTMENT: "Sở, ban, ngành",
    UnitKind.POLICE: "Công an",
    UnitKind.DISTRICT: "UBND cấp huyện",
    UnitKind.COMMUNE: "UBND cấp xã",
    UnitKind.BODY: "Cơ quan khác",
}
VERDICT: Mapping[str, str] = {Verdict.ALLOW: "Được", Verdict.DENY: "Không", Verdict.INSUFFICIENT: "Chưa đủ căn cứ"}
OPERATION: Mapping[str, str] = {
    OperationKind.DROP: "Bỏ khoản mục",
    OperationKind.REDUCE_QUANTITY: "Giảm số lượng",
    OperationKind.SET_DRIVER: "Đặt lại số liệu",
    OperationKind.PRICE_TO_NORM: "Giảm đơn giá về định mức",
    OperationKind.PERCENT: "Cắt theo tỷ lệ",
    OperationKind.DEFER: "Giãn tiến độ",
    OperationKind.SLIP: "Lùi tiến độ theo quý",
    OperationKind.RE_SOURCE: "Đổi nguồn",
}
SCENARIO_STATE: Mapping[str, str] = {ScenarioState.OPEN: "Đang xem xét", ScenarioState.PROMOTED: "Đã đưa vào dự toán gốc"}
DIFFERENCE: Mapping[str, str] = {
    Difference.DROPPED: "Bỏ",
    Difference.RESTORED: "Giữ lại",
    Difference.REDUCED: "Giảm",
    Difference.INCREASED: "Tăng",
    Difference.RESTATED: "Đổi số liệu, thành tiền không đổi",
    Difference.DEFERRED: "Giãn tiến độ",
    Difference.ADVANCED: "Đưa về sớm hơn",
    Difference.RE_SOURCED: "Đổi nguồn",
    Difference.UNCHANGED: "Không đổi",
}
SEVERITY: Mapping[str, str] = {Severity.ERROR: "Sai quy định", Severity.WARNING: "Cần xem", Severity.NOTE: "Lưu ý"}
CUT_ACTION: Mapping[str, str] = {
    CutAction.KEEP: "Giữ nguyên",
    CutAction.TO_NORM: "Đưa về định mức",
    CutAction.FEWER: "Giảm số lượng",
    CutAction.PERCENT: "Cắt theo tỷ lệ",
    CutAction.DEFER: "Giãn sang kỳ sau",
    CutAction.RE_SOURCE: "Đổi nguồn",
    CutAction.DROP: "Cắt cả khoản",
}
CRITERION: Mapping[str, str] = {
    Criterion.LEGAL_DUTY: "Nghĩa vụ theo văn bản",
    Criterion.DEADLINE: "Thời hạn trong năm",
    Criterion.DEPENDED_ON: "Khoản khác phụ thuộc",
    Criterion.CONTRACTED: "Đã ký hợp đồng",
    Criterion.READINESS: "Sẵn sàng giải ngân trong năm",
    Criterion.PEOPLE: "Số người được phục vụ",
    Criterion.NOT_DUPLICATE: "Không trùng thứ đã có",
    Criterion.WITHIN_NORM: "Trong định mức",
}
BAND: Mapping[str, str] = {
    Band.NOT_DISBURSABLE: "a) Không giải ngân được trước 31/12",
    Band.GIVEN_ALREADY: "b) Đã được cấp hoặc có nền tảng dùng chung",
    Band.EARLY_REPLACEMENT: "c) Thay thiết bị còn dùng được, vượt biên chế",
    Band.MEETINGS: "d) Hội nghị, in ấn, tham quan, công tác phí",
    Band.NEW_PROJECT: "đ) Dự án mới chưa lựa chọn nhà thầu",
    Band.SMALLER_QUANTITY: "e) Giảm bớt số lượng",
    Band.OUTSIDE: "Ngoài các nhóm trên",
}
REDUCTION: Mapping[str, str] = {
    Reduction.OVER_NORM: "Vượt định mức, tiêu chuẩn",
    Reduction.DUPLICATE: "Đề nghị trùng",
    Reduction.WRONG_TIER: "Sai cấp ngân sách",
    Reduction.NO_BASIS: "Không có căn cứ",
}
