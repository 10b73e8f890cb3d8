"""Readers on small files of our own, and on the shared sets where they are there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from serai_train.pii.detokenize import join_tokens
from serai_train.pii.examples import Example
from serai_train.pii.readers import read_conll, read_presidio, split_at_random, split_by_group

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "pii"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/pii is not there")


def marked(example: Example) -> list[tuple[str, str]]:
    return [(example.text[s.start : s.end], s.type) for s in example.spans]


def conll(tmp_path: Path, content: str) -> list[Example]:
    path = tmp_path / "set"
    path.write_text(content, encoding="utf-8")
    return read_conll(path, "set")


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["I", "do", "n't", "know", "."], "I don't know."),
        (["He", "said", '"', "stop", "!", '"', "and", "left"], 'He said "stop!" and left'),
        (["see", "(", "Ann", "'s", ")", ",", "then"], "see (Ann's), then"),
        (["@ann", "#party", ":)", "..."], "@ann #party :)..."),
        ([], ""),
    ],
)
def test_tokens_become_typed_text(tokens: list[str], text: str) -> None:
    joined, offsets = join_tokens(tokens)
    assert joined == text
    assert [joined[a:b] for a, b in offsets] == tokens


def test_conll_bio_types_and_boundaries(tmp_path: Path) -> None:
    [first, second] = conll(
        tmp_path,
        "Ann\tB-person\nLee\tI-person\nBob\tB-person\n,\tO\nin\tO\nNew\tB-location\n"
        "York\tI-location\n.\tO\n\n\nbuy\tO\niPhone\tB-product\nat\tO\nAcme\tB-corporation\n",
    )
    assert first.text == "Ann Lee Bob, in New York."
    assert marked(first) == [("Ann Lee", "PERSON"), ("Bob", "PERSON"), ("New York", "LOCATION")]
    assert marked(second) == [("Acme", "ORGANIZATION")]
    assert second.annotated == {"PERSON", "LOCATION", "ORGANIZATION"}


def test_conll_io_tags_documents_and_entities(tmp_path: Path) -> None:
    examples = conll(
        tmp_path,
        "-DOCSTART- O\n\nUlm I-LOC\nFC I-ORG\n\nwon O\n\n-DOCSTART- O\n\n&lt; O\n3 O\n",
    )
    assert [e.text for e in examples] == ["Ulm FC", "won", "< 3"]
    assert marked(examples[0]) == [("Ulm", "LOCATION"), ("FC", "ORGANIZATION")]
    assert examples[0].group == examples[1].group != examples[2].group


def test_conll_names_the_line_without_a_tag(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="line 2: expected a token and its tag"):
        conll(tmp_path, "Ann B-person\nLee\n")


def presidio_row(identifier: int, masked: str, text: str, *spans: tuple[str, str]) -> dict[str, object]:
    return {
        "full_text": text,
        "masked": masked,
        "template_id": identifier,
        "spans": [
            {
                "entity_type": kind,
                "entity_value": value,
                "start_position": text.index(value),
                "end_position": text.index(value) + len(value),
            }
            for kind, value in spans
        ],
    }


def test_presidio_types_and_templates_that_stand_twice(tmp_path: Path) -> None:
    rows = [
        presidio_row(1, "I am {{PERSON}}", "I am Ann", ("PERSON", "Ann")),
        presidio_row(2, "I am  {{person}}", "I am Bob", ("PERSON", "Bob")),
        presidio_row(3, "In {{GPE}}", "In Ulm", ("GPE", "Ulm")),
    ]
    path = tmp_path / "synth.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    examples = read_presidio(path)
    assert [e.group for e in examples] == ["template-1", "template-1", "template-3"]
    assert marked(examples[2]) == [("Ulm", "LOCATION")]


def test_split_keeps_groups_together_and_depends_on_the_seed() -> None:
    examples = [Example(f"text {i}", group=f"g{i % 20}") for i in range(100)]
    split = split_by_group(examples, seed=1)
    groups = [{e.group for e in part} for part in (split.train, split.validation, split.test)]
    assert [len(g) for g in groups] == [12, 2, 6]
    assert len(set.union(*groups)) == 20
    assert sum(map(len, (split.train, split.validation, split.test))) == 100
    turned = split_by_group(examples[::-1], seed=1)
    assert {e.text for e in turned.test} == {e.text for e in split.test}
    assert split_by_group(examples, seed=2).test != split.test


def test_random_split_is_a_partition() -> None:
    examples = [Example(f"text {i}") for i in range(50)]
    kept, held = split_at_random(examples, seed=3, share=0.2)
    assert (len(kept), len(held)) == (40, 10)
    assert {e.text for e in kept} | {e.text for e in held} == {e.text for e in examples}


@needs_shared
def test_shared_sets_read_whole() -> None:
    presidio = read_presidio(SHARED / "presidio_synth_v2.json")
    assert len(presidio) == 1500
    assert sum(len(e.spans) for e in presidio) == 2863
    assert sum(not e.spans for e in presidio) == 113
    split = split_by_group(presidio, seed=7)
    train = {" ".join(e.text.split()).casefold() for e in split.train if not e.spans}
    assert not train & {" ".join(e.text.split()).casefold() for e in split.test if not e.spans}
    wnut = read_conll(SHARED / "wnut_test", "wnut")
    # B- tags of the file: 429 persons, 150 locations, 66 corporations and 165 groups.
    assert len(wnut) == 1287
    assert sum(len(e.spans) for e in wnut) == 429 + 150 + 66 + 165
