"""From text to the rows a model reads: token ids, spelling of tokens, words, and windows of long texts.

Both runtimes must cut alike, so every rule is spelt out here:

- A word is a maximal run of tokens of which each but the first begins with `##`.
- Windows hold at most `length - 2` text tokens between [CLS] and [SEP]. The next window begins `overlap` tokens before
  the end of the last, moved back to the nearest beginning of a word, unless that would not move forward at all. A
  window that would reach the end is right-aligned instead: it ends with the text and is full.
- Offsets are code points of the original text. Lone surrogates are read as U+FFFD.
- `[SEP]` and the like in a text are text, not special tokens: who writes the text must not end the row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from serai_train.checkpoint import Window
from serai_train.errors import UserError

IntArray = NDArray[np.int64]

_CONTINUES = "##"
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its first token, and where it stands in the text (code points)."""

    token: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One window of a text.

    Attributes:
        ids: Token ids (length,), [CLS] and [SEP] included.
        shapes: Spelling of each token (length,), 0 for specials.
        begin: Position in the text's tokens of the first text token.
    """

    ids: IntArray
    shapes: IntArray
    begin: int

    @property
    def text_tokens(self) -> int:
        """Tokens without the two specials."""
        return len(self.ids) - 2


@dataclass(frozen=True, slots=True)
class Rows:
    """A text as a model reads it; a text without tokens has no rows."""

    rows: tuple[Row, ...]
    words: tuple[Word, ...]

    def owner(self, word: Word) -> int:
        """The row a word takes its outputs from: the one in which it stands farthest from a cut.

        Cuts are the edges of rows that are not edges of the text. At a tie the earlier row owns the word.
        """
        end = self.rows[-1].begin + self.rows[-1].text_tokens
        best, best_distance = -1, -1.0
        for index, row in enumerate(self.rows):
            position, stop = word.token - row.begin, row.begin + row.text_tokens
            if not 0 <= position < row.text_tokens:
                continue
            left = position if row.begin > 0 else np.inf
            right = stop - 1 - word.token if stop < end else np.inf
            if min(left, right) > best_distance:
                best, best_distance = index, min(left, right)
        return best


def shape_of(text: str) -> int:
    """Spelling of a piece of text, by Unicode general category (digits are Nd, letters L, upper case Lu and Lt).

    0 neither letter nor digit, 1 lower case, 2 first letter upper, 3 all upper (two letters or more), 4 mixed case,
    5 digits, 6 digits and letters, 7 letters without case. Letters without case count as lower beside upper ones.
    """
    categories = [unicodedata.category(char) for char in text]
    letters = [category for category in categories if category.startswith("L")]
    digits = "Nd" in categories
    if not letters or digits:
        return (6 if letters else 5) if digits else 0
    upper = [category in ("Lu", "Lt") for category in letters]
    if not any(upper):
        return 1 if "Ll" in letters else 7
    if upper[0] and not any(upper[1:]):
        return 2
    return 4 if "Ll" in letters else 3


class TextEncoder:
    """Cuts texts into rows with a WordPiece tokenizer.

    Args:
        tokenizer: Text of a `tokenizer.json`.
        window: Length and overlap of rows.

    Raises:
        UserError: If the tokenizer cannot be read or has no [CLS], [SEP] and [PAD], or the window leaves no room.
    """

    def __init__(self, tokenizer: str, window: Window) -> None:
        try:
            self._tokenizer = Tokenizer.from_str(tokenizer)
        except Exception as broken:  # the tokenizers package raises plain exceptions
            raise UserError(f"tokenizer.json cannot be read: {broken}") from broken
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._tokenizer.encode_special_tokens = True
        self._cls, self._sep, self.pad = (self._special(name) for name in ("[CLS]", "[SEP]", "[PAD]"))
        self._room = window.length - 2
        if self._room < 1 or not 0 <= window.overlap < self._room:
            raise UserError(f"window length {window.length} with overlap {window.overlap} leaves no room to move on")
        self._step = self._room - window.overlap

    @property
    def vocabulary(self) -> int:
        """Number of token ids, added ones included."""
        return int(self._tokenizer.get_vocab_size(with_added_tokens=True))

    def encode(self, text: str) -> Rows:
        """Cut one text into rows."""
        return self.encode_all([text])[0]

    def encode_all(self, texts: Sequence[str]) -> list[Rows]:
        """Cut texts into rows, tokenizing them together."""
        readable = [_LONE_SURROGATES.sub("\ufffd", text) for text in texts]
        encodings = self._tokenizer.encode_batch(readable, add_special_tokens=False)
        return [
            self._rows(text, encoding.ids, encoding.tokens, encoding.offsets)
            for text, encoding in zip(texts, encodings, strict=True)
        ]

    def specials(self) -> Row:
        """The row of an empty text: [CLS] and [SEP] only."""
        return Row(np.array([self._cls, self._sep], np.int64), np.zeros(2, np.int64), 0)

    def _special(self, name: str) -> int:
        token = self._tokenizer.token_to_id(name)
        if token is None:
            raise UserError(f"tokenizer.json has no {name}; use the WordPiece tokenizer the encoder was trained with")
        return int(token)

    def _rows(self, text: str, ids: list[int], tokens: list[str], offsets: list[tuple[int, int]]) -> Rows:
        if not ids:
            return Rows((), ())
        firsts = [index for index, token in enumerate(tokens) if index == 0 or not token.startswith(_CONTINUES)]
        words = tuple(
            Word(first, offsets[first][0], offsets[after - 1][1])
            for first, after in zip(firsts, [*firsts[1:], len(ids)], strict=True)
        )
        shapes = _shapes(text, words, offsets)
        rows = []
        for begin in self._begins(len(ids), set(firsts)):
            stop = min(begin + self._room, len(ids))
            row_ids = np.array([self._cls, *ids[begin:stop], self._sep], np.int64)
            rows.append(Row(row_ids, np.array([0, *shapes[begin:stop], 0], np.int64), begin))
        return Rows(tuple(rows), words)

    def _begins(self, tokens: int, firsts: set[int]) -> list[int]:
        begins = [0]
        while begins[-1] + self._room < tokens:
            target = begins[-1] + self._step
            if target + self._room >= tokens:
                begins.append(tokens - self._room)
            else:
                border = next((at for at in range(target, begins[-1], -1) if at in firsts), target)
                begins.append(border)
        return begins


def _shapes(text: str, words: Sequence[Word], offsets: Sequence[tuple[int, int]]) -> list[int]:
    """Spelling of each token: the first of a word has its own, the others have the whole word's."""
    shapes: list[int] = []
    for word, after in zip(words, [*(word.token for word in words[1:]), len(offsets)], strict=True):
        shapes.append(shape_of(text[slice(*offsets[word.token])]))
        shapes += [shape_of(text[word.start : word.end])] * (after - word.token - 1)
    return shapes
