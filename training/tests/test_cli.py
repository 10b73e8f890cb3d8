from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from serai_train.checkpoint import write_checkpoint
from serai_train.cli import COMMANDS, main
from serai_train.data import DatasetInfo, Example, Splits, write_prepared
from serai_train.manifest import sha256
from serai_train.pii.examples import Span
from tiny import export_tiny, random_checkpoint

ROWS = "text,label\n" + "".join(
    f"{verb} the {thing} {n * 37 % 11} of {n},{verb}\n"
    for verb in ("open", "close", "paint")
    for n, thing in enumerate(("door", "window", "gate", "cupboard", "garage", "lid", "shop", "box", "book", "case"))
)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, "utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    assert f"usage: serai-train {command}" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["brew"], ["prepare"], ["prepare", "x", "--out", "y", "--val-share", "0.9"]])
def test_wrong_arguments_end_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "usage: serai-train" in capsys.readouterr().err


def test_a_file_that_cannot_be_used_ends_with_2_and_without_a_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prepare", str(tmp_path / "gone.csv"), "--out", str(tmp_path / "out")]) == 2
    error = capsys.readouterr().err
    assert error.startswith("serai-train: ")
    assert "gone.csv does not exist" in error
    assert "Traceback" not in error


@pytest.mark.parametrize(
    "command",
    [
        ["train", "{rows}", "--out", "{at}/out"],
        ["evaluate", "{rows}", "{rows}"],
        ["evaluate", "{at}", "{rows}"],
        ["evaluate", "none", "{at}/data", "--out", "{at}"],
        ["prepare", "{rows}", "--out", "{rows}/below"],
        ["export", "{rows}", "--out", "{at}/out"],
        ["parity", "{rows}"],
        ["publish", "{rows}", "--repo", "me/x", "--dry-run"],
    ],
)
def test_a_file_where_a_folder_belongs_ends_with_2(
    rows: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    write_rows(rows.parent / "data", "intent", Example("one", label="a"), Example("two", label="b"))
    assert main([part.format(rows=rows, at=rows.parent) for part in command]) == 2
    assert capsys.readouterr().err.startswith("serai-train: ")


def test_a_reader_that_has_gone_is_no_stack_trace(rows: Path) -> None:
    out = rows.parent / "out"
    command = [sys.executable, "-m", "serai_train", "prepare", str(rows), "--out", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        error = process.stderr.read()
    assert error == b""
    assert (out / "dataset.json").is_file()


def test_prepare_writes_a_folder_and_says_what_it_found(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = rows.parent / "out"
    assert main(["prepare", str(rows), "--out", str(out), "--licence", "CC0-1.0", "--seed", "5"]) == 0
    document = json.loads((out / "dataset.json").read_text("utf-8"))
    assert (document["name"], document["licence"], document["seed"]) == ("rows", "CC0-1.0", 5)
    assert document["labels"] == ["close", "open", "paint"]
    assert sum(split["rows"] for split in document["splits"].values()) == 30
    assert "3 labels" in capsys.readouterr().out


def test_a_dry_run_of_prepare_writes_nothing(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prepare", str(rows), "--out", str(rows.parent / "out"), "--dry-run"]) == 0
    assert not (rows.parent / "out").exists()
    assert "3 labels" in capsys.readouterr().out


def test_prepare_never_writes_over_its_source(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = rows.parent / "mine"
    folder.mkdir()
    lines = "".join(json.dumps({"text": f"{n} {n * n} {v}", "label": v}) + "\n" for v in "ab" for n in range(20))
    (folder / "train.jsonl").write_text(lines, "utf-8")
    for source in (folder / "train.jsonl", folder):
        if source == folder:
            (folder / "dataset.yaml").write_text("files: {train: train.jsonl}", "utf-8")
        for more in ([], ["--dry-run"]):
            assert main(["prepare", str(source), "--out", str(folder), *more]) == 2
            assert "holds the source" in capsys.readouterr().err
    assert main(["prepare", str(rows), "--out", str(folder)]) == 2
    assert "train.jsonl, but no dataset.json" in capsys.readouterr().err
    assert (folder / "train.jsonl").read_text("utf-8") == lines
    assert main(["prepare", str(rows), "--out", str(rows)]) == 2
    assert "is a file" in capsys.readouterr().err


def test_prepare_writes_anew_what_it_wrote(rows: Path) -> None:
    out = rows.parent / "out"
    assert main(["prepare", str(rows), "--out", str(out), "--seed", "1"]) == 0
    assert main(["prepare", str(rows), "--out", str(out), "--seed", "2"]) == 0
    assert json.loads((out / "dataset.json").read_text("utf-8"))["seed"] == 2
    assert sorted(file.name for file in out.iterdir()) == ["dataset.json", "test.jsonl", "train.jsonl", "val.jsonl"]


def test_prepare_takes_a_list_of_labels(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = rows.parent / "labels.txt"
    labels.write_text("paint\nopen\n", "utf-8")
    assert main(["prepare", str(rows), "--out", str(rows.parent / "out"), "--labels", str(labels)]) == 2
    assert 'row 12, column "label": has label "close", which is not in the list' in capsys.readouterr().err


def test_the_same_seed_prepares_the_same_bytes(rows: Path) -> None:
    def prepared(name: str, seed: str) -> list[bytes]:
        out = rows.parent / name
        assert main(["prepare", str(rows), "--out", str(out), "--seed", seed]) == 0
        return [path.read_bytes() for path in sorted(out.iterdir())]

    assert prepared("a", "1") == prepared("b", "1")
    assert prepared("c", "2") != prepared("a", "1")


def test_from_rows_to_a_model_that_could_be_published(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = rows.parent
    write_checkpoint(at / "encoder", random_checkpoint())

    def run(*arguments: str) -> str:
        assert main(arguments) == 0
        return capsys.readouterr().out

    def path(name: str) -> str:
        return str(at / name)

    run("prepare", str(rows), "--out", path("data"), "--licence", "CC0-1.0")
    train = ("train", path("data"), "--out", path("checkpoint"), "--encoder", path("encoder"), "--threads", "1")
    assert "would train intent with the light trainer" in run(*train, "--dry-run")
    assert not (at / "checkpoint").exists()
    for mine in (at / "checkpoint" / "mine.npy", at / "checkpoint.work" / "mine"):
        mine.parent.mkdir()
        mine.write_text("kept", "utf-8")
    assert "validation: accuracy" in run(*train)
    files = {"mine.npy", "model.json", "weights.safetensors", "tokenizer.json"}
    assert {file.name for file in (at / "checkpoint").iterdir()} == files
    assert (at / "checkpoint.work" / "mine").read_text("utf-8") == "kept"
    assert "would export rows (intent)" in run("export", path("checkpoint"), "--out", path("model"), "--dry-run")
    assert "manifest.json" in run("export", path("checkpoint"), "--out", path("model"), "--precision", "fp32")
    for model in ("checkpoint", "model"):
        run("evaluate", path(model), path("data"), "--out", path(f"measured/{model}.json"), "--threads", "1")
    documents = [json.loads((at / f"measured/{model}.json").read_text("utf-8")) for model in ("checkpoint", "model")]
    assert documents[0]["figures"] == documents[1]["figures"]
    checksum = sha256(at / "model" / "model.onnx")
    assert documents[1]["model"] == {"name": "rows", "version": "1.0.0", "precision": "fp32", "sha256": checksum}
    export = ("export", path("checkpoint"), "--out", path("model"), "--evaluations", path("measured"))
    run(*export, "--precision", "fp32")
    manifest = json.loads((at / "model" / "manifest.json").read_text("utf-8"))
    assert manifest["metrics"]["evaluations"]["model"]["figures"] == documents[1]["figures"]
    card = (at / "model" / "README.md").read_text("utf-8")
    assert f"| rows, test | model | accuracy | {documents[1]['figures']['accuracy']['value']:.4g} |" in card
    assert main([*export, "--precision", "int8"]) == 2
    assert "none of the 2 evaluations" in capsys.readouterr().err
    assert sha256(at / "model" / "model.onnx") == checksum
    assert "would compare rows with" in run("parity", path("model"), "--dry-run")
    assert "agree" in run("parity", path("model"))
    assert "nothing was sent" in run("publish", path("model"), "--repo", "me/rows", "--dry-run")


def test_a_model_that_answers_otherwise_ends_parity_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = export_tiny(tmp_path / "model", "fp32")
    golden = folder / "golden.jsonl"
    lines = [json.loads(line) for line in golden.read_text("utf-8").splitlines()]
    lines[-1]["decisions"]["intent"]["label"] = "nonsense"
    golden.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert main(["parity", str(folder)]) == 1
    assert "1 decisions differ" in capsys.readouterr().out


def test_the_light_trainer_says_what_it_cannot_train(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (Example("Ann", entities=(Span(0, 3, "PERSON"),)),)
    write_prepared(tmp_path / "pii", DatasetInfo("names", "pii", "CC0-1.0"), Splits(rows, rows, rows), 7)
    assert main(["train", str(tmp_path / "pii"), "--out", str(tmp_path / "out")]) == 2
    assert "for pii use --trainer torch" in capsys.readouterr().err


def test_a_model_of_personal_data_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (
        Example("my name is ada keller", entities=(Span(11, 21, "PERSON"),)),
        Example("book a table please"),
    )
    write_prepared(tmp_path / "data", DatasetInfo("names", "pii", "CC0-1.0"), Splits(rows, rows, rows), 7)
    model = export_tiny(tmp_path / "model", "fp32")
    assert main(["evaluate", str(model), str(tmp_path / "data"), "--out", str(tmp_path / "e.json")]) == 0
    document = json.loads((tmp_path / "e.json").read_text("utf-8"))
    assert document["data"]["rows"] == 2
    assert document["system"] == "model"
    assert set(document["figures"]) >= {"overlap", "exact", "character"}
    assert set(document["scopes"]) == {"all", "common"}
    assert "overlap" in capsys.readouterr().out


# Finds ada; with a model it finds more. Left to itself, it takes a model of its own.
LAUNCHER = """#!{python}
import json, sys
for line in sys.stdin:
    text = json.loads(line)["text"]
    end = text.find("ada") + 3 if sys.argv[-2:] == ["--model", "none"] else len(text)
    found = [{{"type": "PERSON", "start": text.find("ada"), "end": end}}] if "ada" in text else []
    print(json.dumps({{"entities": found}}))
"""


def test_rules_are_measured_alone_and_merged_with_a_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (Example("my name is ada keller", entities=(Span(11, 21, "PERSON"),)), Example("book a table"))
    write_prepared(tmp_path / "data", DatasetInfo("names", "pii", "CC0-1.0"), Splits((), (), rows), 7)
    model, launcher, out = export_tiny(tmp_path / "model", "fp32"), tmp_path / "serai", tmp_path / "e.json"
    launcher.write_text(LAUNCHER.format(python=sys.executable), "utf-8")
    launcher.chmod(0o755)

    def measured(what: str) -> dict[str, Any]:
        data = str(tmp_path / "data")
        assert main(["evaluate", what, data, "--serai", str(launcher), "--out", str(out), "--seed", "3"]) == 0
        content: dict[str, Any] = json.loads(out.read_text("utf-8"))
        return content

    rules, both = measured("none"), measured(str(model))
    assert (rules["system"], both["system"]) == ("rules", "rules and model")
    assert (rules["figures"]["overlap"]["value"], rules["figures"]["exact"]["value"]) == (1, 0)
    assert both["figures"]["exact"]["value"] == 1
    assert "model" not in rules
    assert both["model"]["sha256"] == sha256(model / "model.onnx")
    assert rules["seed"] == 3


@pytest.mark.parametrize(
    ("task", "arguments", "message"),
    [
        ("pii", ["none"], "name what to measure: --serai PATH or --presidio PATH"),
        ("pii", ["none", "--presidio", "/nowhere/python"], "python could not be started"),
        ("pii", ["none", "--spacy-model", "x"], "name its interpreter with --presidio PATH"),
        ("intent", ["none"], "rows is data for intent, which takes a model"),
        ("intent", ["none", "--serai", "x"], "--serai finds personal data, and rows is data for intent"),
    ],
)
def test_nothing_to_measure_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], task: str, arguments: list[str], message: str
) -> None:
    info = DatasetInfo("rows", task, "CC0-1.0")  # type: ignore[arg-type]
    write_prepared(tmp_path, info, Splits((), (), (Example("x", label="a"),)), 7)
    for more in ([], ["--dry-run"]):
        assert main(["evaluate", arguments[0], str(tmp_path), *arguments[1:], *more]) == 2
        assert message in capsys.readouterr().err


def write_rows(folder: Path, task: str, *rows: Example, val: bool = True) -> str:
    info = DatasetInfo(task, task, "CC0-1.0", ("a", "b") if task == "intent" else ())  # type: ignore[arg-type]
    write_prepared(folder, info, Splits(rows, rows if val else (), rows), 7)
    return str(folder)


def test_a_dry_run_of_train_finds_what_training_would_refuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labelled = Example("one", label="a"), Example("two", label="b")
    intents = write_rows(tmp_path / "intents", "intent", *labelled)
    alone = write_rows(tmp_path / "alone", "intent", *labelled, val=False)
    scores = write_rows(tmp_path / "scores", "complexity", Example("one", score=0.0), Example("two", score=1.0))
    (tmp_path / "empty").mkdir()

    def refused(*arguments: str) -> str:
        for more in ([], ["--dry-run"]):
            assert main(["train", *arguments, "--out", str(tmp_path / "out"), *more]) == 2
        assert not (tmp_path / "out").exists()
        return capsys.readouterr().err

    assert "--epochs is for the trainer torch" in refused(intents, "--epochs", "3")
    assert "--chat-prompts is for the trainer torch" in refused(scores, "--chat-prompts", "0")
    assert "has no validation rows" in refused(alone)
    assert "needs rows with weak and strong outcomes" in refused(scores, "--target", "gain")
    assert "--target is what a complexity score predicts" in refused(intents, "--target", "gain")
    assert "empty" in refused(intents, "--encoder", str(tmp_path / "empty"))
    if importlib.util.find_spec("torch"):
        assert "has no validation rows" in refused(alone, "--trainer", "torch")
        assert "needs data of pii" in refused(intents, scores, "--trainer", "torch")
        assert "--target is of the light trainer" in refused(scores, "--target", "gain", "--trainer", "torch")
    (tmp_path / "file").touch()
    assert main(["train", intents, "--out", str(tmp_path / "file"), "--dry-run"]) == 2
    assert "is a file" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [("--epochs", "0"), ("--seed", "-1"), ("--threads", "-1"), ("--least-accuracy", "2"), ("--least-accuracy", "x")],
)
def test_numbers_out_of_bounds_are_wrong_arguments(options: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["train", "data", "--out", "out", *options])
    assert end.value.code == 2


def test_a_threshold_that_cannot_keep_the_accuracy_is_told(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows.write_text(ROWS.replace(",open", ",close", 5).replace(",paint", ",open", 4), "utf-8")
    write_checkpoint(rows.parent / "encoder", random_checkpoint())
    assert main(["prepare", str(rows), "--out", str(rows.parent / "data")]) == 0
    train = ["train", str(rows.parent / "data"), "--out", str(rows.parent / "out"), "--threads", "1"]
    assert main([*train, "--encoder", str(rows.parent / "encoder"), "--least-accuracy", "1"]) == 0
    assert "of the validation rows are right, below --least-accuracy 1.0" in capsys.readouterr().out


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="torch is installed")
def test_without_torch_its_trainer_names_the_extra(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_checkpoint(rows.parent / "encoder", random_checkpoint())
    assert main(["prepare", str(rows), "--out", str(rows.parent / "data")]) == 0
    train = ["train", str(rows.parent / "data"), "--out", str(rows.parent / "out"), "--trainer", "torch"]
    assert main([*train, "--encoder", str(rows.parent / "encoder")]) == 2
    assert f"{sys.executable} -m pip install torch" in capsys.readouterr().err
