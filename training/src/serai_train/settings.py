"""What the tasks, trainers and bands are called, and the defaults that commands share."""

from __future__ import annotations

from typing import Literal, get_args

Task = Literal["intent", "complexity", "pii", "multi"]
TASKS: tuple[Task, ...] = get_args(Task)

Trainer = Literal["light", "torch"]
TRAINERS: tuple[Trainer, ...] = get_args(Trainer)

Recipe = Literal["serai-signals"]
#: Models that one command makes of the public sets, with all their settings.
RECIPES: tuple[Recipe, ...] = get_args(Recipe)

SplitName = Literal["train", "val", "test"]
SPLITS: tuple[SplitName, ...] = get_args(SplitName)

DEFAULT_SEED = 7

#: Label that rows outside every intent carry in prepared data; it is a label of the data, not of the model's head.
OUT_OF_SCOPE = "oos"

#: A prompt is hard if more than this share of the weak models fails.
HARD = 0.5
