"""Word lists of the package: names, places, organisations, people, plain words and forms of numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_FILES = ("names", "places", "organizations", "people", "words", "formats")
_SECTION = re.compile(r"\[([a-z0-9_.]+)\]")


@cache
def lexicon() -> Mapping[str, tuple[str, ...]]:
    """Returns all lists by section name, for example ``de.surname`` or ``company``.

    Raises:
        ValueError: naming file and line of an entry outside a section or a section that stands twice.
    """
    lists: dict[str, tuple[str, ...]] = {}
    for name in _FILES:
        text = files(__package__).joinpath("lexicons", f"{name}.txt").read_text(encoding="utf-8")
        lists.update(parse(text, name, lists))
    return lists


def parse(text: str, name: str, known: Mapping[str, object] | None = None) -> dict[str, tuple[str, ...]]:
    """Parses ``[section]`` headers and comma-separated entries; a line that begins with ``# `` is a comment."""
    lists: dict[str, list[str]] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        header = _SECTION.fullmatch(line.strip())
        if header:
            section = header.group(1)
            if section in lists or section in (known or {}):
                raise ValueError(f"{name}, line {number}: section [{section}] stands twice")
            lists[section] = []
        elif line.strip() and not line.startswith("# "):
            if not section:
                raise ValueError(f"{name}, line {number}: entries before the first [section]")
            lists[section].extend(entry.strip() for entry in line.split(", ") if entry.strip())
    return {key: tuple(dict.fromkeys(entries)) for key, entries in lists.items()}
