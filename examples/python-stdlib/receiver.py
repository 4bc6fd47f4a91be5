"""A receiver of Cloudflare's webhooks with nothing but Python's standard library (3.11 or newer).

POST /webhooks/cloudflare  secret in cf-webhook-auth
POST /prepare              makes the row that events update (your application does this when a customer adds a domain)
GET  /state/<id>           {"status": ...} or 404
"""

import hmac
import json
import os
import sqlite3
import sys
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from urllib.parse import unquote

MAX_BODY = 1 << 20


class Domains:
    """Customers' domains, in a database that lives as long as the process; give a path to keep them."""

    def __init__(self, path=":memory:"):
        self.lock = Lock()  # one connection for all threads
        self.db = sqlite3.connect(path, check_same_thread=False)
        self.db.execute("create table if not exists domains (id text primary key, status text, at real)")

    def run(self, sql, *values):
        with self.lock, self.db:
            return self.db.execute(sql, values).fetchone()

    def add(self, id):
        self.run("insert or ignore into domains values (?, 'initializing', 0)", id)

    def take(self, id, status, at):
        """One statement: older news, the same again and unknown domains change nothing, whatever comes meanwhile."""
        self.run("update domains set status = ?, at = ? where id = ? and at < ?", status, at, id, at)

    def status(self, id):
        row = self.run("select status from domains where id = ?", id)
        return row and row[0]


def parse(body):
    """The object in a body; None for anything else."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):  # no JSON, no UTF-8, or too deep
        return None
    return value if isinstance(value, dict) else None


def read_event(body):
    """By itself, as Cloudflare's pages show it, or in a notification, as live accounts are reported to send it."""
    for one in (body, body.get("data")):
        data = one.get("data") if isinstance(one, dict) else None
        if isinstance(data, dict) and data.get("ssl"):
            return one
    return None


def receive(domains, secret, given, body):
    """What to answer to a webhook: `given` is what it has in cf-webhook-auth, both are bytes."""
    if not hmac.compare_digest(given, secret):
        return 401
    content = parse(body)
    if content is None:
        return 400
    event = read_event(content)
    # No event: a test message or another alert. No id: of a certificate that was replaced. No time: nobody's whom we know.
    try:
        id, status = event["data"]["id"], event["data"]["ssl"]["status"]
        at = datetime.fromisoformat(event["metadata"]["event"]["created_at"]).timestamp()
    except (KeyError, TypeError, ValueError):
        return 204
    domains.take(str(id), str(status), at)
    return 204


def make_server(domains, secret, port=0):
    """Serves the receiver on this machine, by default on a free port."""
    if not secret:
        raise ValueError("the secret is empty, and so is that of anybody without one")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body leave together

        def answer(self, status, value=None):
            body = b"" if value is None else json.dumps(value).encode()
            self.send_response(status)
            if status != 204:
                self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):
            length = self.headers.get("content-length", "")
            if not length.isdecimal() or int(length) > MAX_BODY:
                self.close_connection = True  # what follows is no request
                return self.answer(413 if length.isdecimal() else 411)
            body = self.rfile.read(int(length))  # even of what is refused: the connection goes on
            if self.path == "/webhooks/cloudflare":
                given = self.headers.get("cf-webhook-auth", "").encode("latin-1")
                return self.answer(receive(domains, secret, given, body))
            if self.path == "/prepare":
                domains.add(json.loads(body)["id"])
                return self.answer(204)
            return self.answer(404)

        def do_GET(self):
            status = domains.status(unquote(self.path.removeprefix("/state/")))
            return self.answer(200, {"status": status}) if status else self.answer(404)

        def log_message(self, *_):
            pass

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


if __name__ == "__main__":
    server = make_server(Domains(), os.environ["WEBHOOK_SECRET"].encode(), int(sys.argv[1]) if sys.argv[1:] else 0)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
