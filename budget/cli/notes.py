"""The commands of comments and attachments: said, listed, taken back; attached, listed, given back, taken off."""

from dataclasses import asdict
from typing import Any

from budget.cli.call import Answer, Call, notes_of, opened, refuse_errors
from budget.cli.printing import format_count
from budget.lines.attaching import MOST_BYTES, Attachment
from budget.lines.commenting import Comment
from budget.model.problem import refuse


def add_comment(call: Call) -> Answer:
    """One comment more."""
    with opened(call) as plan:
        line = plan.lines.find_id(call.words.line)
        comment, problems = plan.notes.comment(line, call.words.text)
        refuse_errors(problems)
        if comment is None:
            raise RuntimeError("a comment was refused without a reason")
        seq = plan.head()
    return Answer({**_told(comment), "seq": seq}, f"Đã ghi ý kiến của {comment.author}.")


def list_comments(call: Call) -> Answer:
    """What was said of a line."""
    with opened(call) as plan:
        line = plan.lines.find_id(call.words.line)
        comments = plan.notes.comments(line)
    texts = [f"{comment.moment[:16].replace('T', ' ')} {comment.author}{_from(comment)}: {comment.text}" for comment in comments]
    return Answer({"line": line, "comments": [_told(comment) for comment in comments]}, "\n".join(texts) or "Chưa có ý kiến.")


def delete_comment(call: Call) -> Answer:
    """One's own comment taken back."""
    with opened(call) as plan:
        receipt, problems = plan.notes.withdraw(call.words.comment)
        refuse_errors(problems)
    seq = receipt.seq if receipt else None
    return Answer({"id": call.words.comment, "seq": seq}, "Đã rút ý kiến. Hoàn tác được bằng lệnh undo.")


def add_attachment(call: Call) -> Answer:
    """One file more."""
    path = call.path(call.words.file)
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)  # enough to see that it is too large
    with opened(call) as plan:
        line = plan.lines.find_id(call.words.line)
        held, problems = plan.notes.attach(line, path.name, data, call.words.note)
        refuse_errors(problems)
        if held is None:
            raise RuntimeError("a file was refused without a reason")
        seq = plan.head()
    notes = notes_of(problems)
    return Answer({**_kept(held), "seq": seq, "notes": notes}, "\n".join([f"Đã đính kèm “{held.name}”. SHA-256: {held.digest}", *notes]))


def list_attachments(call: Call) -> Answer:
    """The files of a line."""
    with opened(call) as plan:
        line = plan.lines.find_id(call.words.line)
        found = plan.notes.attachments(line)
    texts = [f"{held.id}  {held.name}  {format_count(held.size)} byte  {held.digest[:12]}…  {held.author}" for held in found]
    return Answer({"line": line, "attachments": [_kept(held) for held in found]}, "\n".join(texts) or "Chưa có tệp đính kèm.")


def get_attachment(call: Call) -> Answer:
    """A file given back under its name, as the very bytes that came."""
    with opened(call) as plan:
        held, data = plan.notes.read(call.words.attachment)
    target = call.target(call.words.out or held.name)
    try:
        with target.open("xb") as file:
            file.write(data)
    except FileExistsError:
        fix = "Ghi tên tệp khác sau --out."
        raise refuse("file_exists", f"Tệp {target.name} đã có sẵn nên không ghi đè lên.", fix) from None
    data_out = {"id": held.id, "file": str(target), "name": held.name, "bytes": len(data), "sha256": held.digest}
    return Answer(data_out, f"Đã ghi {target.name}, mã kiểm tra khớp: {held.digest}")


def delete_attachment(call: Call) -> Answer:
    """A file taken off its line; its bytes stay for undo."""
    with opened(call) as plan:
        receipt = plan.notes.detach(call.words.attachment, call.words.reason)
    return Answer({"id": call.words.attachment, "seq": receipt.seq}, "Đã bỏ tệp đính kèm. Hoàn tác được bằng lệnh undo.")


def _told(comment: Comment) -> dict[str, Any]:
    told = asdict(comment)
    told["from_number"] = told.pop("inherited")
    return told


def _kept(held: Attachment) -> dict[str, Any]:
    kept = asdict(held)
    kept["sha256"] = kept.pop("digest")
    kept["bytes"] = kept.pop("size")
    return kept


def _from(comment: Comment) -> str:
    return f" (khoản mục {comment.inherited}, trước khi tách)" if comment.inherited else ""
