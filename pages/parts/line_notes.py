"""Comments and files of the chosen line: what was said, newest first; files given back as the very bytes that came."""

from collections.abc import Sequence

import streamlit as st

from budget.model.problem import PlanError, Problem
from budget.money import format_money
from pages.parts.desk import Desk, current_desk
from pages.parts.line_forms import draw_refusal, refuse_on_screen

_CHECKED = "files-checked"
"""Digests of attached files this session has already held against their bytes."""


def draw_comments(desk: Desk, line: str) -> None:
    """A box to say something, then what was said."""
    comments = desk.plan.notes.comments(line)
    form = f"comment-{line}-{len(comments)}"
    with st.form(form, border=False):
        st.text_area(
            "Ý kiến mới", key=f"{form}-text", height=84, placeholder="Ví dụ: đề nghị bổ sung 02 báo giá", label_visibility="collapsed"
        )
        draw_refusal()
        st.form_submit_button("Gửi ý kiến", type="primary", on_click=say, args=(line, f"{form}-text"))
    for comment in comments:
        before = f" · khoản mục {comment.inherited}, trước khi tách" if comment.inherited else ""
        with st.container(key=f"said-{comment.id}", gap="xxsmall"):
            st.caption(f"**{comment.author}** · {moment_text(comment.moment)}{before}")
            st.text(comment.text)
            if comment.author == desk.plan.actor and not comment.inherited:
                st.button("Rút ý kiến", key=f"withdraw-{comment.id}", type="tertiary", on_click=take_back, args=(comment.id,))
    if not comments:
        st.caption("Chưa có ý kiến. Ý kiến ghi ở đây kèm tên và thời điểm, và có trong nhật ký.")


def draw_attachments(desk: Desk, line: str) -> None:
    """A place to drop a file, then the files."""
    held = desk.plan.notes.attachments(line)
    key = f"attach-{line}-{len(held)}"
    with st.container(key="line-upload"):
        st.file_uploader("Tệp", key=key, label_visibility="collapsed", on_change=attach, args=(line, key))
    st.caption("PDF, Excel, Word, .ods, ảnh .png, .jpg.")
    draw_refusal()
    for file in held:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"**{escape(file.name)}**  \n:small[{size_text(file.size)} · {escape(file.author)} · {moment_text(file.moment)}]")
            st.caption(f"SHA-256 {file.digest[:16]}…", help=file.digest)
            with st.container(horizontal=True, gap="small"):
                if _check(desk, file.id, file.digest):
                    read = _reader(desk, file.id)
                    st.download_button(
                        "Tải về",
                        read,
                        file_name=file.name,
                        mime=file.media_type,
                        key=f"get-{file.id}",
                        on_click="ignore",
                        icon=":material/download:",
                    )
                st.button("Bỏ", key=f"detach-{file.id}", icon=":material/close:", on_click=detach, args=(file.id,))
    if not held:
        st.caption("Chưa có tệp: kéo báo giá, văn bản vào ô trên.")


def say(line: str, key: str) -> None:
    """Save what was written; called before the run, so the count in the heading follows at once."""
    text = str(st.session_state.get(key) or "")
    _done(lambda: current_desk().plan.notes.comment(line, text)[1], "Đã gửi ý kiến.", f"Bạn vừa viết: {text}" if text.strip() else "")


def take_back(comment: str) -> None:
    """Take one's own comment back."""
    _done(lambda: current_desk().plan.notes.withdraw(comment)[1], "Đã rút ý kiến. Bấm Hoàn tác ở cuối trang để lấy lại.")


def attach(line: str, key: str) -> None:
    """Keep the file just chosen."""
    uploaded = st.session_state.get(key)
    if uploaded is not None:
        _done(lambda: current_desk().plan.notes.attach(line, uploaded.name, uploaded.getvalue())[1], "Đã đính kèm tệp.")


def detach(attachment: str) -> None:
    """Take a file off the line."""

    def act() -> Sequence[Problem]:
        current_desk().plan.notes.detach(attachment)
        return ()

    _done(act, "Đã bỏ tệp. Bấm Hoàn tác ở cuối trang để lấy lại.")


def moment_text(moment: str) -> str:
    """A moment as people say it: 09:41 05/03/2024."""
    return f"{moment[11:16]} {moment[8:10]}/{moment[5:7]}/{moment[:4]}"


def size_text(size: int) -> str:
    """A file's size for people."""
    return f"{format_money(size)} byte" if size < 10_000 else f"{format_money(size // 1_000)} kB"


def escape(text: str) -> str:
    """A text as it is, whatever signs of Markdown stand in it."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!|~<>:$" else sign for sign in text)


def _done(act, said: str, typed: str = "") -> None:  # noqa: ANN001  # a function that acts and gives problems
    try:
        problems = list(act())
    except PlanError as error:
        problems = [error.problem]
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        refuse_on_screen(errors, typed)
        return
    st.toast(said)
    if problems:
        refuse_on_screen([], " ".join(f"{problem.sentence} {problem.fix}".strip() for problem in problems))


def _check(desk: Desk, attachment: str, digest: str) -> bool:
    """Whether the bytes are what was attached; a sentence in their place when they are not."""
    checked: set[str] = st.session_state.setdefault(_CHECKED, set())
    mark = f"{desk.plan.path}|{digest}"
    if mark in checked:
        return True
    try:
        desk.plan.notes.read(attachment)
    except PlanError as error:
        st.error(f"{error.problem.sentence} {error.problem.fix}")
        return False
    checked.add(mark)
    return True


def _reader(desk: Desk, attachment: str):  # noqa: ANN202  # called when the person asks for the file
    return lambda: desk.plan.notes.read(attachment)[1]
