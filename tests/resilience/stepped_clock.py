"""A clock that the processes of a site go by, and that the test steps under them.

Sixty lines of C stand between a process and the system's clock. Debian's libfaketime (0.9.10)
does the same, but Python's `time.sleep` fails under it when it leaves alone the clock that only
counts how long something took; and that one does not jump when somebody sets a machine's clock.
"""

import mmap
import struct
import subprocess
from datetime import timedelta
from pathlib import Path

SOURCE = Path(__file__).with_suffix(".c")


class SteppedClock:
    """The system's clock and a difference, which may change at any moment. Needs a C compiler."""

    def __init__(self, folder: Path) -> None:
        self._library = folder / "stepped_clock.so"
        flags = ["-O2", "-Wall", "-Werror", "-shared", "-fPIC"]
        subprocess.run(["cc", *flags, "-o", self._library, SOURCE, "-ldl"], check=True)
        self._file = folder / "clock"
        self._file.write_bytes(bytes(8))
        with self._file.open("r+b") as file:
            self._page = mmap.mmap(file.fileno(), 8)
        self.ahead = timedelta(0)

    @property
    def environment(self) -> dict[str, str]:
        """What makes a process, and all that it starts, go by this clock."""
        return {"LD_PRELOAD": str(self._library), "STEPPED_CLOCK": str(self._file)}

    def step(self, by: timedelta) -> None:
        """Set the clock forward or back; every process sees it at once."""
        self.ahead += by
        self._page[:] = struct.pack("=q", round(self.ahead.total_seconds()))
