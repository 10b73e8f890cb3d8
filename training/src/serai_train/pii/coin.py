"""Made-up names that sound like those of a list: a chain over three letters."""

from __future__ import annotations

import random
from collections import defaultdict
from functools import cache

from serai_train.pii.lexicon import lexicon

_ORDER = 2
_START, _END = "\x02", "\x03"


@cache
def _chain(section: str) -> dict[str, list[str]]:
    followers: dict[str, list[str]] = defaultdict(list)
    for name in lexicon()[section]:
        padded = _START * _ORDER + name.lower() + _END
        for position in range(_ORDER, len(padded)):
            followers[padded[position - _ORDER : position]].append(padded[position])
    return dict(followers)


def coined_name(rng: random.Random, section: str) -> str:
    """Returns a name of 3 to 14 letters that need not exist, built like those of the lexicon's ``section``."""
    chain = _chain(section)
    for _ in range(20):
        text = _START * _ORDER
        while not text.endswith(_END) and len(text) < 18:
            text += rng.choice(chain[text[-_ORDER:]])
        name = text.strip(_START + _END).strip(" -.'")
        if text.endswith(_END) and 3 <= len(name) <= 14:
            return "".join(c.upper() if i == 0 or name[i - 1] in " -" else c for i, c in enumerate(name))
    return rng.choice(lexicon()[section])
