from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from huggingface_hub import constants, snapshot_download

from fake_hub import TOKEN, FakeHub
from serai_train.export import ExportSettings, export
from serai_train.manifest import ManifestError, sha256
from serai_train.publish import PublishError, PublishSettings, publish
from serai_train.runtime import Model
from tiny import export_tiny, random_checkpoint

FILES = {"manifest.json", "model.onnx", "tokenizer.json", "golden.jsonl", "README.md"}
NAME = "user/signals"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_tiny(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def folder(exported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(exported, tmp_path / "tiny"))


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    monkeypatch.delenv("HF_HUB_DISABLE_XET", raising=False)
    with FakeHub() as running:
        monkeypatch.setenv("HF_ENDPOINT", running.endpoint)
        monkeypatch.setenv("HF_TOKEN", TOKEN)
        yield running


def test_a_published_model_comes_back_whole(folder: Path, hub: FakeHub, tmp_path: Path) -> None:
    (folder / "notes.txt").write_text("not part of the model")
    published = publish(folder, PublishSettings(NAME, private=True, revision_tag="v1.0.0"))
    assert hub.repositories[NAME].private
    assert hub.repositories[NAME].messages == ["tiny 1.0.0"]
    assert set(published.files) == FILES
    assert published.commit == hub.repositories[NAME].tags["v1.0.0"]
    assert sha256(folder / "model.onnx") in hub.large

    back = Path(
        snapshot_download(
            NAME, revision="v1.0.0", endpoint=hub.endpoint, token=TOKEN, local_dir=tmp_path / "back", cache_dir=tmp_path
        )
    )
    assert {file.name for file in back.iterdir() if file.is_file()} == FILES
    for file in FILES:
        assert (back / file).read_bytes() == (folder / file).read_bytes()
    text = "my name is Ada Keller"
    assert Model(back).answer(text).decisions["intent"] == Model(folder).answer(text).decisions["intent"]


def test_a_second_revision_keeps_the_first(folder: Path, hub: FakeHub) -> None:
    first = publish(folder, PublishSettings(NAME, revision_tag="v1"))
    (folder / "README.md").write_text("---\nlicense: apache-2.0\n---\n# another card\n")
    second = publish(folder, PublishSettings(NAME, revision_tag="v2"))
    repository = hub.repositories[NAME]
    assert repository.tags == {"v1": first.commit, "v2": second.commit}
    assert repository.commits[str(first.commit)]["README.md"] != repository.commits[str(second.commit)]["README.md"]


def test_a_tag_that_exists_is_refused_before_anything_is_sent(folder: Path, hub: FakeHub) -> None:
    publish(folder, PublishSettings(NAME, revision_tag="v1"))
    with pytest.raises(PublishError, match='has a revision "v1" already'):
        publish(folder, PublishSettings(NAME, revision_tag="v1"))
    assert len(hub.repositories[NAME].messages) == 1


def test_a_dry_run_asks_nothing_and_needs_no_token(folder: Path, hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_TOKEN")
    published = publish(folder, PublishSettings(NAME, dry_run=True))
    assert published.commit is None
    assert published.files == {file: (folder / file).stat().st_size for file in FILES}
    assert hub.requests == []


def test_a_folder_that_is_not_its_manifests_is_never_sent(folder: Path, hub: FakeHub) -> None:
    (folder / "model.onnx").write_bytes(b"other")
    with pytest.raises(ManifestError, match=r"model\.onnx has sha256"):
        publish(folder, PublishSettings(NAME))
    (folder / "model.onnx").unlink()
    with pytest.raises(ManifestError, match=r"has no model\.onnx"):
        publish(folder, PublishSettings(NAME, dry_run=True))
    assert hub.requests == []


def test_a_folder_without_a_card_is_refused(folder: Path, hub: FakeHub) -> None:
    (folder / "README.md").unlink()
    with pytest.raises(ManifestError, match=r"has no README\.md"):
        publish(folder, PublishSettings(NAME))


def test_refusals_say_what_to_do_and_hide_the_token(
    folder: Path, hub: FakeHub, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    wrong = "hf_wrong-token-that-must-not-show"
    settings = PublishSettings(NAME, token=wrong)
    with pytest.raises(PublishError, match=r"refused \(401\); HF_TOKEN must be") as refused:
        publish(folder, settings)
    printed = capfd.readouterr()
    for text in (str(refused.value), repr(settings), caplog.text, printed.out, printed.err):
        assert wrong not in text
    assert refused.value.__cause__ is None


def test_a_hub_that_repeats_the_token_is_not_quoted(folder: Path, hub: FakeHub) -> None:
    for action in ("create", "commit", "tag"):
        hub.refused = {action: "no good: {token}"}
        with pytest.raises(PublishError, match=r"no good: Bearer \[token\]") as refused:
            publish(folder, PublishSettings(NAME, revision_tag="v1"))
        assert TOKEN not in str(refused.value)
        assert refused.value.__cause__ is None


def test_a_password_in_the_hubs_address_is_not_told(folder: Path) -> None:
    with FakeHub() as gone:
        endpoint = gone.endpoint.replace("http://", "http://ann:secret@")
    with pytest.raises(PublishError, match="cannot publish to http://127") as refused:
        publish(folder, PublishSettings(NAME, endpoint=endpoint, token=TOKEN))
    assert "secret" not in str(refused.value)


def test_a_tag_that_fails_is_told_with_the_commit_and_can_be_made_up_for(folder: Path, hub: FakeHub) -> None:
    hub.refused = {"tag": "busy"}
    with pytest.raises(PublishError, match=r'on main, as [0-9a-f]{40}, but the tag "v1" is not set; publish again'):
        publish(folder, PublishSettings(NAME, revision_tag="v1"))
    hub.refused = {}
    assert publish(folder, PublishSettings(NAME, revision_tag="v1")).commit == hub.repositories[NAME].tags["v1"]


@pytest.mark.parametrize("tag", ["bad tag", "v1..2", "-v1", "v1.lock", "v1/", "a//b", "v1~2", "", "v1\n", "é"])
@pytest.mark.parametrize("dry_run", [True, False])
def test_a_tag_that_git_would_refuse_is_refused_before_anything_is_sent(
    folder: Path, hub: FakeHub, tag: str, dry_run: bool
) -> None:
    with pytest.raises(PublishError, match="is no tag"):
        publish(folder, PublishSettings(NAME, revision_tag=tag, dry_run=dry_run))
    assert hub.requests == []


@pytest.mark.parametrize("tag", ["v1.0.0", "1", "releases/2026-11", "a_b"])
def test_ordinary_tags_are_taken(folder: Path, hub: FakeHub, tag: str) -> None:
    assert publish(folder, PublishSettings(NAME, revision_tag=tag, dry_run=True)).commit is None


def test_a_file_of_an_earlier_version_is_not_under_a_later_tag(tmp_path: Path, hub: FakeHub) -> None:
    checkpoint, model = random_checkpoint(), tmp_path / "model"
    export(checkpoint, model, ExportSettings(keep_fp32=True, golden=["a"]))
    first = publish(model, PublishSettings(NAME, revision_tag="v1"))
    assert set(first.files) == FILES | {"model.fp32.onnx"}
    export(checkpoint, model, ExportSettings(golden=["a"]))
    second = publish(model, PublishSettings(NAME, revision_tag="v2"))
    commits = hub.repositories[NAME].commits
    assert set(second.files) == FILES == set(commits[str(second.commit)])
    assert set(commits[str(first.commit)]) == FILES | {"model.fp32.onnx"}


def test_a_graph_for_comparison_that_is_not_the_manifests_is_never_sent(tmp_path: Path, hub: FakeHub) -> None:
    export(random_checkpoint(), tmp_path, ExportSettings(keep_fp32=True, golden=["a"]))
    (tmp_path / "model.fp32.onnx").write_bytes(b"other")
    with pytest.raises(ManifestError, match=r"model\.fp32\.onnx has sha256"):
        publish(tmp_path, PublishSettings(NAME))
    assert hub.requests == []


def test_without_a_token_nothing_is_asked(folder: Path, hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("serai_train.publish.get_token", lambda: None)
    with pytest.raises(PublishError, match="set HF_TOKEN"):
        publish(folder, PublishSettings(NAME))
    assert hub.requests == []


def test_a_hub_that_is_not_there_is_an_error_not_a_stack_trace(folder: Path) -> None:
    with FakeHub() as gone:
        endpoint = gone.endpoint
    with pytest.raises(PublishError, match="cannot publish to http://127"):
        publish(folder, PublishSettings(NAME, endpoint=endpoint, token=TOKEN))


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_bad_repository_name_is_an_error(folder: Path, hub: FakeHub, dry_run: bool) -> None:
    with pytest.raises(PublishError, match="cannot publish"):
        publish(folder, PublishSettings("no spaces/in names/please", dry_run=dry_run))
    assert hub.requests == []


@pytest.mark.parametrize(
    ("endpoint", "own", "disabled"),
    [
        ("https://huggingface.co", None, False),
        ("https://hub.example/huggingface.co", None, True),
        ("http://127.0.0.1:8000", None, True),
        ("http://127.0.0.1:8000", "0", False),
        ("https://huggingface.co", "1", True),
    ],
)
def test_the_chunk_store_is_the_public_hubs_unless_the_environment_decides(
    monkeypatch: pytest.MonkeyPatch, endpoint: str, own: str | None, disabled: bool
) -> None:
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", own == "1")  # as the client reads it when it is imported
    monkeypatch.delenv("HF_HUB_DISABLE_XET", raising=False)
    if own is not None:
        monkeypatch.setenv("HF_HUB_DISABLE_XET", own)
    seen: list[bool] = []

    def upload(*_: object) -> str:
        seen.append(constants.HF_HUB_DISABLE_XET)
        return "1" * 40

    monkeypatch.setattr("serai_train.publish._upload", upload)
    monkeypatch.setattr("serai_train.publish.publishable", lambda _: [])
    publish(Path(), PublishSettings(NAME, endpoint=endpoint, token=TOKEN))
    assert seen == [disabled]
    assert (own == "1") == constants.HF_HUB_DISABLE_XET


def test_a_hub_that_says_nothing_is_not_waited_for_for_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("serai_train.publish._SILENCE_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(PublishError, match=f"cannot publish to {endpoint}: .*timed out"):
            publish(folder, PublishSettings(NAME, endpoint=endpoint, token=TOKEN))
