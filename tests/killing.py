"""A process that runs `seedbed` commands and kills them half way, for tests.

Run as a script, it loads the program once. Each line on its standard input is a JSON object: `arguments` of the command
line; `after`, seconds until the command and all it started are killed; `at_write`, the number of the file at whose
moving into place it is killed. Each answer is a line with `seconds`, and `status`, negative where a signal ended it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Self


class Killer:
    """The process, as its caller sees it; a context manager."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate("")

    def run(self, folder: Path, *arguments: str, after: float = 60, at_write: int = 0) -> tuple[int, float]:
        """Run `seedbed -C folder *arguments`; its exit status and how long it ran."""
        order = {"arguments": ["-C", str(folder), *arguments], "after": after, "at_write": at_write}
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(order), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline())
        return answer["status"], answer["seconds"]


def _serve_orders() -> None:
    from generator import cli  # noqa: PLC0415 - only the process that runs commands needs the program

    for line in sys.stdin:
        order = json.loads(line)
        started = time.monotonic()
        child = os.fork()
        if not child:
            _become_command(cli.run, order)
        status = _wait(child, started + order["after"])
        print(json.dumps({"status": status, "seconds": time.monotonic() - started}), flush=True)


def _become_command(run: Any, order: dict[str, Any]) -> None:
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    if order["at_write"]:
        _die_at_write(order["at_write"])
    sys.argv = ["seedbed", *order["arguments"]]
    status = 0
    try:
        run()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 0
    os._exit(status)


def _die_at_write(number: int) -> None:
    """Let this process kill itself instead of moving its `number`-th file into place."""
    written = 0

    def counted(move: Any) -> Any:
        def moved(*arguments: Any, **options: Any) -> Any:
            nonlocal written
            written += 1
            if written == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return move(*arguments, **options)

        return moved

    os.replace, os.link = counted(os.replace), counted(os.link)


def _wait(child: int, until: float) -> int:
    killed = False
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if not killed and time.monotonic() >= until:
            killed = True
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child, signal.SIGKILL)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        time.sleep(0.001)


if __name__ == "__main__":
    _serve_orders()
