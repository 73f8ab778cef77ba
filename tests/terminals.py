"""What programs write to a terminal."""

from __future__ import annotations

import os


def read_all(master: int) -> str:
    parts = []
    while True:
        try:
            part = os.read(master, 10_000)
        except OSError:  # how Linux says that the other end was closed
            part = b""
        if not part:
            os.close(master)
            return b"".join(parts).decode()
        parts.append(part)
