"""A mail server of the test's own, which keeps what it takes and can be slow to say so."""

import socketserver
import threading
from collections import Counter
from email import message_from_bytes
from types import TracebackType


class _Conversation(socketserver.StreamRequestHandler):
    """Just enough SMTP."""

    server: "MailServer"

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self._say("354 go on")
                self.server.take(self._read_message())
                self._say("250 taken")
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _read_message(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        return b"".join(lines)

    def _say(self, text: str) -> None:
        try:
            self.wfile.write(f"{text}\r\n".encode())
        except OSError:
            # Whoever sent it is dead by now.
            return


class MailServer(socketserver.ThreadingTCPServer):
    """Counts how often each message came, by the id that its sender gave it."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.port: int = self.server_address[1]
        self.came: Counter[str] = Counter()
        self.holds = threading.Event()
        self._holds_at: int | None = None
        self._let_go = threading.Event()

    def __enter__(self) -> "MailServer":
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _value: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._let_go.set()
        self.shutdown()
        self.server_close()

    def hold_at(self, number: int) -> None:
        """Take message number so-and-so from now, and say nothing about it until `let_go`."""
        self._holds_at = self.came.total() + number
        self.holds.clear()
        self._let_go.clear()

    def let_go(self) -> None:
        """Be a good server again."""
        self._holds_at = None
        self._let_go.set()

    def take(self, data: bytes) -> None:
        """Keep a message."""
        self.came[str(message_from_bytes(data)["Message-ID"])] += 1
        if self.came.total() == self._holds_at:
            self.holds.set()
            self._let_go.wait()
