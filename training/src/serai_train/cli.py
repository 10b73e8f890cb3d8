"""The command line, `serai-train`.

Exit codes: 0 done; 1 the work failed or a check was not met; 2 wrong arguments, data or model; 130 interrupted.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from serai_train import __version__
from serai_train.errors import UserError

COMMANDS = ("prepare", "train", "evaluate", "export", "parity", "publish", "report")

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command in `arguments` (by default those of the process) and return its exit code."""
    parsed = parser().parse_args(arguments)
    try:
        code: int = parsed.run(parsed)
        sys.stdout.flush()
    except UserError as error:
        print(f"serai-train: {error}", file=sys.stderr)
        return EXIT_USAGE
    except BrokenPipeError:
        # Who reads the output has gone; what Python would flush at its end has to go somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED
    except OSError as failure:
        where = f"{failure.filename}: " if failure.filename is not None else ""
        print(f"serai-train: {where}{failure.strerror or failure}", file=sys.stderr)
        return EXIT_USAGE
    except KeyboardInterrupt:
        print("serai-train: interrupted; the same command goes on where it can", file=sys.stderr)
        return EXIT_INTERRUPTED
    return code


def parser() -> argparse.ArgumentParser:
    """The parser of every command; each command's module in `serai_train.commands` registers its own."""
    top = argparse.ArgumentParser(
        prog="serai-train", description="Train, measure and publish the models that Serai routes requests with."
    )
    top.add_argument("--version", action="version", version=f"serai-train {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for name in COMMANDS:
        importlib.import_module(f"serai_train.commands.{name}").register(commands)
    return top
