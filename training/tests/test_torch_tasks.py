# ruff: noqa: E402 (what imports torch comes after the check that it is there)
from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from dataclasses import replace

from serai_train.checkpoint import Checkpoint, Window, read_checkpoint, write_checkpoint
from serai_train.cli import main
from serai_train.data import DatasetInfo, Splits, write_prepared
from serai_train.data.examples import Example
from serai_train.decisions import decide_label
from serai_train.errors import DataError, UserError
from serai_train.pii.examples import TYPES, Span
from serai_train.pii.examples import Example as PiiExample
from serai_train.pii.metrics import Overlap, overlap
from serai_train.settings import OUT_OF_SCOPE
from serai_train.torch import signals
from serai_train.torch.chat import chat_prompts
from serai_train.torch.complexity import train_complexity
from serai_train.torch.encoder import SplitEncoder
from serai_train.torch.fit import FitSettings
from serai_train.torch.intent import IntentConfig, train_intent
from serai_train.torch.multi import MultiConfig, MultiData, chat_examples, train_multi
from serai_train.torch.pii import HEAD, PiiConfig, at_least, predict, train_pii
from serai_train.torch.rows import WindowedTexts
from serai_train.torch.signals import (
    CLINC,
    MMLU_PRO,
    PRESIDIO,
    WIKIGOLD,
    WNUT,
    SignalsMix,
    SignalsRecipe,
    signals_data,
)  # fmt: skip
from serai_train.torch.text import TextConfig
from serai_train.torch.weights import base_sizes
from serai_train.windows import TextEncoder
from torch_tiny import base_checkpoint

FIT = FitSettings(epochs=12, batch_rows=8, learning_rate=5e-3, head_rate=2e-2, averaging=0.9, bfloat16=False)
WINDOW = Window(16, 4)
INTENTS = [
    Example(f"{polite} {words}", label=label)
    for polite in ("please", "the", "my", "a")
    for words, label in (
        ("pay bill", "pay"), ("pay the card", "pay"), ("light on", "light"), ("light off please", "light"),
        ("play song", "music"), ("play the music", "music"),
    )
]  # fmt: skip
STRANGE = [Example(text, label=OUT_OF_SCOPE) for text in ("rome oslo", "theorem matrix sum", "anna lives in rome")]
QUESTIONS = [
    Example(f"{start} {words}", label=label, weak=weak, strong=1.0)
    for start in ("please", "the", "what is the", "every")
    for words, label, weak in (("matrix theorem", "math", 0.0), ("sum", "math", 0.2), ("song", "other", 1.0))
]


def tagged(name: str, place: str) -> PiiExample:
    text = f"{name} lives in {place} thanks"
    start = text.index(place)
    spans = (Span(0, len(name), "PERSON"), Span(start, start + len(place), "LOCATION"))
    return PiiExample(text, spans, frozenset(TYPES))


PEOPLE = [tagged(n, p) for n in ("Anna", "Ben") for p in ("Rome", "Oslo")]
CLEAN = [
    PiiExample("play the song please", (), frozenset(TYPES)),
    PiiExample("find my lost card", (), frozenset(TYPES)),
]


def network(checkpoint: Checkpoint) -> SplitEncoder:
    encoder = SplitEncoder(checkpoint.spec, base_sizes(checkpoint, 0.0))
    encoder.load_state_dict({name: torch.from_numpy(tensor) for name, tensor in checkpoint.weights.items()})
    encoder.eval()
    return encoder


def outputs(checkpoint: Checkpoint, texts: list[str], head: str) -> np.ndarray:
    windowed = WindowedTexts.of(TextEncoder(checkpoint.tokenizer, checkpoint.spec.window), texts)
    return np.asarray(windowed.outputs(network(checkpoint), [checkpoint.spec.head(head)])[head])


CONFIG = IntentConfig(fit=FIT, window=WINDOW, features=("mean:3", "cls:3"))


def test_intents_are_learnt_and_the_checkpoint_is_complete(tmp_path: Path) -> None:
    train_intent(INTENTS, INTENTS[:6] + STRANGE, CONFIG, base_checkpoint(), tmp_path)
    read = read_checkpoint(tmp_path)
    head = read.spec.heads[0]
    assert head.labels == ("light", "music", "pay")
    assert head.out_of_scope == OUT_OF_SCOPE
    assert_threshold_tells(read, INTENTS[:6])
    found = outputs(read, ["pay the bill", "please light off", "music play"], "intent").argmax(axis=1)
    assert [head.labels[i] for i in found] == ["pay", "light", "music"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["model.json", "tokenizer.json", "weights.safetensors"]


def assert_threshold_tells(checkpoint: Checkpoint, inside: list[Example]) -> None:
    """A threshold is there, and nearly all that is in scope passes it with the right label."""
    head = checkpoint.spec.heads[0]
    assert head.threshold is not None
    assert head.threshold > 0.1
    logits = outputs(checkpoint, [example.text for example in inside], "intent").astype(np.float64)
    decided = [decide_label(row, head.labels, head.threshold, head.out_of_scope).label for row in logits]
    assert np.mean([label == example.label for label, example in zip(decided, inside, strict=True)]) >= 0.8


def test_without_strange_texts_the_threshold_keeps_what_is_known(tmp_path: Path) -> None:
    config = replace(CONFIG, refit=False)
    checkpoint = train_intent(INTENTS, INTENTS[:6], config, base_checkpoint(), tmp_path)
    assert checkpoint.spec.heads[0].out_of_scope == OUT_OF_SCOPE
    assert_threshold_tells(checkpoint, INTENTS[:6])
    assert "out_of_scope_recall" not in checkpoint.spec.metrics["validation"]


def test_labels_keep_the_order_of_the_data(tmp_path: Path) -> None:
    config = replace(CONFIG, fit=replace(FIT, epochs=1), refit=False)
    order = ("pay", "light", "music")
    checkpoint = train_intent(INTENTS, [], config, base_checkpoint(), tmp_path, labels=order)
    assert checkpoint.spec.heads[0].labels == order


def test_without_validation_rows_there_is_no_threshold(tmp_path: Path) -> None:
    config = replace(CONFIG, fit=replace(FIT, epochs=1))
    head = train_intent(INTENTS, STRANGE, config, base_checkpoint(), tmp_path).spec.heads[0]
    assert head.threshold is None
    assert head.out_of_scope is None


def test_strange_training_texts_become_a_label(tmp_path: Path) -> None:
    checkpoint = train_intent(INTENTS + STRANGE * 3, INTENTS[:6] + STRANGE, CONFIG, base_checkpoint(), tmp_path)
    labels = checkpoint.spec.heads[0].labels
    assert labels == ("light", "music", "pay", OUT_OF_SCOPE)
    assert labels[outputs(checkpoint, ["theorem matrix sum"], "intent").argmax()] == OUT_OF_SCOPE


def test_the_model_that_is_kept_has_seen_the_validation_rows(tmp_path: Path) -> None:
    # "rome" says light in the validation rows alone.
    val = [*INTENTS[:6], *(Example(f"{word} rome", label="light") for word in ("please", "the", "my", "a"))]

    def said(refit: bool) -> str:
        checkpoint = train_intent(INTENTS, val, replace(CONFIG, refit=refit), base_checkpoint(), tmp_path / str(refit))
        assert checkpoint.spec.metrics["validation"]["accuracy"] < 1
        return checkpoint.spec.heads[0].labels[int(outputs(checkpoint, ["my rome"], "intent")[0].argmax())]

    assert said(refit=False) != "light"
    assert said(refit=True) == "light"


def test_labels_that_cannot_be_trained_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="at least two"):
        train_intent(INTENTS[:2], [], CONFIG, base_checkpoint(), tmp_path)
    with pytest.raises(DataError, match='"travel"'):
        train_intent(INTENTS, [Example("rome", label="travel")], CONFIG, base_checkpoint(), tmp_path)


class InterruptedTestError(Exception):
    pass


def test_a_broken_run_goes_on_to_the_same_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = replace(CONFIG, fit=replace(FIT, epochs=4))
    whole = train_intent(INTENTS, [], config, base_checkpoint(), tmp_path / "whole")
    from serai_train.torch.fit import BranchTrainer

    save = BranchTrainer._save

    def save_and_break(self: BranchTrainer, epoch: int) -> None:
        save(self, epoch)
        if epoch == 2:
            raise InterruptedTestError

    with monkeypatch.context() as patch:
        patch.setattr(BranchTrainer, "_save", save_and_break)
        with pytest.raises(InterruptedTestError):
            train_intent(INTENTS, [], config, base_checkpoint(), tmp_path / "broken")
    resumed = train_intent(INTENTS, [], config, base_checkpoint(), tmp_path / "broken")
    for name, tensor in whole.weights.items():
        np.testing.assert_allclose(resumed.weights[name], tensor, atol=1e-6, err_msg=name)


def permuted(examples: list[Example]) -> list[Example]:
    labels = [example.label for example in examples]
    return [replace(e, label=label) for e, label in zip(examples, [*labels[1:], labels[0]], strict=True)]


@pytest.mark.parametrize(
    "change",
    [
        {"train": permuted(INTENTS)},
        {"train": [replace(e, text=e.text.replace("pay", "find")) for e in INTENTS]},
        {"train": [e for e in INTENTS if e.label != "music"]},
        {"config": replace(CONFIG, fit=replace(FIT, epochs=4), label_smoothing=0.2)},
        {"config": replace(CONFIG, fit=replace(FIT, epochs=4), features=("mean:3", "cls:2"))},
        {"base": replace(base_checkpoint(), weights={n: 2 * t for n, t in base_checkpoint().weights.items()})},
    ],
    ids=["labels", "texts", "fewer labels", "loss", "features", "base"],
)
def test_a_broken_run_of_other_data_or_another_base_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any]
) -> None:
    from serai_train.torch.fit import BranchTrainer

    save = BranchTrainer._save

    def save_and_break(self: BranchTrainer, epoch: int) -> None:
        save(self, epoch)
        raise InterruptedTestError

    what: dict[str, Any] = {
        "train": INTENTS,
        "config": replace(CONFIG, fit=replace(FIT, epochs=4)),
        "base": base_checkpoint(),
    }

    def train(train: list[Example], config: IntentConfig, base: Checkpoint) -> None:
        train_intent(train, [], config, base, tmp_path)

    with monkeypatch.context() as patch:
        patch.setattr(BranchTrainer, "_save", save_and_break)
        with pytest.raises(InterruptedTestError):
            train(**what)
    with pytest.raises(UserError, match=r"state\.pt is of a run with other data or another base; remove it"):
        train(**what | change)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_how_far_the_training_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config, shown = replace(CONFIG, fit=replace(FIT, epochs=2)), Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    train_intent(INTENTS, [], config, base_checkpoint(), tmp_path)
    assert "epoch 2/2:" in shown.getvalue()
    assert "/3 [" in shown.getvalue()


def test_only_states_are_removed(tmp_path: Path) -> None:
    from serai_train.torch.fit import remove_states

    for name in ("state.pt", "state-1.pt", "state-1.partial", "state.partial", "states.pt", "state-of-mine.pt"):
        (tmp_path / name).touch()
    remove_states(tmp_path / "state.pt")
    assert {file.name for file in tmp_path.iterdir()} == {"states.pt", "state-of-mine.pt"}


def test_several_runs_are_averaged_from_the_same_start(tmp_path: Path) -> None:
    def weights(runs: int) -> np.ndarray:
        config = replace(CONFIG, fit=replace(FIT, epochs=2, runs=runs))
        checkpoint = train_intent(INTENTS, [], config, base_checkpoint(), tmp_path)
        return np.asarray(checkpoint.weights["branch.text.2.output.weight"])

    mean = weights(2)
    start = base_checkpoint().weights["branch.text.2.output.weight"]
    assert np.abs(mean - start).max() > 1e-4
    assert np.abs(mean - weights(1)).max() > 1e-5
    assert not list(tmp_path.glob("state*"))


def test_a_state_of_other_settings_is_refused(tmp_path: Path) -> None:
    from serai_train.torch.fit import BranchTrainer

    trainer = BranchTrainer(network(base_checkpoint()), "text", FIT, tmp_path / "state.pt")
    trainer._save(1)
    other = BranchTrainer(network(base_checkpoint()), "text", replace(FIT, epochs=3), tmp_path / "state.pt")
    with pytest.raises(UserError, match="other settings"):
        other._resumed()


def test_complexity_tells_hard_from_easy(tmp_path: Path) -> None:
    config = TextConfig(fit=FIT)
    checkpoint = train_complexity(QUESTIONS, QUESTIONS, config, base_checkpoint(), tmp_path)
    hard, easy = outputs(checkpoint, ["the matrix theorem", "the song"], "complexity")[:, 0]
    assert hard > 0 > easy
    assert [band.band for band in checkpoint.spec.heads[0].bands] == ["easy", "medium", "hard"]
    with pytest.raises(DataError, match="outcome"):
        train_complexity(INTENTS, [], config, base_checkpoint(), tmp_path)


def test_entities_are_learnt(tmp_path: Path) -> None:
    config = PiiConfig(fit=FIT, shared_layers=1, window=WINDOW, lowered=0.0, raised=0.0, dropout=0.0)
    checkpoint = train_pii((PEOPLE + CLEAN) * 8, PEOPLE[:1], config, base_checkpoint(), tmp_path)
    texts = TextEncoder(checkpoint.tokenizer, WINDOW)
    found = predict(network(checkpoint), checkpoint.spec.head(HEAD), texts, [*PEOPLE, *CLEAN])
    assert overlap([*PEOPLE, *CLEAN], at_least(found, {})) == Overlap(f1=1.0, clean_flagged=0.0)


def test_multi_trains_both_branches_and_keeps_the_frozen_layers(tmp_path: Path) -> None:
    chat = [e for e in chat_examples(chat_prompts(1, 7)) if e.label in ("math", "other")][:10]
    data = MultiData(QUESTIONS + chat, QUESTIONS, PEOPLE + CLEAN, PEOPLE)
    fit = replace(FIT, epochs=2)
    config = MultiConfig(1, TextConfig(fit=fit), PiiConfig(fit=fit), WINDOW)
    base = base_checkpoint()
    train_multi(data, config, base, tmp_path)
    read = read_checkpoint(tmp_path)
    assert [head.name for head in read.spec.heads] == ["intent", "complexity", "embedding", "pii"]
    assert read.spec.head("intent").out_of_scope == "other"
    np.testing.assert_array_equal(
        read.weights["shared.0.intermediate.weight"], base.weights["branch.text.0.intermediate.weight"]
    )
    changed = read.weights["branch.pii.0.intermediate.weight"] - base.weights["branch.text.1.intermediate.weight"]
    assert np.abs(changed).max() > 1e-4
    with pytest.raises(UserError, match="shared_layers"):
        train_multi(data, replace(config, shared_layers=3), base, tmp_path)


TRAVEL = [
    Example(f"{word} lives in {place}", label="other")
    for word in ("the", "my", "anna", "ben") for place in ("rome", "oslo", "bill")
]  # fmt: skip


def combined(folder: Path, train: list[Example], val: list[Example], *options: str) -> Checkpoint:
    """What `serai-train train` makes of intents and personal data together."""
    write_checkpoint(folder / "base", base_checkpoint())
    people = tuple(Example(e.text, entities=e.spans) for e in (*PEOPLE, *CLEAN))
    info = DatasetInfo("topics", "intent", "CC0-1.0", ("pay", "light", "music", "other"))
    write_prepared(folder / "topics", info, Splits(tuple(train), tuple(val), ()), 7)
    write_prepared(folder / "people", DatasetInfo("people", "pii", "CC0-1.0"), Splits(people, people, ()), 7)
    command = ["train", str(folder / "topics"), str(folder / "people"), "--trainer", "torch", "--generated", "0"]
    assert main([*command, "--encoder", str(folder / "base"), "--out", str(folder / "out"), *options]) == 0
    return read_checkpoint(folder / "out")


def test_intents_and_personal_data_make_no_head_that_nothing_trained(tmp_path: Path) -> None:
    checkpoint = combined(tmp_path, INTENTS + TRAVEL, INTENTS[:6] + TRAVEL[:3], "--epochs", "2")
    assert [head.name for head in checkpoint.spec.heads] == ["intent", "embedding", "pii"]
    assert not [name for name in checkpoint.weights if name.startswith("head.complexity")]


def test_options_that_the_data_has_no_use_for_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    info = DatasetInfo("topics", "intent", "CC0-1.0", ("pay", "light", "music"))
    write_prepared(tmp_path / "topics", info, Splits(tuple(INTENTS), tuple(INTENTS), ()), 7)
    command = ["train", str(tmp_path / "topics"), "--trainer", "torch", "--out", str(tmp_path / "out")]
    for option in ("--generated", "--chat-prompts"):
        assert main([*command, option, "5"]) == 2
        assert f"{option} " in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("learnt", [True, False])
def test_several_sets_keep_ones_own_label_other_and_tell_what_is_out_of_scope(tmp_path: Path, learnt: bool) -> None:
    train = INTENTS + TRAVEL + (STRANGE if learnt else [])
    head = combined(tmp_path, train, INTENTS[:6] + TRAVEL[:3] + STRANGE, "--epochs", "1").spec.head("intent")
    assert head.labels == ("pay", "light", "music", "other", *([OUT_OF_SCOPE] if learnt else []))
    assert head.out_of_scope == OUT_OF_SCOPE
    assert head.threshold is not None


def test_a_set_of_one_difficulty_leaves_scores_as_they_were_trained(tmp_path: Path) -> None:
    val = [example for example in QUESTIONS if example.weak == 0]
    head = train_complexity(
        QUESTIONS, val, TextConfig(fit=replace(FIT, epochs=2)), base_checkpoint(), tmp_path
    ).spec.heads[0]
    assert np.isfinite(outputs(read_checkpoint(tmp_path), ["the matrix theorem"], "complexity")).all()
    assert len(head.bands) == 3


def test_prompts_follow_the_seed_and_fill_every_slot() -> None:
    prompts = chat_prompts(3, 5)
    assert prompts == chat_prompts(3, 5)
    assert prompts != chat_prompts(3, 6)
    assert len({prompt.text for prompt in prompts}) == len(prompts) > 500
    assert not [prompt.text for prompt in prompts if "{" in prompt.text or " / " in prompt.text]
    assert {prompt.domain for prompt in prompts} >= {"math", "other", "law", "computer science"}


CONLL = "{0}\tO\n{1}\tB-person\nlives\tO\nin\tO\n{2}\tB-location\n\n"


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A few rows in the form of each public set."""
    texts = {
        MMLU_PRO: json.dumps({
            part: [{"text": q.text, "category": q.label, "weak": q.weak, "strong": q.strong} for q in QUESTIONS]
            for part in ("train", "val", "test")
        }),
        CLINC: json.dumps({"train": [[f"{word} the song", "play_music"] for word in ("play", "find", "call")]}),
        PRESIDIO: json.dumps([
            {"full_text": f"{name} lives in Rome", "masked": f"{{PERSON}} lives in {at}", "template_id": at,
             "spans": [{"start_position": 0, "end_position": len(name), "entity_type": "PERSON"}]}
            for at, name in enumerate(["Anna", "Ben"] * 5)
        ]),
        WNUT: "".join(CONLL.format("hello", name, place) for name in ("Anna", "Ben") for place in ("Rome", "Oslo") * 3),
        WIKIGOLD: CONLL.format("the", "Ben", "Oslo").replace("person", "PER").replace("location", "LOC"),
    }  # fmt: skip
    for name, text in texts.items():
        (tmp_path / "sets" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "sets" / name).write_text(text, "utf-8")
    return tmp_path / "sets"


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """The recipe in a size for the tiny encoder."""
    fit = replace(FIT, epochs=1)
    config = MultiConfig(1, TextConfig(fit=replace(fit, runs=2)), PiiConfig(fit=fit), WINDOW)
    mix = SignalsMix(chat=1, utterances=2, generated=20, presidio_copies=5, ner_copies=5)
    monkeypatch.setattr(signals, "RELEASE", SignalsRecipe(mix, config))


@pytest.mark.usefixtures("short")
def test_the_recipe_makes_the_same_model_of_the_same_sets(
    public: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = base_checkpoint()
    write_checkpoint(tmp_path / "base", base)

    def made(name: str, *more: str) -> Checkpoint:
        arguments = ["train", str(public), "--recipe", "serai-signals", "--encoder", str(tmp_path / "base")]
        assert main([*arguments, "--out", str(tmp_path / name), *more]) == 0
        return read_checkpoint(tmp_path / name)

    one, again, other = made("one"), made("again"), made("other", "--seed", "8")
    assert "2 runs of 1 epochs" in capsys.readouterr().out
    assert [head.name for head in one.spec.heads] == ["intent", "complexity", "embedding", "pii"]
    assert {entry["name"] for entry in one.spec.datasets} >= {"clinc150", "wikigold"}
    for name, tensor in one.weights.items():
        np.testing.assert_array_equal(again.weights[name], tensor, err_msg=name)
    assert np.abs(other.weights["head.pii.weight"] - one.weights["head.pii.weight"]).max() > 1e-3


@pytest.mark.usefixtures("short")
def test_a_dry_run_of_the_recipe_reads_the_sets_and_writes_nothing(
    public: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", str(public), "--recipe", "serai-signals", "--out", str(tmp_path / "out"), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "rows of mmlu_pro_outcomes, Apache-2.0" in said
    assert "dry run: would train serai-signals" in said
    assert not (tmp_path / "out").exists()


def test_the_recipe_says_what_it_lacks_and_what_it_sets_itself(
    public: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*arguments: str) -> str:
        assert main(["train", *arguments, "--recipe", "serai-signals", "--out", str(tmp_path / "out")]) == 2
        return capsys.readouterr().err

    assert "has its own --epochs" in refused(str(public), "--epochs", "2")
    assert "leave out --trainer light" in refused(str(public), "--trainer", "light")
    assert "takes one folder" in refused(str(public), str(public))
    (public / WNUT).unlink()
    assert f"has no {WNUT};" in refused(str(public))
    (public / WNUT).write_text("Anna\n", "utf-8")
    assert f"{public / WNUT} is not the public set of that name" in refused(str(public))
    (public / WNUT).write_text(CONLL.format("hello", "Anna", "Rome"), "utf-8")
    (public / MMLU_PRO).write_text(json.dumps({"train": [{"text": "why"}]}), "utf-8")
    assert f"{public / MMLU_PRO} is not the public set of that name (KeyError('weak'))" in refused(str(public))
    assert not (tmp_path / "out").exists()


SETS = Path(__file__).parents[2].parent / "shared" / "data"


@pytest.mark.skipif(not SETS.is_dir(), reason="the public sets are not there")
def test_the_released_model_learns_from_no_test_text() -> None:
    data, entries = signals_data(SETS, SignalsMix(chat=1, generated=50, presidio_copies=20, ner_copies=20))
    test = {row["text"] for row in json.loads((SETS / MMLU_PRO).read_text("utf-8"))["test"]}
    train = {example.text for example in data.text_train}
    # A handful of questions stand in the set more than once, in several parts.
    assert len(train & test) <= 0.01 * len(test)
    assert not {e.group for e in data.pii_train} & {e.group for e in data.pii_val}
    assert {entry["name"] for entry in entries} == {
        "mmlu_pro_outcomes", "clinc150", "presidio_synth_v2", "wnut_train", "wikigold",
    }  # fmt: skip
