"""What `serai-train train --trainer torch` and `--recipe` run; nothing else outside `serai_train.torch` imports it."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serai_train.checkpoint import Checkpoint
from serai_train.data.annotated import pii_examples
from serai_train.data.prepared import Prepared
from serai_train.errors import MissingExtraError, UserError
from serai_train.pii.examples import Example as PiiExample
from serai_train.pii.generate import generate
from serai_train.settings import OUT_OF_SCOPE

if TYPE_CHECKING:
    from serai_train.torch.fit import FitSettings
    from serai_train.torch.multi import MultiData
    from serai_train.torch.signals import SignalsRecipe


def fine_tune(data: Sequence[Prepared], base: Checkpoint, arguments: argparse.Namespace) -> Checkpoint:
    """Fine-tune the encoder on one set, or a split trunk on several, and write the checkpoint.

    Raises:
        UserError: If the sets do not make a model; see `check_torch` too.
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if len(data) > 1:
        return _multi(data, base, arguments)
    task = {"intent": _intent, "complexity": _complexity, "pii": _pii}[data[0].info.task]
    return task(data[0], base, arguments)


@dataclass(frozen=True, slots=True)
class Signals:
    """The released model `serai-signals`: its recipe, and the data that it makes of the public sets."""

    recipe: SignalsRecipe
    data: MultiData
    entries: Sequence[Mapping[str, Any]]

    @classmethod
    def read(cls, folder: Path, seed: int) -> Signals:
        """Read the public sets and mix the training texts.

        Raises:
            MissingExtraError: Without torch.
            UserError: If a set is not there.
        """
        _with_torch()
        logging.basicConfig(level=logging.INFO, format="%(message)s")
        from serai_train.torch.signals import RELEASE, signals_data

        recipe = RELEASE.seeded(seed)
        return cls(recipe, *signals_data(folder, recipe.mix))

    def describe(self) -> Iterator[str]:
        """Lines that say what would be trained on what."""
        for entry in self.entries:
            yield f"{entry['rows']:>6} rows of {entry['name']}, {entry['licence']}, sha256 {entry['sha256'][:16]}"
        data, config = self.data, self.recipe.config
        for name, train, val, fit in (
            ("text", data.text_train, data.text_val, config.text.fit),
            ("pii", data.pii_train, data.pii_val, config.pii.fit),
        ):
            yield f"{name}: {len(train)} texts, {len(val)} to validate; {fit.runs} runs of {fit.epochs} epochs"

    def train(self, base: Checkpoint, out: Path, name: str) -> None:
        """Train and write the checkpoint; a broken run goes on."""
        from serai_train.torch.multi import train_multi

        train_multi(self.data, self.recipe.config, base, out, name=name, datasets=self.entries)


def check_torch(data: Sequence[Prepared]) -> None:
    """Check that torch is there and that several sets make one model.

    Raises:
        MissingExtraError: Without torch.
        UserError: If the sets do not make a model.
    """
    _with_torch()
    personal = [prepared.info.task == "pii" for prepared in data]
    if len(data) > 1 and (all(personal) or not any(personal)):
        raise UserError(
            "a model for all needs data of pii and of intent or complexity; give one folder to train one task"
        )


def _with_torch() -> None:
    if importlib.util.find_spec("torch") is None:
        raise MissingExtraError("the trainer torch", "torch", "torch")


def _intent(prepared: Prepared, base: Checkpoint, arguments: argparse.Namespace) -> Checkpoint:
    from serai_train.torch.intent import IntentConfig, train_intent

    config = IntentConfig(least_accuracy=arguments.least_accuracy)
    return train_intent(
        prepared.splits.train,
        prepared.splits.val,
        replace(config, fit=_fit(config.fit, arguments)),
        base,
        arguments.out,
        labels=prepared.info.labels,
        name=arguments.name or prepared.info.name,
        datasets=prepared.manifest_entries(),
    )


def _complexity(prepared: Prepared, base: Checkpoint, arguments: argparse.Namespace) -> Checkpoint:
    from serai_train.torch.complexity import train_complexity
    from serai_train.torch.text import TextConfig

    config = TextConfig()
    return train_complexity(
        prepared.splits.train,
        prepared.splits.val,
        replace(config, fit=_fit(config.fit, arguments)),
        base,
        arguments.out,
        name=arguments.name or prepared.info.name,
        datasets=prepared.manifest_entries(),
    )


def _pii(prepared: Prepared, base: Checkpoint, arguments: argparse.Namespace) -> Checkpoint:
    from serai_train.torch.pii import PiiConfig, train_pii

    config = PiiConfig()
    made, entries = _generated(arguments)
    return train_pii(
        [*pii_examples(prepared, prepared.splits.train), *made],
        pii_examples(prepared, prepared.splits.val),
        replace(config, fit=_fit(config.fit, arguments)),
        base,
        arguments.out,
        name=arguments.name or prepared.info.name,
        datasets=[*prepared.manifest_entries(), *entries],
    )


def _multi(data: Sequence[Prepared], base: Checkpoint, arguments: argparse.Namespace) -> Checkpoint:
    from serai_train.torch.chat import chat_prompts
    from serai_train.torch.multi import MultiConfig, MultiData, chat_examples, train_multi

    text = [prepared for prepared in data if prepared.info.task != "pii"]
    pii = [prepared for prepared in data if prepared.info.task == "pii"]
    config = MultiConfig()
    config = replace(
        config,
        text=replace(
            config.text,
            fit=_fit(config.text.fit, arguments),
            least_accuracy=arguments.least_accuracy,
            out_of_scope=OUT_OF_SCOPE,
        ),
        pii=replace(config.pii, fit=_fit(config.pii.fit, arguments)),
    )
    chat = chat_examples(chat_prompts(arguments.chat_prompts, arguments.seed)) if arguments.chat_prompts else []
    made, entries = _generated(arguments)
    parts = MultiData(
        text_train=[*(row for prepared in text for row in prepared.splits.train), *chat],
        text_val=[row for prepared in text for row in prepared.splits.val],
        pii_train=[*(row for prepared in pii for row in pii_examples(prepared, prepared.splits.train)), *made],
        pii_val=[row for prepared in pii for row in pii_examples(prepared, prepared.splits.val)],
    )
    datasets = [*(entry for prepared in data for entry in prepared.manifest_entries()), *entries]
    return train_multi(
        parts,
        config,
        base,
        arguments.out,
        labels=[label for prepared in text for label in prepared.info.labels],
        name=arguments.name or "serai-signals",
        datasets=datasets,
    )


def _fit(settings: FitSettings, arguments: argparse.Namespace) -> FitSettings:
    return replace(settings, seed=arguments.seed, epochs=arguments.epochs or settings.epochs)


def _generated(arguments: argparse.Namespace) -> tuple[list[PiiExample], list[Mapping[str, Any]]]:
    """Texts from templates, and what the manifest says about them."""
    made = list(generate(arguments.seed, arguments.generated)) if arguments.generated else []
    if not made:
        return [], []
    digest = hashlib.sha256("\n".join(example.text for example in made).encode()).hexdigest()
    entry = {"name": "generated", "licence": "Apache-2.0", "sha256": digest, "rows": len(made), "use": "train"}
    return made, [entry]
