from __future__ import annotations

import itertools
import json

import numpy as np
import pytest

from checkpoints import tokenizer
from serai_train.checkpoint import Window
from serai_train.errors import UserError
from serai_train.golden_texts import golden_texts
from serai_train.windows import TextEncoder, shape_of
from tiny import SPEC, random_checkpoint

PIECES = ("a", "b", "c", "ab", "##b", "##c", "[", "]", "sep", ".")


def encoder(length: int = 8, overlap: int = 2) -> TextEncoder:
    return TextEncoder(tokenizer(PIECES), Window(length, overlap))


def pieces(texts: TextEncoder, text: str) -> list[list[int]]:
    return [row.ids.tolist() for row in texts.encode(text).rows]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("", 0),
        ("?!", 0),
        ("hello", 1),
        ("élan", 1),
        ("Hello", 2),
        ("H", 2),
        ("ǅ", 2),
        ("HELLO", 3),
        ("O'B", 3),
        ("iPhone", 4),
        ("McDonald", 4),
        ("42", 5),
        ("3.14", 5),
        ("٤٢", 5),
        ("b2b", 6),
        ("H2O", 6),
        ("你好", 7),
        ("שלום", 7),
        ("ª", 7),
        ("²", 0),
        ("Aب", 2),
        ("בA", 3),
        ("aب", 1),
    ],
)
def test_shape_of(text: str, shape: int) -> None:
    assert shape_of(text) == shape


def test_a_short_text_is_one_row_between_the_specials() -> None:
    found = encoder().encode("A ab. abb")
    assert [row.ids.tolist() for row in found.rows] == [[2, 4, 7, 13, 7, 8, 3]]
    assert found.rows[0].shapes.tolist() == [0, 2, 1, 0, 1, 1, 0]
    assert [(word.token, word.start, word.end) for word in found.words] == [(0, 0, 1), (1, 2, 4), (2, 4, 5), (3, 6, 9)]


def test_a_continuation_has_the_shape_of_its_whole_word() -> None:
    row = encoder().encode("Abb aB").rows[0]
    assert row.shapes.tolist() == [0, 2, 2, 4, 0]


def test_offsets_are_code_points_of_the_original() -> None:
    found = encoder().encode("🙂🙂 e\u0301 a")
    assert (found.words[-1].start, found.words[-1].end) == (6, 7)


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "\x00\x07"])
def test_a_text_without_tokens_has_no_rows(text: str) -> None:
    found = encoder().encode(text)
    assert found.rows == ()
    assert found.words == ()
    assert encoder().specials().ids.tolist() == [2, 3]


def test_special_tokens_in_a_text_are_text() -> None:
    assert pieces(encoder(), "a [SEP]") == [[2, 4, 10, 12, 11, 3]]


def test_a_lone_surrogate_is_an_unknown_character() -> None:
    found = encoder().encode("a \ud83d b")
    assert [(word.start, word.end) for word in found.words] in ([(0, 1), (2, 3), (4, 5)], [(0, 1), (4, 5)])


def test_windows_share_tokens_and_the_last_is_full() -> None:
    # 6 text tokens a window, 2 shared: begins 0, 4, then right-aligned.
    begins = [row.begin for row in encoder().encode("a b c a b c a b c a b").rows]
    assert begins == [0, 4, 5]


def test_windows_begin_at_word_borders_where_there_is_one() -> None:
    # Token 4 continues the word that begins at 3.
    found = encoder().encode("a b c abb" + " a" * 12)
    assert [row.begin for row in found.rows][:2] == [0, 3]


def test_a_word_longer_than_a_step_is_cut() -> None:
    found = encoder().encode("c" + "b" * 20)
    assert [row.begin for row in found.rows] == [0, 4, 8, 12, 15]
    assert len(found.words) == 1


def test_a_word_belongs_to_the_window_where_it_is_farthest_from_a_cut() -> None:
    found = encoder(8, 3).encode("a b c a b c a b c")
    assert [row.begin for row in found.rows] == [0, 3]
    # Of the shared tokens 3, 4, 5 the first window sees 2, 1, 0 more to the right, the second 0, 1, 2 to the left.
    assert [found.owner(word) for word in found.words] == [0, 0, 0, 0, 0, 1, 1, 1, 1]


@pytest.mark.parametrize(("length", "overlap"), [(8, 2), (24, 6), (24, 0), (10, 7), (128, 32)])
def test_windows_cover_every_token_once_or_more(length: int, overlap: int) -> None:
    texts = TextEncoder(random_checkpoint().tokenizer, Window(length, overlap))
    for text, found in zip(golden_texts(), texts.encode_all(golden_texts()), strict=True):
        whole = TextEncoder(random_checkpoint().tokenizer, Window(100_000, 0)).encode(text)
        if not whole.rows:
            assert not found.rows
            continue
        ids = whole.rows[0].ids[1:-1]
        for row in found.rows:
            np.testing.assert_array_equal(row.ids[1:-1], ids[row.begin : row.begin + row.text_tokens])
            assert len(row.ids) <= length
            assert len(row.ids) == len(row.shapes)
        for left, right in itertools.pairwise(found.rows):
            assert left.begin < right.begin <= left.begin + left.text_tokens - overlap
        assert found.rows[-1].begin + found.rows[-1].text_tokens == len(ids)
        owners = [found.owner(word) for word in found.words]
        assert owners == sorted(owners)
        assert len(text) >= max(word.end for word in found.words)


@pytest.mark.parametrize("window", [Window(2, 0), Window(10, 8), Window(10, -1)])
def test_windows_without_room_are_refused(window: Window) -> None:
    with pytest.raises(UserError, match="leaves no room"):
        TextEncoder(tokenizer(PIECES), window)


def test_other_tokenizers_are_refused() -> None:
    with pytest.raises(UserError, match="cannot be read"):
        TextEncoder("{}", SPEC.window)
    document = json.loads(tokenizer(PIECES))
    document["added_tokens"] = []
    del document["model"]["vocab"]["[PAD]"]
    with pytest.raises(UserError, match=r"no \[PAD\]"):
        TextEncoder(json.dumps(document), SPEC.window)
