"""A message arrives as it was sent, and anything else ends in one exception."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from budget.cuts.process.frames import BrokenMessage, Message, read_message, write_message

arrays = st.sampled_from([np.int64, np.bool_, np.float64]).flatmap(lambda kind: arrays_of.arrays(kind, st.integers(0, 5)))
said = st.dictionaries(st.text(st.characters(exclude_categories=("Cs",)), max_size=4), st.integers() | st.text(max_size=3) | st.booleans())


def sent(message: Message) -> bytes:
    return b"".join(write_message(message))


@given(said, st.dictionaries(st.sampled_from(["một", "hai", "ba"]), arrays))
def test_what_is_sent_arrives(told: dict[str, object], held: dict[str, np.ndarray]) -> None:
    stream = io.BytesIO(sent(Message("đây", told, held)) + sent(Message("hết")))
    first, second, nothing = (read_message(stream) for _ in range(3))
    assert first is not None
    assert (first.kind, first.said) == ("đây", told)
    assert list(first.arrays) == list(held)
    for name, array in held.items():
        assert first.arrays[name].dtype == array.dtype
        assert first.arrays[name].tobytes() == array.tobytes()
    assert (second, nothing) == (Message("hết"), None)


def test_numbers_beyond_what_a_float_holds_arrive_to_the_dong() -> None:
    message = Message("x", {"n": 2**63 + 1}, {"a": np.array([2**53 + 1, -(2**62) - 1])})
    again = read_message(io.BytesIO(sent(message)))
    assert again is not None
    assert (again.said["n"], again.arrays["a"].tolist()) == (2**63 + 1, [2**53 + 1, -(2**62) - 1])


def test_texts_and_narrow_numbers_are_not_carried() -> None:
    with pytest.raises(ValueError, match="cannot carry"):
        sent(Message("x", {}, {"a": np.array(["một"])}))


WHOLE = sent(Message("x", {"a": 1}, {"n": np.arange(3), "f": np.array([True, False])}))


@pytest.mark.parametrize("cut", range(1, len(WHOLE)))
def test_a_message_cut_short_is_broken(cut: int) -> None:
    with pytest.raises(BrokenMessage):
        read_message(io.BytesIO(WHOLE[:cut]))


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_a_message_changed_is_broken_or_some_message(place: int, byte: int) -> None:
    changed = bytearray(WHOLE)
    changed[place] = byte
    try:
        message = read_message(io.BytesIO(bytes(changed)))
    except BrokenMessage:
        return
    assert message is not None


@pytest.mark.parametrize(
    "line",
    [b"[]\n", b"3\n", b"{}\n", b"\xff\n", b"[" * 100_000 + b"\n", b'{"kind":1,"said":{},"arrays":[]}\n',
     b'{"kind":"x","said":[],"arrays":[]}\n', b'{"kind":"x","said":{},"arrays":[["a","whole",-1]]}\n',
     b'{"kind":"x","said":{},"arrays":[["a","whole",99999999999999]]}\n', b'{"kind":"x","said":{},"arrays":[["a","object",1]]}\n0',
     b'{"kind":"x","said":{},"arrays":[["a","flag",1]]}\n\x02'],
)  # fmt: skip
def test_nonsense_is_broken(line: bytes) -> None:
    with pytest.raises(BrokenMessage):
        read_message(io.BytesIO(line))
