"""Stands in for `java`: notes how it was called and plays the program that it was told to run.

Called as `fake_java.py VERSION ARGS...`. What it plays is decided by the main class among the arguments:

* the simulated worker prints its ready line and waits for TERM;
* the gateway answers 503 on /readiness twice, then 200, until TERM; `aot-train` writes the AOT cache and ends;
* `-version` prints the version; anything else ends at once.

FAKE_LOG names the file that notes calls and ends; FAKE_GATEWAY=fail makes the gateway end with status 9.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import FrameType

GATEWAY = "io.serai.gateway.Main"
WORKER = "io.serai.testkit.MockWorkerMain"


def note(text: str) -> None:
    """Append a line to the log of the fakes."""
    with open(os.environ["FAKE_LOG"], "a", encoding="utf-8") as log:
        log.write(text + "\n")


def serve(name: str, server: HTTPServer) -> None:
    """Serve until TERM, and note the end."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        note(f"{name} stopped {os.getpid()}")
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    note(f"{name} started {os.getpid()}")
    server.serve_forever(poll_interval=0.02)


def play_worker() -> None:
    """The simulated worker."""
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    print(f"mock worker ready on http://127.0.0.1:{server.server_port}", flush=True)
    serve("worker", server)


def play_gateway(args: list[str]) -> int:
    """The gateway."""
    if args[:1] == ["aot-train"]:
        return play_training()
    if os.environ.get("FAKE_GATEWAY") == "fail":
        print("the fake gateway cannot start", flush=True)
        return 9
    if "--port" not in args:
        return 0
    probes = 0

    class Readiness(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            nonlocal probes
            probes += 1
            self.send_response(200 if self.path == "/readiness" and probes > 2 else 503)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    serve("gateway", HTTPServer(("127.0.0.1", int(args[args.index("--port") + 1])), Readiness))
    return 0


def play_training() -> int:
    """The training run: writes the cache that the flags ask for."""
    outputs = [arg.partition("=")[2] for arg in sys.argv if arg.startswith("-XX:AOTCacheOutput=")]
    if not outputs or os.environ.get("FAKE_GATEWAY") == "no-training":
        return 2
    with open(outputs[0], "w", encoding="utf-8") as cache:
        cache.write("cache")
    return 0


def main() -> int:
    """Play the main class that the arguments name."""
    version, args = sys.argv[1], sys.argv[2:]
    if args == ["-version"]:
        print(f'openjdk version "{version}" 2025-09-16', file=sys.stderr)
        return 0
    note(f"java {version} {' '.join(args)}")
    if WORKER in args:
        play_worker()
        return 0
    if GATEWAY in args:
        return play_gateway(args[args.index(GATEWAY) + 1 :])
    return 0


if __name__ == "__main__":
    sys.exit(main())
