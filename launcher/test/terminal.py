"""Runs a command on a terminal of its own and types once: `terminal.py PROMPT KEYS COMMAND...`.

KEYS are typed when PROMPT has appeared; `^C` stands for Ctrl-C. Prints what the command wrote, ends with its status.
"""

from __future__ import annotations

import os
import pty
import sys


def main() -> int:
    """Run, type, copy the output."""
    prompt, keys, command = sys.argv[1].encode(), sys.argv[2], sys.argv[3:]
    child, terminal = pty.fork()
    if child == 0:
        os.execv(command[0], command)
    output = b""
    typed = False
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux reports the end of the other side as an error.
            break
        if not piece:
            break
        output += piece
        if not typed and prompt in output:
            os.write(terminal, b"\x03" if keys == "^C" else keys.encode() + b"\n")
            typed = True
    sys.stdout.write(output.decode())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    sys.exit(main())
