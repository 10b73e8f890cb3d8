"""Stands in for the download services of Adoptium and Apache, for the launcher's tests.

Called as `fake_downloads.py LOG [FAULT...]`; prints `listening on URL` and notes the path of every request in LOG.

Faults: `bad-jdk-sum`, `bad-maven-sum` (the checksum is another's), `no-cdn` (the mirror lost this version of Maven),
`no-sums` (no checksum file anywhere), `no-package` (Adoptium knows no build), `plain` (compact JSON).
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
import tarfile
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

MAVEN = "3.9.11"
MAVEN_FILE = f"{MAVEN}/binaries/apache-maven-{MAVEN}-bin.tar.gz"
FAKES = Path(__file__).parent


def archive(folder: str, files: Mapping[str, str]) -> bytes:
    """A gzipped tar of executable files below one folder."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name, text in files.items():
            info = tarfile.TarInfo(f"{folder}/{name}")
            info.size = len(text.encode())
            info.mode = 0o755
            tar.addfile(info, io.BytesIO(text.encode()))
    return buffer.getvalue()


def jdk_archive() -> bytes:
    """A JDK of version 25.0.9 whose java is fake_java.py."""
    java = f'#!/bin/sh\nexec "{sys.executable}" "{FAKES}/fake_java.py" 25.0.9 "$@"\n'
    release = 'IMPLEMENTOR="Eclipse Adoptium"\nJAVA_VERSION="25.0.9"\n'
    return archive("jdk-25.0.9+1", {"bin/java": java, "bin/javac": "#!/bin/sh\n", "release": release})


def maven_archive() -> bytes:
    """A Maven whose mvn is fake_mvn.sh."""
    mvn = (FAKES / "fake_mvn.sh").read_text(encoding="utf-8")
    return archive(f"apache-maven-{MAVEN}", {"bin/mvn": mvn, f"lib/maven-core-{MAVEN}.jar": ""})


def assets(base: str, query: str, checksum: str, faults: set[str]) -> bytes:
    """Adoptium's answer: the installer before the package has the same keys and must not be taken."""
    if "no-package" in faults:
        return b"[]"
    package = {
        "checksum": checksum,
        "checksum_link": f"{base}/jdk.tar.gz.sha256.txt",
        "download_count": 123,
        "link": f"{base}/jdk.tar.gz",
        "metadata_link": f"{base}/jdk.tar.gz.json",
        "name": "OpenJDK25U-jdk_hotspot_25.0.9_1.tar.gz",
        "signature_link": f"{base}/jdk.tar.gz.sig",
        "size": 1,
    }
    installer = {**package, "checksum": "0" * 64, "link": f"{base}/installer.pkg"}
    binary = {"architecture": "x64", "image_type": "jdk", "installer": installer, "package": package}
    entry = {"binary": binary, "release_name": "jdk-25.0.9+1", "vendor": "eclipse", "asked": query}
    return json.dumps([entry], indent=None if "plain" in faults else 4).encode()


def main() -> None:
    """Serve until killed."""
    log, faults = Path(sys.argv[1]), set(sys.argv[2:])
    jdk, maven = jdk_archive(), maven_archive()
    jdk_sum = hashlib.sha256(b"other" if "bad-jdk-sum" in faults else jdk).hexdigest()
    maven_sum = hashlib.sha512(b"other" if "bad-maven-sum" in faults else maven).hexdigest().encode()

    class Services(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with log.open("a", encoding="utf-8") as out:
                out.write(self.path + "\n")
            body = self.find()
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def find(self) -> bytes | None:
            path, _, query = self.path.partition("?")
            if path == "/v3/assets/latest/25/hotspot":
                return assets(f"http://127.0.0.1:{self.server.server_port}", query, jdk_sum, faults)
            files = {"/jdk.tar.gz": jdk, f"/archive/{MAVEN_FILE}": maven}
            if "no-cdn" not in faults:
                files[f"/cdn/{MAVEN_FILE}"] = maven
            if "no-sums" not in faults:
                files[f"/sums/{MAVEN_FILE}.sha512"] = maven_sum
            return files.get(path)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Services)
    print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
