"""Numbers with check digits or formats of their own; none of them is meant to belong to anybody."""

from __future__ import annotations

import random
import string
from collections.abc import Sequence

_CARD_NETWORKS: Sequence[tuple[Sequence[str], int]] = (
    (("4",), 16),
    (("51", "52", "53", "54", "55", "2221", "2720"), 16),
    (("34", "37"), 15),
    (("6011", "65", "644"), 16),
    (("3528", "3589"), 16),
    (("300", "305", "36", "38"), 14),
    (("4",), 13),
    (("4",), 19),
    (("5018", "5020", "6304"), 12),
    (("2131", "1800"), 15),
)

_IBAN_FORMATS: Sequence[str] = (
    "GB:aaaannnnnnnnnnnnnn", "DE:nnnnnnnnnnnnnnnnnn", "FR:nnnnnnnnnnnnnnnnnnnnnnn", "NL:aaaannnnnnnnnn",
    "ES:nnnnnnnnnnnnnnnnnnnn", "IT:annnnnnnnnnnnnnnnnnnnnn", "PL:nnnnnnnnnnnnnnnnnnnnnnnn",
    "PT:nnnnnnnnnnnnnnnnnnnnn", "BE:nnnnnnnnnnnn", "AT:nnnnnnnnnnnnnnnn", "CH:nnnnnnnnnnnnnnnnn",
    "SE:nnnnnnnnnnnnnnnnnnnn", "DK:nnnnnnnnnnnnnn", "IE:aaaannnnnnnnnnnnnn", "FI:nnnnnnnnnnnnnn",
)  # fmt: skip


def digits(rng: random.Random, count: int) -> str:
    """Returns ``count`` random digits; the first may be zero."""
    return "".join(rng.choices(string.digits, k=count))


def fill(rng: random.Random, pattern: str) -> str:
    """Replaces ``#`` by a digit, ``%`` by a digit that is not zero, ``@`` by a capital, ``^`` by a small letter."""
    kinds = {"#": string.digits, "%": "123456789", "@": string.ascii_uppercase, "^": string.ascii_lowercase}
    return "".join(rng.choice(kinds[c]) if c in kinds else c for c in pattern)


def luhn_digit(payload: str) -> str:
    """Returns the digit that makes ``payload`` and it pass Luhn's check."""
    doubled = (int(c) * (2 if i % 2 == 0 else 1) for i, c in enumerate(reversed(payload)))
    return str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)


def card(rng: random.Random) -> str:
    """Returns a card number of a known network, plain or grouped."""
    prefixes, length = rng.choices(_CARD_NETWORKS, weights=(8, 5, 3, 2, 3, 1, 1, 2, 1, 1))[0]
    prefix = rng.choice(prefixes)
    number = prefix + digits(rng, length - len(prefix) - 1)
    number += luhn_digit(number)
    style = rng.random()
    if style < 0.6:
        return number
    sizes = (4, 6, len(number)) if length in (14, 15) else (4,) * 5
    groups, start = [], 0
    for size in sizes:
        groups.append(number[start : start + size])
        start += size
    return (" " if style < 0.85 else "-").join(group for group in groups if group)


def iban(rng: random.Random, country: str = "") -> str:
    """Returns an IBAN whose remainder is right; of ``country`` (two letters) where that is known."""
    matching = [f for f in _IBAN_FORMATS if f.startswith(country.upper())]
    code, _, pattern = rng.choice(matching or _IBAN_FORMATS).partition(":")
    body = fill(rng, pattern.replace("a", "@").replace("n", "#"))
    value = int("".join(str(int(c, 36)) for c in body + code + "00"))
    number = f"{code}{98 - value % 97:02d}{body}"
    style = rng.random()
    if style < 0.35:
        return " ".join(number[i : i + 4] for i in range(0, len(number), 4))
    return number.lower() if style < 0.42 else number


def ssn(rng: random.Random) -> str:
    """Returns a US social security number in a range that is or was given out."""
    area = rng.choice([n for n in range(1, 900) if n != 666])
    parts = f"{area:03d}", f"{rng.randint(1, 99):02d}", f"{rng.randint(1, 9999):04d}"
    return rng.choices(("-", " ", ""), weights=(8, 1, 1))[0].join(parts)


def ip(rng: random.Random) -> str:
    """Returns an IPv4 or (one in six) an IPv6 address."""
    if rng.random() < 0.83:
        return ".".join(str(rng.randint(1 if i in (0, 3) else 0, 254)) for i in range(4))
    groups = [f"{rng.randrange(1, 65536):x}" for _ in range(8)]
    if rng.random() < 0.4:
        start = rng.randint(1, 5)
        return ":".join(groups[:start]) + "::" + ":".join(groups[start + 2 :])
    return ":".join(groups)


def identifier(rng: random.Random) -> str:
    """Returns a number as authorities, insurers, hospitals and shops give to one person."""
    patterns = (
        "@########", "@@#######", "#########", "@##@#####", "C%########", "%#########", "@@ ## ## ## @",
        "P-######", "MRN%#######", "%###-####-####", "KD-######", "######-####", "@@@######@##", "##.###.###-#",
        "########@", "%## %## %##", "A%#######", "EMP#####", "@%##### ###",
    )  # fmt: skip
    return fill(rng, rng.choice(patterns))


def driver_license(rng: random.Random) -> str:
    """Returns a driver's licence number in the form of one of several US states."""
    patterns = (
        "@#######",
        "########",
        "@########",
        "#########",
        "@############",
        "@@######@",
        "@###-####-####",
        "#######",
    )
    return fill(rng, rng.choice(patterns))
