"""Publishing a model folder on the Hugging Face hub, or on a server with the same interface.

The token comes from `HF_TOKEN` (or an earlier login), the server from `HF_ENDPOINT`. Neither messages nor exceptions
contain the token.

Large files go to the public hub by its chunk store (Xet), to any other server by the large-file protocol (LFS), which
all know: where there is no chunk store the client would try it for minutes. `HF_HUB_DISABLE_XET`, 1 or 0, decides it
otherwise.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from huggingface_hub import CommitOperationAdd, CommitOperationDelete, HfApi, constants, get_token
from huggingface_hub.errors import HfHubHTTPError, HFValidationError
from huggingface_hub.utils import get_session, validate_repo_id

from serai_train import card, golden, manifest
from serai_train.errors import UserError
from serai_train.export import OWN_FILES

#: A name that git takes for a tag and a shell needs no quotes for.
_TAG = re.compile(r"(?!.*(\.lock|[./])$)[A-Za-z0-9_][\w./-]*", re.ASCII)
_USER = re.compile(r"(?<=://)[^/@\s]+@")
_XET_HOST = "huggingface.co"
_NO_XET = "HF_HUB_DISABLE_XET"
#: Without a byte from the hub, or to it; the client's own is for ever.
_SILENCE_SECONDS = 120.0


class PublishError(UserError):
    """A model could not be published."""


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """Where and how to publish.

    Attributes:
        repository: `user/name` on the hub.
        private: Whether a repository that is made now is private; one that exists stays as it is.
        revision_tag: Tag of the new revision, such as `v1.0.0`; must not exist yet.
        dry_run: Only check the folder and list its files; nothing is sent.
        endpoint: Address of the hub; by default that of `HF_ENDPOINT`, else the public one.
        token: Access token; by default `HF_TOKEN` or that of an earlier login.
    """

    repository: str
    private: bool = False
    revision_tag: str | None = None
    dry_run: bool = False
    endpoint: str | None = None
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: file names with sizes in bytes, and the commit unless it was a dry run."""

    repository: str
    files: dict[str, int]
    commit: str | None = None
    tag: str | None = None


def publish(folder: Path, settings: PublishSettings) -> Published:
    """Check a model folder and upload it as one commit; make the repository first where it is absent.

    Args:
        folder: A complete model folder.
        settings: See there.

    Raises:
        ManifestError: If files are missing or are not those of the manifest.
        PublishError: If there is no token, the tag exists, or the hub refuses.
    """
    _check_names(settings)
    files = publishable(folder)
    sizes = {file: (folder / file).stat().st_size for file in files}
    if settings.dry_run:
        return Published(settings.repository, sizes)
    token = settings.token or get_token()
    if not token:
        raise PublishError("no token for the hub; set HF_TOKEN to one that may write")
    api = HfApi(endpoint=settings.endpoint or os.environ.get("HF_ENDPOINT") or None, token=token)
    try:
        with _transfer(api.endpoint):
            return Published(settings.repository, sizes, _upload(api, folder, files, settings), settings.revision_tag)
    except PublishError:
        raise
    except Exception as failure:  # the hub client and its HTTP client share no public base
        # Without its cause: a request that failed holds the token in its headers.
        raise PublishError(_explain(failure, api.endpoint).replace(token, "[token]")) from None


@contextlib.contextmanager
def _transfer(endpoint: str) -> Iterator[None]:
    """Sets how the client sends large files and how long it waits. It read the environment when it was imported."""
    session = get_session()
    before = constants.HF_HUB_DISABLE_XET, getattr(session, "timeout", None)  # before version 1 it has none
    if _NO_XET not in os.environ:
        constants.HF_HUB_DISABLE_XET = urlsplit(endpoint).hostname != _XET_HOST
    session.timeout = _SILENCE_SECONDS
    try:
        yield
    finally:
        constants.HF_HUB_DISABLE_XET, session.timeout = before


def publishable(folder: Path) -> list[str]:
    """The files of a model folder that belong to the model; the folder is checked.

    Raises:
        ManifestError: If files are missing or are not those of the manifest.
    """
    described = manifest.read_manifest(folder)
    manifest.check_files(folder, described)
    manifest.check_comparison(folder, described)
    files = [manifest.FILE, *described.files(), golden.FILE, card.FILE]
    for file in (golden.FILE, card.FILE):
        if not (folder / file).is_file():
            raise manifest.ManifestError(f"{folder} has no {file}; export the model again")
    return files if described.fp32 is None else [*files, described.fp32[0]]


def _check_names(settings: PublishSettings) -> None:
    """The hub looks at a tag only when the files are there already."""
    try:
        validate_repo_id(settings.repository)
    except HFValidationError as wrong:
        raise PublishError(f"cannot publish: {wrong}") from None
    tag = settings.revision_tag
    if tag is not None and (not _TAG.fullmatch(tag) or any(part in tag for part in ("..", "//", "@{"))):
        raise PublishError(
            f'cannot publish: "{tag}" is no tag; use letters, digits, ".", "-", "_" and "/", such as v1.0.0'
        )


def _upload(api: HfApi, folder: Path, files: list[str], settings: PublishSettings) -> str:
    tag = settings.revision_tag
    api.create_repo(settings.repository, private=settings.private, exist_ok=True)
    if tag and any(ref.name == tag for ref in api.list_repo_refs(settings.repository).tags):
        raise PublishError(f'{settings.repository} has a revision "{tag}" already; choose another tag')
    described = manifest.read_manifest(folder)
    # Not upload_folder: that may make several commits, and a reader must never see half a model.
    there = {str(file) for file in api.list_repo_files(settings.repository)}
    stale = sorted(there & set(OWN_FILES) - set(files))
    commit = api.create_commit(
        settings.repository,
        operations=[
            *(CommitOperationAdd(file, folder / file) for file in files),
            # A commit keeps what it does not name: another version's file under this version's tag.
            *(CommitOperationDelete(file) for file in stale),
        ],
        commit_message=f"{described.name} {described.version}",
    )
    if tag:
        try:
            api.create_tag(settings.repository, tag=tag, revision=commit.oid)
        except Exception as failure:
            raise PublishError(
                f'the files are in {settings.repository} on main, as {commit.oid}, but the tag "{tag}" is not set; '
                f"publish again with it: {_explain(failure, api.endpoint)}".replace(str(api.token), "[token]")
            ) from None
    return str(commit.oid)


def _explain(failure: Exception, endpoint: str) -> str:
    """What the hub said, without a password that its address may have."""
    return _USER.sub("", _said(failure, endpoint))


def _said(failure: Exception, endpoint: str) -> str:
    if not isinstance(failure, HfHubHTTPError):
        return f"cannot publish to {endpoint}: {failure}"
    status = failure.response.status_code
    if status in (401, 403):
        return f"the hub at {endpoint} refused ({status}); HF_TOKEN must be a token that may write there"
    return f"the hub at {endpoint} answered {status}: {failure.server_message or failure}"
