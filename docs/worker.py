#!/usr/bin/env python3
"""A worker for Suite on another machine: takes items, works on them, hands back what came out.

    SUITE_URL=http://localhost:3000 SUITE_API_KEY=... python3 worker.py --take train/epoch --slots 2

The key is one of role worker (see workers.md). Replace `work` by your own; the rest need not change.
Python 3.9 or later, standard library only.
"""
import argparse
import hashlib
import json
import os
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request


class NoUse(Exception):
    """What `work` raises when no further attempt could do better."""


def work(item, content, progress, stopped):
    """Stands in for your model: a digest of what the item is about, as slowly as its input wishes.

    `content` is the asset's bytes, if it is about one. Look at `stopped` (an Event) now and then, and return when it is set.
    """
    wanted = item["input"] or {}
    seconds = wanted.get("seconds", 0)
    if not isinstance(seconds, (int, float)):
        raise NoUse("seconds must be a number")
    for percent in range(0, 100, 10):
        progress(percent)
        if stopped.wait(seconds / 10):
            return None
    data = content if content is not None else json.dumps(wanted, sort_keys=True).encode()
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


class Suite:
    def __init__(self, url, key):
        self.url, self.key = url.rstrip("/"), key

    def get(self, path):
        return self._send(urllib.request.Request(self.url + path))

    def post(self, path, body=None, tries=6):
        """Repeated while the suite cannot be reached: every request of a worker bears that."""
        data = json.dumps(body or {}).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"})
        for attempt in range(1, tries + 1):
            try:
                return json.loads(self._send(request) or "null")
            except OSError as failure:
                if attempt == tries or getattr(failure, "code", 503) < 500:
                    raise
            time.sleep(min(0.1 * 2**attempt, 5))

    def _send(self, request):
        request.add_header("X-Api-Key", self.key)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError as failure:
            failure.msg = failure.read(1000).decode(errors="replace")
            raise


class Held:
    """An item that this worker holds at the moment."""

    def __init__(self, item):
        self.item, self.percent, self.stopped, self.lost = item, 0, threading.Event(), False


class Worker:
    def __init__(self, suite, name, take, slots):
        self.suite, self.name, self.slots = suite, name, slots
        self.kinds = [dict(zip(("kind", "step"), step.rsplit("/", 1))) for step in take]
        self.held, self.changed, self.stopping = {}, threading.Condition(), threading.Event()
        self.beat_every, self.leasing, self.refused = 1.0, True, False

    def run(self):
        """Works until it is told to stop; then gives back what it holds, so that others go on with it at once."""
        threading.Thread(target=self.lease, daemon=True).start()
        threading.Thread(target=self.beat, daemon=True).start()
        self.stopping.wait()
        with self.changed:
            for held in self.held.values():
                held.stopped.set()
            # The answer to a question that is open may bring more to give back.
            self.changed.wait_for(lambda: not self.held and not self.leasing, timeout=10)

    def lease(self):
        while True:
            with self.changed:
                self.changed.wait_for(lambda: len(self.held) < self.slots)
                room = self.slots - len(self.held)
                if self.stopping.is_set():
                    self.leasing = False
                    self.changed.notify_all()
                    return
            try:
                wanted = {"worker": self.name, "kinds": self.kinds, "max": room, "waitSeconds": 5}
                leased = self.suite.post("/api/workers/lease", wanted)
            except OSError as failure:
                say(f"no work: {failure}")
                # A key or a question that is wrong does not become right by asking again.
                self.refused = getattr(failure, "code", 503) in (400, 401, 403)
                if self.refused:
                    self.stopping.set()
                self.stopping.wait(5)
                continue
            self.beat_every = leased["heartbeatSeconds"]
            for item in leased["items"]:
                with self.changed:
                    held = self.held[item["attemptId"]] = Held(item)
                    if self.stopping.is_set():
                        held.stopped.set()
                threading.Thread(target=self.handle, args=(held,), daemon=True).start()

    def beat(self):
        """Keeps the leases alive. Without it, the items go to other workers."""
        while True:
            time.sleep(self.beat_every)
            with self.changed:
                beats = [{"attemptId": attempt, "progress": held.percent} for attempt, held in self.held.items()]
            try:
                answer = self.suite.post("/api/workers/heartbeat", {"attempts": beats}, tries=1) if beats else {"attempts": []}
            except OSError as failure:
                say(f"no heartbeat: {failure}")
                continue
            for standing in answer["attempts"]:
                held = self.held.get(standing["attemptId"])
                if held and standing["state"] != "held":
                    held.lost = standing["state"] == "lost"
                    held.stopped.set()

    def handle(self, held):
        item, path = held.item, f"/api/workers/attempts/{held.item['attemptId']}"
        try:
            content = self.suite.get(item["contentUrl"]) if item["contentUrl"] else None
            output = work(item, content, lambda percent: setattr(held, "percent", percent), held.stopped)
            if not held.stopped.is_set():
                self.suite.post(path + "/complete", {"output": output})
                say(f"done: item {item['itemId']}, attempt {item['attemptId']}")
            elif not held.lost:
                self.suite.post(path + "/release")
        except Exception as failure:
            self.fail(path, failure)
        finally:
            with self.changed:
                del self.held[item["attemptId"]]
                self.changed.notify_all()

    def fail(self, path, failure):
        say(f"failed: {failure!r}")
        try:
            self.suite.post(path + "/fail", {"error": str(failure) or repr(failure), "retry": not isinstance(failure, NoUse)})
        except OSError as refusal:
            # Lost to another worker, or the suite cannot be reached: then the lease runs out, and another takes the item.
            say(f"not said: {refusal}")


def say(line):
    print(line, flush=True)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--take", action="append", required=True, metavar="KIND/STEP", help="what to work on; may be repeated")
    options.add_argument("--slots", type=int, default=1, help="items at the same time (default 1)")
    options.add_argument("--name", default=f"{socket.gethostname()}-{os.getpid()}", help="as attempts show it")
    given = options.parse_args()
    worker = Worker(Suite(os.environ["SUITE_URL"], os.environ["SUITE_API_KEY"]), given.name, given.take, given.slots)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stopping.set())
    worker.run()
    sys.exit(1 if worker.refused else 0)
