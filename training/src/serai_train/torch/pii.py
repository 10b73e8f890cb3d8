"""Fine-tuning for personal data: a BIO tag for every word, from sets that mark different types.

Traps:
    - A set marks only some types. Where a word is untagged in a set that does not know, say, dates, nothing says that
      it is no date: the loss then accepts `O` and every type the set does not mark.
    - A word is judged by its first token only, as the runtime does; other tokens have no loss.
    - White space is lost in tokens: a line break between two entities has to be learnt from what is around it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from serai_train.checkpoint import Branch, Checkpoint, Feature, Head, Window, write_checkpoint
from serai_train.decisions import Span as Found
from serai_train.decisions import decide_spans
from serai_train.errors import DataError
from serai_train.pii.examples import LABELS, Example, Span
from serai_train.pii.metrics import Overlap, overlap
from serai_train.torch.encoder import SplitEncoder
from serai_train.torch.fit import FitSettings, Pass, fit_branch, remove_states, run_rows
from serai_train.torch.weights import base_sizes, contract_weights, load_base
from serai_train.windows import Row, TextEncoder

BRANCH = "pii"
HEAD = "pii"


@dataclass(frozen=True, slots=True)
class PiiConfig:
    """How a personal-data model is trained.

    Attributes:
        fit: Rates and lengths of the training.
        dropout: See `Sizes.dropout`.
        window: Rows of a text.
        lowered: Share of the texts that are added once more in lower case.
        raised: Share of the texts that are added once more in capitals.
        shared_layers: Layers that are frozen; those above them are the branch.
        min_scores: Candidates for the least score of a span; for each type the best on validation data is kept.
        clean: Share of the texts without entities that may be flagged on validation data; least scores are raised until
            that holds, those first that cost least. Texts of another kind are flagged more often: leave a margin.
    """

    fit: FitSettings = field(default_factory=lambda: FitSettings(epochs=3, batch_rows=32, learning_rate=3e-4))
    dropout: float = 0.15
    window: Window = field(default_factory=Window)
    lowered: float = 0.15
    raised: float = 0.05
    shared_layers: int = 2
    min_scores: tuple[float, ...] = (0.0, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
    clean: float = 0.08


def train_pii(
    train: Sequence[Example],
    val: Sequence[Example],
    config: PiiConfig,
    base: Checkpoint,
    out: Path,
    *,
    name: str = "pii",
    datasets: Sequence[Mapping[str, Any]] = (),
) -> Checkpoint:
    """Trains a personal-data model and writes its checkpoint.

    Args:
        train: Annotated texts.
        val: Annotated texts for progress and for the least scores; may be empty.
        config: Settings.
        base: Encoder to start from.
        out: Folder of the checkpoint; the state of a broken run in it is resumed.
        name: Name of the model.
        datasets: What the manifest says about the data.

    Returns:
        The checkpoint that was written.

    Raises:
        DataError: If there are no training texts.
    """
    spec = replace(
        base.spec,
        name=name,
        task="pii",
        shared_layers=config.shared_layers,
        branches=(pii_branch(base, config),),
        heads=(pii_head(base),),
        window=config.window,
        metrics={},
        datasets=tuple(datasets),
        seed=config.fit.seed,
    )
    torch.manual_seed(config.fit.seed)
    encoder = SplitEncoder(spec, base_sizes(base, config.dropout))
    load_base(encoder, base)
    out.mkdir(parents=True, exist_ok=True)
    head = fit_pii(encoder, TextEncoder(base.tokenizer, config.window), train, val, config, out / "state.pt")
    checkpoint = Checkpoint(replace(spec, heads=(head,)), contract_weights(encoder), base.tokenizer)
    write_checkpoint(out, checkpoint)
    remove_states(out / "state.pt")
    return checkpoint


def pii_branch(base: Checkpoint, config: PiiConfig) -> Branch:
    """The branch of the layers that are not shared; it sees the spelling of tokens."""
    return Branch(BRANCH, base.spec.depth(base.spec.branches[0].name) - config.shared_layers, shape=True)


def pii_head(base: Checkpoint) -> Head:
    """A tag for each token from the top layer."""
    top = base.spec.depth(base.spec.branches[0].name)
    return Head(HEAD, "tokens", BRANCH, (Feature("token", top),), labels=LABELS)


def fit_pii(
    encoder: SplitEncoder,
    texts: TextEncoder,
    train: Sequence[Example],
    val: Sequence[Example],
    config: PiiConfig,
    state: Path,
) -> Head:
    """Trains the encoder's personal-data branch and returns its head with the least scores chosen on `val`."""
    if not train:
        raise DataError("there are no training texts; give at least some hundred annotated ones")
    head = encoder.spec.head(HEAD)
    tagged = TaggedRows.of(texts, [*train, *_recased(train, config)], head.labels)

    def progress() -> str:
        if not val:
            return ""
        now = overlap(val, at_least(predict(encoder, head, texts, val, bfloat16=True), {}))
        return f"validation overlap F1 {now.f1:.4f}, clean texts flagged {now.clean_flagged:.3f}"

    basis = (*tagged.tags, tagged.kinds, tagged.accepted, config.dropout)
    fit_branch(encoder, BRANCH, config.fit, state, tagged.rows, tagged.loss(encoder, head), basis, progress)
    return choose_least_scores(encoder, head, texts, val, config)


def choose_least_scores(
    encoder: SplitEncoder, head: Head, texts: TextEncoder, val: Sequence[Example], config: PiiConfig
) -> Head:
    """The head with the least score of each type that does best on `val`, the lowest of equals; 0 goes unsaid."""
    return replace(head, min_score=least_scores(_types(head), val, predict(encoder, head, texts, val), config))


def least_scores(
    types: Sequence[str], val: Sequence[Example], spans: Sequence[Sequence[Found]], config: PiiConfig
) -> dict[str, float]:
    """Least scores of types, chosen by what was found in `val`; those of 0 are left out."""

    def measured(least: Mapping[str, float], alone: Collection[str] | None = None) -> Overlap:
        return overlap(val, at_least(spans, least), alone)

    candidates = sorted(config.min_scores)
    chosen = {kind: max(candidates, key=lambda least: measured({kind: least}, {kind}).f1) for kind in types}
    # nan where no text is clean
    while (now := measured(chosen).clean_flagged) > config.clean:
        raised = [chosen | {kind: score} for kind in types for score in config.min_scores if score > chosen[kind]]
        helpful = [each for each in raised if measured(each).clean_flagged < now]
        if not helpful:
            break
        chosen = max(helpful, key=lambda each: measured(each).f1)
    return {kind: least for kind, least in chosen.items() if least}


def at_least(found: Sequence[Sequence[Found]], least: Mapping[str, float]) -> list[list[Span]]:
    """The spans whose score is no less than the least of their type, 0 where a type is not named."""
    return [[Span(s.start, s.end, s.type) for s in each if s.score >= least.get(s.type, 0.0)] for each in found]


def _types(head: Head) -> list[str]:
    return [label[2:] for label in head.labels if label.startswith("B-")]


def _recased(examples: Sequence[Example], config: PiiConfig) -> Iterator[Example]:
    chance = random.Random(config.fit.seed)
    for example in examples:
        for share, text in ((config.lowered, example.text.lower()), (config.raised, example.text.upper())):
            # Some letters change their number of code points with their case, which would shift the spans.
            if chance.random() < share and len(text) == len(example.text):
                yield replace(example, text=text)


@dataclass(frozen=True, slots=True)
class TaggedRows:
    """Rows with the tags of the words they own.

    Attributes:
        rows: Rows of all texts.
        positions: Per row, places in it of the first tokens of its words, int64 [words].
        tags: Per row, index of the tag of each word, int64 [words].
        accepted: Labels that an untagged word may have, by kind of annotation, bool [kinds, labels].
        kinds: Kind of annotation of each row.
    """

    rows: tuple[Row, ...]
    positions: tuple[NDArray[np.int64], ...]
    tags: tuple[NDArray[np.int64], ...]
    accepted: Tensor
    kinds: tuple[int, ...]

    @classmethod
    def of(cls, texts: TextEncoder, examples: Sequence[Example], labels: Sequence[str]) -> TaggedRows:
        """Tags the words of examples and gives each to the row that the runtime would judge it by."""
        index = {label: at for at, label in enumerate(labels)}
        annotations = {annotated: at for at, annotated in enumerate(dict.fromkeys(e.annotated for e in examples))}
        rows: list[Row] = []
        positions: list[NDArray[np.int64]] = []
        tags: list[NDArray[np.int64]] = []
        kinds: list[int] = []
        for example, cut in zip(examples, texts.encode_all([e.text for e in examples]), strict=True):
            tagged = _tags([(word.start, word.end) for word in cut.words], example, index)
            owners = np.array([cut.owner(word) if len(cut.rows) > 1 else 0 for word in cut.words], np.int64)
            firsts = np.array([word.token for word in cut.words], np.int64)
            for at, row in enumerate(cut.rows):
                rows.append(row)
                positions.append(firsts[owners == at] - row.begin + 1)
                tags.append(tagged[owners == at])
                kinds.append(annotations[example.annotated])
        accepted = torch.tensor([[_accepted(label, known) for label in labels] for known in annotations])
        return cls(tuple(rows), tuple(positions), tuple(tags), accepted, tuple(kinds))

    def loss(self, encoder: SplitEncoder, head: Head) -> Callable[[Pass], Tensor]:
        """Mean over words of minus the log probability of what is accepted for the word."""

        def loss(each: Pass) -> Tensor:
            logits = encoder.read(head, each.states, each.batch.mask)
            index = each.batch.index
            counts = [len(self.positions[i]) for i in index]
            row = torch.from_numpy(np.repeat(np.arange(len(index)), counts))
            kind = torch.from_numpy(np.repeat([self.kinds[i] for i in index], counts))
            position = torch.from_numpy(np.concatenate([self.positions[i] for i in index]))
            tag = torch.from_numpy(np.concatenate([self.tags[i] for i in index]))
            return partial_loss(logits[row, position], tag, self.accepted[kind])

        return loss


def partial_loss(logits: Tensor, tags: Tensor, accepted: Tensor) -> Tensor:
    """Mean of minus the log of the probability that the accepted labels have together.

    Args:
        logits: [words, labels].
        tags: int64 [words], 0 for `O`. A tagged word accepts its tag only.
        accepted: bool [words, labels], what a word with tag `O` accepts.
    """
    own = torch.nn.functional.one_hot(tags, logits.shape[1]).bool()
    allowed = torch.where((tags == 0)[:, None], accepted, own)
    chosen = torch.logsumexp(logits.masked_fill(~allowed, -1e4), dim=1)
    return (torch.logsumexp(logits, dim=1) - chosen).mean()


def _accepted(label: str, annotated: frozenset[str]) -> bool:
    return label == "O" or label[2:] not in annotated


def _tags(words: Sequence[tuple[int, int]], example: Example, index: Mapping[str, int]) -> NDArray[np.int64]:
    tags = np.zeros(len(words), np.int64)
    spans = iter(example.spans)
    span, fresh = next(spans, None), True
    for at, (start, end) in enumerate(words):
        while span and span.end <= start:
            span, fresh = next(spans, None), True
        if span and span.start < end:
            tags[at] = index[("B-" if fresh else "I-") + span.type]
            fresh = False
    return tags


def predict(
    encoder: SplitEncoder, head: Head, texts: TextEncoder, examples: Sequence[Example], *, bfloat16: bool = False
) -> list[list[Found]]:
    """Spans of each example, by the runtime's rules, before any least score."""
    cut = texts.encode_all([example.text for example in examples])
    owner = [(i, at) for i, rows in enumerate(cut) for at in range(len(rows.rows))]
    logits: dict[tuple[int, int], NDArray[np.float32]] = {}
    flat = [cut[i].rows[at] for i, at in owner]
    for each in run_rows(encoder, BRANCH, flat, bfloat16=bfloat16):
        values = encoder.read(head, each.states, each.batch.mask).numpy()
        for place, i in enumerate(each.batch.index):
            logits[owner[i]] = values[place]
    spans = []
    for i, rows in enumerate(cut):
        chosen = [(rows.owner(word) if len(rows.rows) > 1 else 0, word.token) for word in rows.words]
        tokens = [logits[i, at][token - rows.rows[at].begin + 1] for at, token in chosen]
        words = [(word.start, word.end) for word in rows.words]
        spans.append(decide_spans(np.array(tokens, np.float64).reshape(len(words), -1), words, head.labels, {}))
    return spans
