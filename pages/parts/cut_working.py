"""Work on a question while a person waits: how far it is, and a way to stop it; leaving the screen or pressing anything stops it too."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from budget.plan.cut_terms import Tell


@contextmanager
def show_work(doing: str, key: str) -> Iterator[Tell]:
    """A bar that is told how far the work is; gone when it is done. A click on the button begins the run anew, which ends it."""
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center", gap="small"):
        bar = st.progress(0.0, doing)
        st.button("Dừng", key=f"stop-{key}", icon=":material/stop:")

    def tell(share: float, words: str) -> None:
        bar.progress(min(1.0, share), f"{doing}: {words[:1].lower()}{words[1:]}")

    yield tell
    place.empty()
