"""The register of commands: their words, their help, and the function that answers each, named so that it loads when called.

Law: `docs/cli.md` documents exactly these.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from budget.cli import (
    allocating_words,
    annex_words,
    cutting_words,
    law_words,
    need_words,
    note_words,
    phase_words,
    police_words,
    rule_options,
    task_words,
    words,
)
from budget.cli.grammar import VietnameseParser

Declare = Callable[[VietnameseParser], None]


@dataclass(frozen=True)
class Command:
    """One command: its words (one or two), its help, what it may be told, which function answers.

    `shared`: a running program that holds the plan may answer in its place.
    """

    name: str
    help: str
    declare: Declare
    answer: str
    shared: bool = True


COMMANDS: tuple[Command, ...] = (
    Command("new", "tạo bộ dự toán: mẫu minh họa hoặc trống", words.new, "plans:create_new", shared=False),
    Command("generate", "tạo bộ dự toán thử nghiệm có số khoản mục tùy ý", words.generate, "plans:generate", shared=False),
    Command("lines", "liệt kê khoản mục", words.lines, "listing:list_lines"),
    Command("total", "cộng tổng theo nhóm", words.total, "totals:add_up"),
    Command("check", "rà soát định mức, nguồn, hạn mức, trùng lặp", words.check, "checks:check"),
    Command("dismiss", "xác nhận đã xem và bỏ qua một cảnh báo", words.dismiss, "checks:dismiss"),
    Command("undismiss", "đưa một cảnh báo đã bỏ qua trở lại", words.undismiss, "checks:undismiss"),
    Command("import", "nhập khoản mục từ tệp bảng tính", words.import_file, "importing:import_file"),
    Command("set", "sửa một số liệu của một khoản mục", words.set_figure, "lines:set_figure"),
    Command("line add", "thêm khoản mục", words.line_add, "lines:add_line"),
    Command("line delete", "xóa khoản mục", words.line_delete, "lines:delete_line"),
    Command("line split", "tách khoản mục thành nhiều phần", note_words.line_split, "rearranging:split_line"),
    Command("line move", "chuyển khoản mục sang đơn vị, nhiệm vụ, nguồn, thời gian khác", note_words.line_move, "rearranging:move_lines"),
    Command("comment add", "ghi ý kiến về khoản mục", note_words.comment_add, "notes:add_comment"),
    Command("comment list", "xem ý kiến về khoản mục", note_words.of_line, "notes:list_comments"),
    Command("comment delete", "rút ý kiến của mình", note_words.comment_delete, "notes:delete_comment"),
    Command("attachment add", "đính kèm tệp vào khoản mục", note_words.attachment_add, "notes:add_attachment"),
    Command("attachment list", "xem tệp đính kèm của khoản mục", note_words.of_line, "notes:list_attachments"),
    Command("attachment get", "lấy tệp đính kèm ra", note_words.attachment_get, "notes:get_attachment"),
    Command("attachment delete", "bỏ tệp đính kèm", note_words.attachment_delete, "notes:delete_attachment"),
    Command("eligibility", "nguồn nào được chi cho khoản mục nào", law_words.eligibility, "eligibility:tell_eligibility"),
    Command("allocate", "bố trí nguồn cho khoản mục theo quy định và hạn mức", allocating_words.allocate, "allocating:allocate"),
    Command("criteria", "tiêu chí mức cần thiết: xem, đặt trọng số", need_words.criteria, "judging:weigh_criteria"),
    Command("score", "chấm tay một tiêu chí của khoản mục", need_words.score, "judging:score_line"),
    Command("band", "xếp tay khoản mục vào nhóm cắt giảm", need_words.band, "judging:band_line"),
    Command("necessity", "mức cần thiết của từng khoản mục, theo thứ tự xem xét cắt", need_words.necessity, "necessity:list_needs"),
    Command("stability", "thứ tự cắt đổi ra sao khi một trọng số đổi một phần năm", need_words.stability, "necessity:tell_stability"),
    Command("reductions", "giảm trừ thẩm định trước khi cắt giảm", need_words.reductions, "reductions:list_reductions"),
    Command("cut", "tìm cách cắt ít thiệt hại nhất để đạt mục tiêu", cutting_words.cut, "cutting:cut"),
    Command("frontier", "thiệt hại ứng với từng mức cắt", cutting_words.frontier, "cutting:frontier"),
    Command("ceiling set", "nhập hạn mức của một nguồn", words.ceiling_set, "ceilings:set_ceiling"),
    Command("ceiling list", "liệt kê hạn mức và nhu cầu", words.ceiling_list, "ceilings:list_ceilings"),
    Command("rule list", "liệt kê quy tắc sử dụng nguồn", rule_options.rule_list, "rules:list_rules"),
    Command("rule add", "thêm quy tắc sử dụng nguồn", rule_options.rule_add, "rules:add_rule"),
    Command("rule set", "sửa quy tắc sử dụng nguồn", rule_options.rule_set, "rules:set_rule"),
    Command("rule end", "kết thúc hiệu lực của quy tắc", rule_options.rule_end, "rules:end_rule"),
    Command("rule delete", "xóa quy tắc chưa quyết định khoản mục nào", rule_options.rule_delete, "rules:delete_rule"),
    Command("document list", "liệt kê văn bản", rule_options.document_list, "documents:list_documents"),
    Command("document add", "thêm văn bản để quy tắc dẫn", rule_options.document_add, "documents:add_document"),
    Command("document set", "sửa văn bản đã thêm", rule_options.document_set, "documents:set_document"),
    Command("phase list", "xem phân kỳ theo quý của khoản mục", phase_words.phase_list, "phasing:list_phases"),
    Command("phase spread", "phân kỳ khoản mục ra các quý", phase_words.phase_spread, "phasing:spread"),
    Command("phase spent", "ghi phần đã chi của một quý", phase_words.phase_spent, "phasing:mark_spent"),
    Command("phase clear", "bỏ phân kỳ của khoản mục", phase_words.phase_clear, "phasing:clear"),
    Command("burn", "tiến độ chi trong năm so với hạn mức", phase_words.burn, "phasing:burn"),
    Command("lapse", "tiền không chi hết năm: chuyển nguồn hay hủy dự toán", phase_words.lapse, "phasing:tell_lapses"),
    Command("annex list", "xem phụ lục được cấp và số lượng còn lại", annex_words.annex_list, "annexes:list_items"),
    Command("annex add", "thêm một mục vào phụ lục được cấp", annex_words.annex_add, "annexes:add_item"),
    Command("annex import", "nhập phụ lục được cấp từ tệp chữ", annex_words.annex_import, "annexes:import_items"),
    Command("annex match", "gợi ý và ghép khoản mục với phụ lục", annex_words.annex_match, "annexes:match_lines"),
    Command("task list", "liệt kê nhiệm vụ: ai làm, việc gì, khi nào xong", task_words.task_list, "tasks:list_tasks"),
    Command("task set", "sửa một nhiệm vụ", task_words.task_set, "tasks:set_task"),
    Command("task add", "thêm nhiệm vụ", task_words.task_add, "tasks:add_task"),
    Command("task ready", "ước khả năng giải ngân theo nguồn hoặc của một nhiệm vụ", task_words.task_ready, "tasks:tell_readiness"),
    Command("scenario new", "tạo phương án", words.scenario_new, "scenarios:create_scenario"),
    Command("scenario list", "liệt kê phương án", words.plan_only, "scenarios:list_scenarios"),
    Command("scenario apply", "áp dụng các thao tác trong một tệp YAML", words.scenario_apply, "scenarios:apply_operations"),
    Command("scenario rebase", "cập nhật phương án theo số liệu gốc mới", words.scenario_rebase, "scenarios:rebase"),
    Command("scenario promote", "đưa kết quả một phương án vào số liệu gốc", words.scenario_promote, "scenarios:promote"),
    Command("police", "đề nghị của ngành công an: từng hướng, còn vướng gì", police_words.request, "police:tell_request"),
    Command("police route", "xác nhận hướng xử lý của khoản công an", police_words.route, "police:confirm_route"),
    Command("police appraise", "ghi kết luận thẩm định nội dung của khoản công an", police_words.appraise, "police:appraise"),
    Command("police finance", "lấy số thẩm định nội dung làm số thẩm định tài chính", police_words.finance, "police:take_to_finance"),
    Command("police dossier", "ghi một trong hai hồ sơ của ngành công an", police_words.dossier, "police:write_dossier"),
    Command("compare", "so sánh các phương án", words.compare, "comparing:compare"),
    Command("export", "xuất bảng để trình duyệt", words.export, "exporting:export"),
    Command("return", "nhận lại tệp trình duyệt đã được sửa", words.take_back, "returning:take_back"),
    Command("history", "xem nhật ký", words.history, "journal:tell_history"),
    Command("undo", "hoàn tác một lần ghi", words.undo, "journal:take_batch_back"),
    Command("verify", "tính lại mọi thứ và đối chiếu", words.plan_only, "verifying:verify"),
    Command("backup", "sao lưu bộ dự toán đang dùng", words.backup, "plans:back_up"),
    Command("restore", "khôi phục từ bản sao lưu", words.restore, "plans:bring_back", shared=False),
)

_GROUPS = {
    "line": "thêm, xóa, tách, chuyển khoản mục",
    "comment": "ghi, xem, rút ý kiến về khoản mục",
    "attachment": "đính kèm, xem, lấy, bỏ tệp của khoản mục",
    "ceiling": "nhập, xem hạn mức",
    "document": "xem, thêm, sửa văn bản",
    "rule": "xem, thêm, sửa, kết thúc quy tắc sử dụng nguồn",
    "phase": "xem, phân kỳ, ghi đã chi, bỏ phân kỳ",
    "annex": "xem, nhập phụ lục được cấp; ghép khoản mục",
    "task": "liệt kê, thêm, sửa nhiệm vụ; mức sẵn sàng",
    "scenario": "tạo, liệt kê, áp dụng phương án",
}


_ALONE = {command.name for command in COMMANDS if " " not in command.name}
_JOINED = {
    command.name: command.name.replace(" ", "-") for command in COMMANDS if command.name.partition(" ")[0] in _ALONE - {command.name}
}
"""Commands of two words whose first is a command by itself (police PLAN, police route PLAN): the parser knows them joined."""
_WITH_VALUE = ("--as", "--wait")


def join_words(argv: Sequence[str]) -> list[str]:
    """The command line with such a command's two words joined; only where the command stands, after options at most."""
    place = 0
    while place < len(argv) and argv[place].startswith("-"):
        place += 2 if argv[place] in _WITH_VALUE else 1
    joined = _JOINED.get(" ".join(argv[place : place + 2]))
    return list(argv) if joined is None else [*argv[:place], joined, *argv[place + 2 :]]


def build_parser() -> VietnameseParser:
    """The parser of every command; parsed words carry `command`, the Command that was named."""
    parser = VietnameseParser(prog="python -m budget", description="Dự toán 06: lập, rà soát và cân đối dự toán kinh phí.")
    words.common(parser, default=False)
    actions = parser.add_subparsers(title="lệnh", metavar="LỆNH", required=True, parser_class=VietnameseParser)
    groups = {}
    for command in COMMANDS:
        first, _, second = command.name.partition(" ")
        if command.name in _JOINED:
            first, second = _JOINED[command.name], ""
        if second and first not in groups:
            group = actions.add_parser(first, help=_GROUPS[first])
            groups[first] = group.add_subparsers(title="lệnh", metavar="LỆNH", required=True, parser_class=VietnameseParser)
        place = groups[first] if second else actions
        made = place.add_parser(second or first, help=command.help, description=command.help)
        words.common(made)
        command.declare(made)
        made.set_defaults(command=command)
    return parser
