"""The released model `serai-signals`: what it is trained on, and all settings of its training.

It is made of public sets in a folder and of texts of our own; the same sets and the same seed give the same weights on
processors of one kind with one thread. Nothing of the sets is part of the package. Test parts are never touched: WNUT's
validation texts are a fifth of its training file, presidio's are templates that no other part has.
"""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from serai_train.data.examples import Example
from serai_train.data.public import outcome, reading, split_presidio, split_wnut
from serai_train.errors import DataError
from serai_train.pii.augment import replace_values
from serai_train.pii.generate import generate
from serai_train.pii.readers import read_conll
from serai_train.torch.chat import chat_prompts
from serai_train.torch.fit import FitSettings
from serai_train.torch.multi import MultiConfig, MultiData, chat_examples
from serai_train.torch.pii import PiiConfig

MMLU_PRO = "complexity/mmlu_pro_outcomes.json"
CLINC = "intent/clinc150.json"
PRESIDIO = "pii/presidio_synth_v2.json"
WNUT = "pii/wnut_train"
WIKIGOLD = "pii/wikigold"
SETS = (MMLU_PRO, CLINC, PRESIDIO, WNUT, WIKIGOLD)
"""Files of the sets, below the folder that holds them."""

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
    ner_copies: int = 6000
    seed: int = 7


def _released() -> MultiConfig:
    # A third epoch gained nothing on validation data; a second run costs as much and makes the weights steadier.
    fit = FitSettings(epochs=2, batch_rows=32, learning_rate=3e-4, runs=2)
    return MultiConfig(shared_layers=2, pii=PiiConfig(fit=fit))


@dataclass(frozen=True, slots=True)
class SignalsRecipe:
    """All that the released model depends on beside the sets and the base; the defaults are those of the release."""

    mix: SignalsMix = field(default_factory=SignalsMix)
    config: MultiConfig = field(default_factory=_released)

    def seeded(self, seed: int) -> SignalsRecipe:
        """The same with another seed of every random draw."""
        text = replace(self.config.text, fit=replace(self.config.text.fit, seed=seed))
        pii = replace(self.config.pii, fit=replace(self.config.pii.fit, seed=seed))
        return SignalsRecipe(replace(self.mix, seed=seed), replace(self.config, text=text, pii=pii))


RELEASE = SignalsRecipe()
"""What `serai-train train --recipe serai-signals` does."""


def signals_data(folder: Path, mix: SignalsMix | None = None) -> tuple[MultiData, list[dict[str, Any]]]:
    """Reads the sets and mixes the texts.

    Args:
        folder: Where the sets are, under the names of this module's constants.
        mix: How much of what.

    Returns:
        The data, and an entry for each set for the manifest.

    Raises:
        DataError: If a set is not there, or is another file of that name.
    """
    mix = mix or SignalsMix()
    if missing := [name for name in SETS if not (folder / name).is_file()]:
        raise DataError(f"{folder} has no {', '.join(missing)}; give the folder that holds {', '.join(SETS)}")
    questions, questions_val = _questions(folder / MMLU_PRO)
    chat = chat_examples(chat_prompts(mix.chat, mix.seed)) + _utterances(folder / CLINC, mix)
    with reading(folder / PRESIDIO):
        presidio = split_presidio(folder / PRESIDIO)
    with reading(folder / WNUT):
        wnut, wnut_val = split_wnut(folder / WNUT)
    with reading(folder / WIKIGOLD):
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
        questions + chat,
        questions_val,
        pii,
        [*presidio.validation, *wnut_val],
    )
    entries = [
        _entry(folder, MMLU_PRO, "Apache-2.0", len(questions)),
        _entry(folder, CLINC, "CC-BY-3.0", mix.utterances),
        _entry(folder, PRESIDIO, "MIT", len(presidio.train)),
        _entry(folder, WNUT, "CC-BY-4.0", len(wnut)),
        _entry(folder, WIKIGOLD, "CC-BY-4.0", len(wikigold)),
    ]
    return data, entries


def _questions(file: Path) -> tuple[list[Example], list[Example]]:
    with reading(file):
        parts = json.loads(file.read_text("utf-8"))
        train, val = ([replace(outcome(row), label=row["category"]) for row in parts[p]] for p in ("train", "val"))
    return train, val


def _utterances(file: Path, mix: SignalsMix) -> list[Example]:
    with reading(file):
        texts = [text for text, label in json.loads(file.read_text("utf-8"))["train"] if label not in _NO_CHAT]
    random.Random(mix.seed).shuffle(texts)
    return [Example(text, label="other", score=_CHAT_DIFFICULTY) for text in texts[: mix.utterances]]


def _entry(folder: Path, name: str, licence: str, rows: int) -> dict[str, Any]:
    checksum = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    return {"name": Path(name).stem, "licence": licence, "sha256": checksum, "rows": rows, "use": "train"}
