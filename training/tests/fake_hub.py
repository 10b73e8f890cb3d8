"""A Hugging Face hub of one process: repositories, revisions and large files in memory, over HTTP on 127.0.0.1.

It answers the requests that the `huggingface_hub` client makes to create a repository, upload a folder, tag a revision
and fetch it again. Files of the suffixes in `LARGE` go through the large-file protocol, as on the real hub.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import unquote, urlsplit

TOKEN = "hf_test-token-that-must-not-show"
LARGE = (".onnx", ".safetensors")
_NONE = "0" * 40


@dataclass
class Repository:
    private: bool
    branch: str = _NONE
    commits: dict[str, dict[str, bytes]] = field(default_factory=lambda: {_NONE: {}})
    messages: list[str] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)

    def resolve(self, revision: str) -> str | None:
        commit = {"main": self.branch, **self.tags}.get(revision, revision)
        return commit if commit in self.commits else None

    def commit(self, files: dict[str, bytes], message: str) -> str:
        content = json.dumps({name: hashlib.sha256(data).hexdigest() for name, data in files.items()})
        self.branch = hashlib.sha1(f"{self.branch}{message}{content}".encode(), usedforsecurity=False).hexdigest()
        self.commits[self.branch] = files
        self.messages.append(message)
        return self.branch


class FakeHub:
    """Use as a context manager.

    `requests` records method and path of everything asked. `refused` makes actions (create, commit, tag) fail with a
    message, in which {token} is what the client sent.
    """

    def __init__(self) -> None:
        self.repositories: dict[str, Repository] = {}
        self.large: dict[str, bytes] = {}
        self.requests: list[str] = []
        self.refused: dict[str, str] = {}
        hub = self

        class Handler(_Handler):
            state = hub

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> FakeHub:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    state: FakeHub
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._dispatch()

    do_HEAD = do_POST = do_PUT = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def _dispatch(self) -> None:
        path = unquote(urlsplit(self.path).path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.state.requests.append(f"{self.command} {path}")
        if path.startswith("/upload/"):
            return self._stored(path.removeprefix("/upload/"), body)
        if self.command == "POST" and self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self._json({"error": "Invalid credentials"}, 401)
        refusal = next((text for action, text in self.state.refused.items() if f"/{action}" in path), None)
        if refusal is not None:
            return self._json({"error": refusal.format(token=self.headers.get("Authorization"))}, 400)
        if path == "/api/repos/create":
            return self._create(json.loads(body))
        if path == "/api/validate-yaml":
            return self._json({"errors": [], "warnings": []})
        if path.startswith("/api/models/"):
            owner, name, *rest = path.removeprefix("/api/models/").split("/")
            return self._api(f"{owner}/{name}", rest, body)
        if path.endswith(".git/info/lfs/objects/batch"):
            return self._batch(json.loads(body))
        owner, name, _, revision, file = path.removeprefix("/").split("/", 4)
        return self._file(f"{owner}/{name}", revision, file)

    def _create(self, wanted: dict[str, Any]) -> None:
        name = f"{wanted.get('organization') or 'user'}/{wanted['name']}"
        if name in self.state.repositories:
            return self._json({"error": "You already created this model repo", "url": name}, 409)
        private = wanted.get("visibility") == "private" or bool(wanted.get("private"))
        self.state.repositories[name] = Repository(private=private)
        return self._json({"url": f"{self.state.endpoint}/{name}", "name": name, "id": name})

    def _api(self, name: str, rest: list[str], body: bytes) -> None:
        repository = self.state.repositories.get(name)
        if repository is None:
            return self._json({"error": "Repository not found"}, 404, {"X-Error-Code": "RepoNotFound"})
        action, revision = rest[0] if rest else "revision", rest[1] if len(rest) > 1 else "main"
        if action == "refs":
            branches = [{"name": "main", "ref": "refs/heads/main", "targetCommit": repository.branch}]
            tags = [{"name": t, "ref": f"refs/tags/{t}", "targetCommit": c} for t, c in repository.tags.items()]
            return self._json({"branches": branches, "tags": tags, "converts": []})
        commit = repository.resolve(revision)
        if commit is None:
            return self._json({"error": "Invalid rev id"}, 404, {"X-Error-Code": "RevisionNotFound"})
        if action == "preupload":
            return self._json({"files": [_mode(file) for file in json.loads(body)["files"]]})
        if action == "commit":
            return self._commit(name, repository, body)
        if action == "tag":
            repository.tags[json.loads(body)["tag"]] = commit
            return self._json({})
        files = repository.commits[commit]
        if action == "tree":
            return self._json(
                [{"type": "file", "path": file, "oid": _oid(d), "size": len(d)} for file, d in files.items()]
            )
        return self._json(
            {"id": name, "modelId": name, "sha": commit, "private": repository.private}
            | {"siblings": [{"rfilename": file} for file in files], "tags": [], "downloads": 0, "likes": 0}
        )

    def _batch(self, wanted: dict[str, Any]) -> None:
        objects = []
        for entry in wanted["objects"]:
            answer = {"oid": entry["oid"], "size": entry["size"]}
            if entry["oid"] not in self.state.large:
                answer["actions"] = {"upload": {"href": f"{self.state.endpoint}/upload/{entry['oid']}", "header": {}}}
            objects.append(answer)
        self._json({"transfer": "basic", "objects": objects})

    def _stored(self, oid: str, body: bytes) -> None:
        if hashlib.sha256(body).hexdigest() != oid:
            return self._json({"error": "checksum"}, 400)
        self.state.large[oid] = body
        return self._json({})

    def _commit(self, name: str, repository: Repository, body: bytes) -> None:
        files, message = dict(repository.commits[repository.branch]), ""
        for line in body.splitlines():
            entry = json.loads(line)
            value = entry["value"]
            match entry["key"]:
                case "header":
                    message = value["summary"]
                case "file":
                    files[value["path"]] = base64.b64decode(value["content"])
                case "deletedFile":
                    files.pop(value["path"])
                case "lfsFile":
                    files[value["path"]] = self.state.large[value["oid"]]
        commit = repository.commit(files, message)
        self._json({"success": True, "commitOid": commit, "commitUrl": f"{self.state.endpoint}/{name}/commit/{commit}"})

    def _file(self, name: str, revision: str, file: str) -> None:
        repository = self.state.repositories.get(name)
        commit = repository.resolve(revision) if repository else None
        content = repository.commits[commit].get(file) if repository and commit else None
        if content is None or commit is None:
            return self._json({"error": "Entry not found"}, 404, {"X-Error-Code": "EntryNotFound"})
        return self._send(200, content, {"X-Repo-Commit": commit, "ETag": f'"{_oid(content)}"'})

    def _json(self, document: Any, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(document).encode(), {"Content-Type": "application/json"} | (headers or {}))

    def _send(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _mode(file: dict[str, Any]) -> dict[str, Any]:
    large = file["path"].endswith(LARGE)
    return {"path": file["path"], "uploadMode": "lfs" if large else "regular", "shouldIgnore": False, "oid": None}


def _oid(content: bytes) -> str:
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()
