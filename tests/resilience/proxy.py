"""A way through the network that the test can slow down or cut."""

import socket
import threading
import time


class Proxy:
    """Passes on what comes to `port` to another port: at once, late, or not at all."""

    def __init__(self, to_port: int) -> None:
        self._to_port = to_port
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listener.getsockname()[1]
        self._delay_s = 0.0
        self._open = threading.Event()
        self._open.set()
        threading.Thread(target=self._accept, daemon=True).start()

    def slow_down(self, delay_s: float) -> None:
        """Let everything arrive so much later, in both directions."""
        self._delay_s = delay_s

    def swallow(self) -> None:
        """Take everything and pass nothing on, as a firewall that drops packets does."""
        self._open.clear()

    def let_through(self) -> None:
        """Be a good network again."""
        self._delay_s = 0.0
        self._open.set()

    def close(self) -> None:
        """Take no more connections."""
        self._open.set()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        with near:
            try:
                far = socket.create_connection(("127.0.0.1", self._to_port), timeout=5)
            except OSError:
                return
            with far:
                far.settimeout(None)
                back = threading.Thread(target=self._pass_on, args=(far, near), daemon=True)
                back.start()
                self._pass_on(near, far)
                back.join()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while received := source.recv(65_536):
                self._open.wait()
                time.sleep(self._delay_s)
                target.sendall(received)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
