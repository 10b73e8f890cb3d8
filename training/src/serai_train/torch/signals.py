"""The data that the released model `serai-signals` is trained on: public sets read from a folder, and texts of our own.

Nothing of the sets is part of the package. Test parts are never touched: WNUT's validation texts are a fifth of its
training file, presidio's are templates that no other part has.
"""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serai_train.data.examples import Example
from serai_train.pii.augment import replace_values
from serai_train.pii.generate import generate
from serai_train.pii.readers import read_conll, read_presidio, split_at_random, split_by_group
from serai_train.torch.chat import chat_prompts
from serai_train.torch.multi import MultiData, chat_examples

MMLU_PRO = "complexity/mmlu_pro_outcomes.json"
CLINC = "intent/clinc150.json"
PRESIDIO = "pii/presidio_synth_v2.json"
WNUT = "pii/wnut_train"
WIKIGOLD = "pii/wikigold"

_DOMAIN_INTENTS = """
calculator exchange_rate interest_rate mortgage apr credit_score calories nutrition_info taxes income rollover_401k
definition measurement_conversion meaning_of_life payday insurance pto_request w2
"""
_NO_CHAT = frozenset(_DOMAIN_INTENTS.split())
"""CLINC intents that belong to a domain; the others are chat, and easy."""

_CHAT_DIFFICULTY = 0.05


@dataclass(frozen=True, slots=True)
class SignalsMix:
    """How much of what goes into the training data.

    Attributes:
        chat: Tries for each chat template.
        utterances: CLINC utterances that stand for chat.
        generated: Generated texts with and without personal data.
        presidio_copies: Texts made of presidio's by new values.
        ner_copies: Texts made of WNUT's and wikigold's by new values.
        seed: Seed of everything that is drawn.
    """

    chat: int = 8
    utterances: int = 1200
    generated: int = 14000
    presidio_copies: int = 2500
    ner_copies: int = 4000
    seed: int = 7


def signals_data(folder: Path, mix: SignalsMix | None = None) -> tuple[MultiData, list[dict[str, Any]]]:
    """Reads the sets and mixes the texts.

    Args:
        folder: Where the sets are, under the names of this module's constants.
        mix: How much of what.

    Returns:
        The data, and an entry for each set for the manifest.
    """
    mix = mix or SignalsMix()
    outcomes = json.loads((folder / MMLU_PRO).read_text("utf-8"))
    chat = chat_examples(chat_prompts(mix.chat, mix.seed)) + _utterances(folder, mix)
    presidio = split_by_group(read_presidio(folder / PRESIDIO))
    wnut, wnut_val = split_at_random(read_conll(folder / WNUT, "wnut"), 7, 0.2)
    wikigold = read_conll(folder / WIKIGOLD, "wikigold")
    ner = [*wnut, *wikigold]
    pii = [
        *presidio.train,
        *replace_values(presidio.train, mix.seed, mix.presidio_copies),
        *ner,
        *replace_values(ner, mix.seed, mix.ner_copies),
        *generate(mix.seed, mix.generated),
    ]
    data = MultiData(
        [_question(row) for row in outcomes["train"]] + chat,
        [_question(row) for row in outcomes["val"]],
        pii,
        [*presidio.validation, *wnut_val],
    )
    entries = [
        _entry(folder, MMLU_PRO, "Apache-2.0", len(outcomes["train"])),
        _entry(folder, CLINC, "CC-BY-3.0", mix.utterances),
        _entry(folder, PRESIDIO, "MIT", len(presidio.train)),
        _entry(folder, WNUT, "CC-BY-4.0", len(wnut)),
        _entry(folder, WIKIGOLD, "CC-BY-4.0", len(wikigold)),
    ]
    return data, entries


def _question(row: dict[str, Any]) -> Example:
    return Example(
        row["text"], label=row["category"], score=1 - row["weak"], weak=float(row["weak"]), strong=float(row["strong"])
    )


def _utterances(folder: Path, mix: SignalsMix) -> list[Example]:
    rows = json.loads((folder / CLINC).read_text("utf-8"))["train"]
    texts = [text for text, label in rows if label not in _NO_CHAT]
    random.Random(mix.seed).shuffle(texts)
    return [Example(text, label="other", score=_CHAT_DIFFICULTY) for text in texts[: mix.utterances]]


def _entry(folder: Path, name: str, licence: str, rows: int) -> dict[str, Any]:
    checksum = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    return {"name": Path(name).stem, "licence": licence, "sha256": checksum, "rows": rows, "use": "train"}
