"""What is wrong with data, collected so that all of it is told at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from serai_train.errors import DataError

SHOWN = 20


@dataclass(slots=True)
class Problems:
    """Findings that make data unusable. Nothing here repeats a text: texts may hold personal data."""

    found: list[str] = field(default_factory=list)

    def add(self, file: str, line: int, column: str | None, message: str) -> None:
        """Note what is wrong in a row, or in one of its cells if `column` is given."""
        cell = f', column "{column}"' if column is not None else ""
        self.found.append(f"{file}, row {line}{cell}: {message}")

    def check(self) -> None:
        """Raise what was found.

        Raises:
            DataError: If anything was found; at most `SHOWN` findings are listed.
        """
        if not self.found:
            return
        shown = tuple(self.found[:SHOWN])
        if len(self.found) > SHOWN:
            shown += (f"... and {len(self.found) - SHOWN} more",)
        rows = "1 problem" if len(self.found) == 1 else f"{len(self.found)} problems"
        raise DataError(f"{rows} in the data; nothing was written", shown)
