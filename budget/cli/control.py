"""The control route: the program that holds a plan answers command lines for it over a local socket only its owner can reach.

A request is one line of JSON; the answer is a row of frames: a letter (o = stdout, e = stderr, x = exit code), a length, bytes.
"""

import atexit
import hashlib
import io
import json
import os
import socket
import stat
import struct
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from budget.cli.call import Printer

LONGEST_ADDRESS = 100
"""Bytes of a socket's path that every system takes (Linux 107, macOS 103)."""
LONGEST_REQUEST = 1_000_000
PATIENCE = 10.0
_PRIVATE = "du-toan-06-"
_FRAME = struct.Struct("!cI")
_serving: dict[Path, socket.socket] = {}
_starting = threading.Lock()


def address_of(plan: Path) -> Path:
    """Where the socket of a plan stands: beside it, or in a private folder when that path is too long."""
    resolved = plan.resolve()
    beside = resolved.with_name(resolved.name + ".sock")
    if len(os.fsencode(beside)) <= LONGEST_ADDRESS:
        return beside
    code = hashlib.sha256(os.fsencode(resolved)).hexdigest()[:32]
    return Path(tempfile.gettempdir()) / f"{_PRIVATE}{_user()}" / f"{code}.sock"


def serve_control(plan: Path) -> bool:
    """Answer command lines for a plan this process holds open, until it ends; False where the system has no such sockets.

    Calling it again changes nothing. Nothing is served when another program serves the plan already.
    """
    if not hasattr(socket, "AF_UNIX"):
        return False
    key = plan.resolve()
    with _starting:
        if key in _serving:
            return True
        listener = _listen(address_of(key))
        if listener is None:
            return False
        _serving[key] = listener
    threading.Thread(target=_accept, args=(key, listener), name=f"control {key.name}", daemon=True).start()
    return True


def stop_control(plan: Path) -> None:
    """Stop answering for a plan and take its socket away."""
    key = plan.resolve()
    with _starting:
        listener = _serving.pop(key, None)
    if listener is not None:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        address_of(key).unlink(missing_ok=True)


def ask(plan: Path, argv: Sequence[str], actor: str, folder: Path, stdout: Printer, stderr: Printer) -> int | None:
    """Let the program that holds the plan answer; its exit code, or None when none answers (nothing was done then)."""
    if not hasattr(socket, "AF_UNIX"):
        return None
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(PATIENCE)
        try:
            line.connect(os.fspath(address_of(plan)))
        except OSError:
            return None
        if not _is_mine(line):
            return None
        request = {"argv": list(argv), "actor": actor, "folder": os.fspath(folder)}
        try:
            line.sendall(json.dumps(request).encode() + b"\n")
        except OSError:
            return None  # it left before the whole request was there, so nothing was done
        line.settimeout(None)
        return _relay(line, stdout, stderr)


def _relay(line: socket.socket, stdout: Printer, stderr: Printer) -> int:
    with line.makefile("rb") as stream:
        while True:
            head = stream.read(_FRAME.size)
            if len(head) < _FRAME.size:
                # the request was sent, so whether it was carried out is not known: never ask twice
                stderr.write("Chương trình đang mở bộ dự toán đã ngừng giữa chừng. Xem nhật ký để biết việc đã ghi hay chưa.\n")
                return 1
            kind, length = _FRAME.unpack(head)
            body = stream.read(length)
            if kind == b"x":
                return int(body)
            (stdout if kind == b"o" else stderr).write(body.decode("utf-8"))


def _listen(address: Path) -> socket.socket | None:
    if not _is_private(address) or (address.exists() and not _clear_stale(address)):
        return None
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(os.fspath(address))
        address.chmod(0o600)  # nobody can connect before listen
        listener.listen(8)
    except OSError:
        listener.close()
        return None
    return listener


def _is_private(address: Path) -> bool:
    """Whether the socket may stand in its folder: beside a plan always, in the shared temporary folder only in one of our own."""
    folder = address.parent
    if folder.parent != Path(tempfile.gettempdir()) or not folder.name.startswith(_PRIVATE):
        return True
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    facts = folder.lstat()
    return stat.S_ISDIR(facts.st_mode) and facts.st_uid == _user() and not facts.st_mode & 0o077


def _clear_stale(address: Path) -> bool:
    """Take away the socket of a program that is gone; False when one still answers or what stands there is no socket."""
    if not address.is_socket():
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(PATIENCE)
        try:
            probe.connect(os.fspath(address))
        except (ConnectionRefusedError, FileNotFoundError):
            address.unlink(missing_ok=True)
            return True
        except OSError:
            return False
    return False


def _accept(plan: Path, listener: socket.socket) -> None:
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_answer_safely, args=(plan, line), name="control answer", daemon=True).start()


def _answer_safely(plan: Path, line: socket.socket) -> None:
    with line, suppress(OSError, ValueError, KeyError, TypeError):  # a caller that leaves or talks nonsense harms only itself
        if _is_mine(line):
            _answer(plan, line)


def _answer(plan: Path, line: socket.socket) -> None:
    from budget.cli.main import run

    line.settimeout(PATIENCE)
    with line.makefile("rb") as stream:
        request = json.loads(stream.readline(LONGEST_REQUEST))
    argv = [str(word) for word in request["argv"]]
    line.settimeout(None)
    stdout, stderr = Frames(line, b"o"), Frames(line, b"e")
    code = run(["--as", str(request["actor"]), *argv], stdout, stderr, folder=Path(str(request["folder"])), held=plan)
    stdout.flush()
    stderr.flush()
    line.sendall(_FRAME.pack(b"x", len(str(code))) + str(code).encode())


class Frames(io.TextIOBase):
    """A text stream that leaves over a socket in frames, gathered so that small writes do not each make one."""

    def __init__(self, line: socket.socket, kind: bytes) -> None:
        """Write to `line`; `kind` says which stream the far side hears."""
        super().__init__()
        self._line = line
        self._kind = kind
        self._waiting: list[str] = []
        self._length = 0

    def write(self, text: str) -> int:
        """Keep the text; send when enough has gathered."""
        self._waiting.append(text)
        self._length += len(text)
        if self._length > 65_536:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what has gathered."""
        data = "".join(self._waiting).encode("utf-8")
        self._waiting, self._length = [], 0
        if data:
            self._line.sendall(_FRAME.pack(self._kind, len(data)) + data)


def _is_mine(line: socket.socket) -> bool:
    """Whether the far side runs as the same user; the socket's mode says it already where this cannot be asked."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        return True
    _pid, user, _group = struct.unpack("3i", line.getsockopt(socket.SOL_SOCKET, option, struct.calcsize("3i")))
    return bool(user == os.getuid())


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


@atexit.register
def _remove_all() -> None:
    for plan in list(_serving):
        stop_control(plan)
