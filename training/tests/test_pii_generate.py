"""Generated texts: marks, shares, determinism, check digits, templates, noise, replacement of values."""

from __future__ import annotations

import ipaddress
import random
import re
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from serai_train.data.public import split_presidio
from serai_train.pii import formats
from serai_train.pii.augment import replace_values
from serai_train.pii.coin import coined_name
from serai_train.pii.dates import date_text
from serai_train.pii.examples import TYPES, Example, Span
from serai_train.pii.generate import GeneratorSettings, generate, join_pieces
from serai_train.pii.lexicon import lexicon, parse
from serai_train.pii.noise import perturb
from serai_train.pii.slots import PLAIN_SLOTS, SLOTS, fill_slot
from serai_train.pii.template import parse_templates, templates
from serai_train.pii.values import Piece, Values

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "pii"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/pii is not there")

SAMPLE = list(generate(11, 4000))


def test_the_same_seed_makes_the_same_texts_and_another_does_not() -> None:
    assert list(generate(5, 50)) == list(islice(generate(5, 500), 50))
    assert {e.text for e in generate(5, 50)} != {e.text for e in generate(6, 50)}


def test_two_fifths_have_no_personal_data_and_every_type_is_there() -> None:
    clean = sum(not e.spans for e in SAMPLE) / len(SAMPLE)
    assert 0.36 < clean < 0.44
    counts = Counter(s.type for e in SAMPLE for s in e.spans)
    assert set(counts) == set(TYPES)
    assert min(counts.values()) >= 10
    assert all(e.annotated == set(TYPES) for e in SAMPLE)


def test_spans_hold_values_without_blanks_around() -> None:
    for example in SAMPLE:
        for span in example.spans:
            value = example.text[span.start : span.end]
            assert value == value.strip() != ""


def test_shares_of_the_settings_hold() -> None:
    assert all(e.spans for e in generate(1, 200, GeneratorSettings(clean=0)))
    assert not any(e.spans for e in generate(1, 200, GeneratorSettings(clean=1)))
    with pytest.raises(ValueError, match=r"noise is 1\.5"):
        GeneratorSettings(noise=1.5)


def test_there_are_many_templates_in_eight_languages() -> None:
    everything = [t for members in templates().values() for t in members]
    assert len(everything) >= 1000
    languages = Counter(t.language for t in everything)
    assert set(languages) == {"en", "de", "fr", "es", "it", "nl", "pt", "pl"}
    assert min(languages.values()) >= 20


def test_every_slot_is_used_and_plain_slots_make_no_entity() -> None:
    used = {slot for members in templates().values() for t in members for slot in t.slots}
    assert used == set(SLOTS)
    for name in SLOTS:
        pieces = fill_slot(Values(random.Random(name)), name)
        assert all(p.text for p in pieces)
        assert any(p.type for p in pieces) == (name not in PLAIN_SLOTS)
        assert all(p.type in ("", *TYPES) for p in pieces)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[en.chat]\nI am {persn}", r"file, line 2: unknown slot \{persn\}"),
        ("[en.clean]\nI am {person}", "is an entity"),
        ("Hello", "before the first"),
    ],
)
def test_templates_that_do_not_hold_together_are_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_templates(text, "file")


def test_a_template_keeps_braces_of_json() -> None:
    [template] = parse_templates('[en.structured]\n{"a": {"b": "{full}"}}\\n', "file")
    assert template.literals == ('{"a": {"b": "', '"}}\n')
    assert template.slots == ("full",)


def test_a_lexicon_section_may_not_stand_twice() -> None:
    assert parse("# note\n[a.b]\nX, Y Z\nX\n", "file") == {"a.b": ("X", "Y Z")}
    with pytest.raises(ValueError, match="line 3"):
        parse("[a]\nx\n[a]\n", "file")
    assert all(lexicon().values())


def luhn_total(number: str) -> int:
    total = 0
    for index, digit in enumerate(int(c) for c in reversed(number)):
        total += digit if index % 2 == 0 else digit * 2 // 10 + digit * 2 % 10
    return total


def test_check_digits_are_right() -> None:
    assert formats.luhn_digit("7992739871") == "3"
    rng = random.Random(3)
    for _ in range(300):
        card = formats.card(rng).replace(" ", "").replace("-", "")
        assert luhn_total(card) % 10 == 0
        iban = formats.iban(rng).replace(" ", "").upper()
        assert int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97 == 1
        area, group, serial = (
            int(p) for p in (lambda s: (s[:3], s[3:5], s[5:]))("".join(filter(str.isdigit, formats.ssn(rng))))
        )
        assert area not in (0, 666)
        assert area < 900
        assert group * serial > 0
        ipaddress.ip_address(formats.ip(rng))


def test_ibans_have_the_length_of_their_country() -> None:
    lengths = {
        "GB": 22,
        "DE": 22,
        "FR": 27,
        "NL": 18,
        "ES": 24,
        "IT": 27,
        "PL": 28,
        "PT": 25,
        "BE": 16,
        "AT": 20,
        "CH": 21,
    }
    for country, length in lengths.items():
        iban = formats.iban(random.Random(country), country).replace(" ", "").upper()
        assert (iban[:2], len(iban)) == (country, length)


def test_noise_keeps_the_marks_on_their_values() -> None:
    pieces = [
        Piece("I met "),
        Piece("Straßer", "PERSON"),
        Piece(" in the lovely town of "),
        Piece("Ulm", "LOCATION"),
        Piece("."),
    ]
    for seed in range(300):
        text, spans = join_pieces(perturb(random.Random(seed), pieces, 1.0))
        values = [(text[s.start : s.end].lower().replace("ss", "ß"), s.type) for s in spans]
        assert values == [("straßer", "PERSON"), ("ulm", "LOCATION")]


def test_made_up_names_vary_and_look_like_names() -> None:
    names = {coined_name(random.Random(seed), "de.surname") for seed in range(200)}
    assert len(names) > 100
    assert all(3 <= len(n) <= 14 and n[0].isalpha() for n in names - set(lexicon()["de.surname"]))


@pytest.mark.parametrize("style", ["short", "long", "year", "weekday", "timestamp", "month"])
def test_dates_are_written_in_each_style(style: str) -> None:
    written = {date_text(random.Random(seed), "de", style) for seed in range(40)}
    assert len(written) > 5
    assert all(any(c.isdigit() for c in d) for d in written) == (style != "weekday")


def test_replaced_values_keep_context_types_and_coarse_form() -> None:
    examples = [
        Example("Apt. 12 of Ann Lee", (Span(0, 7, "STREET_ADDRESS"), Span(11, 18, "PERSON")), source="x", group="g"),
        Example("I live in Apt. 34.", (Span(10, 17, "STREET_ADDRESS"),), source="x", group="h"),
        Example("nothing here"),
    ]
    made = list(replace_values(examples, seed=1, count=60, noise=0))
    assert made == list(replace_values(examples, seed=1, count=60, noise=0))
    assert {e.group for e in made} == {"g", "h"}
    for example in made:
        address = next(s for s in example.spans if s.type == "STREET_ADDRESS")
        assert example.text[address.start : address.end] in ("Apt. 12", "Apt. 34")
        assert " of " in example.text if example.group == "g" else example.text.startswith("I live in ")
    assert len({e.text for e in made if e.group == "g"}) > 10
    with pytest.raises(ValueError, match="nothing to replace"):
        next(replace_values(examples[2:], seed=1, count=1))


@needs_shared
def test_no_template_resembles_one_of_the_public_test_part() -> None:
    def words(text: str) -> set[str]:
        return set(re.findall(r"[a-z']+", text.lower()))

    seen = []
    for example in split_presidio(SHARED / "presidio_synth_v2.json").test:
        text, end = "", 0
        for span in example.spans:
            text, end = f"{text}{example.text[end : span.start]} ", span.end
        seen.append(words(text + example.text[end:]))
    tests = [w for w in seen if len(w) > 2]
    for members in templates().values():
        for template in members:
            ours = words(" ".join(template.literals))
            for theirs in tests if len(ours) > 2 else ():
                assert len(ours & theirs) < 0.65 * len(ours | theirs), template
