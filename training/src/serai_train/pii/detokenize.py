"""Joins the tokens of an annotated corpus to natural text.

Corpora come as tokens ("do n't", "( see", "week ."), people type text. A model that is trained on
tokens joined by blanks flags ordinary punctuation, so both training and tests use joined text.
"""

from __future__ import annotations

from collections.abc import Sequence

_CLOSING = frozenset(".,;:!?)]}%…’”»") | {"...", "..", "!!", "!!!", "??", "???", "?!", "''"}
_OPENING = frozenset("([{$£€“«#") | {"``"}
_ENDINGS = ("'s", "n't", "'m", "'re", "'ve", "'ll", "'d")
_SUFFIXES = frozenset(_ENDINGS) | {ending.replace("'", "’") for ending in _ENDINGS}
_PAIRED = frozenset("\"'")


def join_tokens(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Joins tokens and tells where each one lies in the text.

    Straight quotes open and close in turn; a token that is not one of the known kinds of
    punctuation stands between blanks.

    Returns:
        The text, and start and end (exclusive) of each token in it.
    """
    pieces: list[str] = []
    offsets: list[tuple[int, int]] = []
    position = 0
    open_quotes: set[str] = set()
    glue = True
    for token in tokens:
        closes_quote = token in open_quotes
        attach = glue or closes_quote or token in _CLOSING or token.lower() in _SUFFIXES
        if not attach:
            pieces.append(" ")
            position += 1
        offsets.append((position, position + len(token)))
        pieces.append(token)
        position += len(token)
        glue = token in _OPENING
        if token in _PAIRED:
            glue = not closes_quote
            open_quotes ^= {token}
    return "".join(pieces), offsets
