"""Errors that are the user's to mend; the command line prints them without a stack trace."""

from __future__ import annotations

import sys


class UserError(Exception):
    """What was given cannot be used. The message says what was seen and what to do about it."""


class DataError(UserError):
    """A data file is wrong. `problems` holds every finding, each with its file, row and column."""

    def __init__(self, summary: str, problems: tuple[str, ...] = ()) -> None:
        self.problems = problems
        super().__init__("\n".join([summary, *(f"  {problem}" for problem in problems)]))


class MissingExtraError(UserError):
    """A package of an optional install is needed; the message installs it for the interpreter that runs."""

    def __init__(self, what: str, extra: str, package: str) -> None:
        super().__init__(f"{what} needs the [{extra}] extra; install it: {sys.executable} -m pip install {package}")
