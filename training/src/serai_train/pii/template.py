r"""Templates: texts with slots, kept in the package's ``templates`` folder.

A line is a template; ``\n`` in it is a line break. ``{slot}`` names a value of :data:`~serai_train.pii.slots.SLOTS`;
other braces (JSON, code) stay as they are. ``[language.kind]`` heads the templates below it. Kinds whose name begins
with ``clean`` may use only slots that are no entity.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from serai_train.pii.slots import PLAIN_SLOTS, SLOTS

_FILES = ("english", "english_social", "english_forum", "english_clean", "languages", "structured")
_HEADER = re.compile(r"\[([a-z]{2})\.([a-z_]+)\]")
_SLOT = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A text with slots: ``literals`` and ``slots`` alternate, one literal more than slots."""

    language: str
    kind: str
    literals: tuple[str, ...]
    slots: tuple[str, ...]


def parse_templates(text: str, name: str) -> list[Template]:
    """Parses templates.

    Raises:
        ValueError: naming file and line of an unknown slot, a template without header, or an entity in a clean one.
    """
    templates = []
    language = kind = ""
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.fullmatch(line.strip())
        if header:
            language, kind = header.groups()
        elif line.strip() and not line.startswith("# "):
            if not kind:
                raise ValueError(f"{name}, line {number}: a template before the first [language.kind]")
            templates.append(_template(language, kind, line, f"{name}, line {number}"))
    return templates


def _template(language: str, kind: str, line: str, where: str) -> Template:
    parts = _SLOT.split(line.replace("\\n", "\n").replace("\\t", "\t"))
    slots = tuple(parts[1::2])
    for slot in slots:
        if slot not in SLOTS:
            raise ValueError(f"{where}: unknown slot {{{slot}}}")
        if kind.startswith("clean") and slot not in PLAIN_SLOTS:
            raise ValueError(f"{where}: slot {{{slot}}} is an entity, and [{language}.{kind}] has to be free of them")
    return Template(language, kind, tuple(parts[::2]), slots)


@cache
def templates() -> Mapping[str, tuple[Template, ...]]:
    """Returns the package's templates by kind, in the order of its files; a text stands once."""
    kinds: dict[str, dict[Template, None]] = defaultdict(dict)
    for name in _FILES:
        text = files(__package__).joinpath("templates", f"{name}.txt").read_text(encoding="utf-8")
        for template in parse_templates(text, name):
            kinds[template.kind][template] = None
    return {kind: tuple(members) for kind, members in kinds.items()}
