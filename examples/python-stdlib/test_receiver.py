"""Feeds the receiver what `hookwright fixtures cloudflare --out fixtures` wrote: index.json says what each file is."""

import json
import os
import unittest
from itertools import groupby
from pathlib import Path

from receiver import Domains, receive

FIXTURES = Path(os.environ.get("FIXTURES", "fixtures"))
FILES = json.loads((FIXTURES / "index.json").read_text("utf-8"))["files"]


def send(domains, file, given=b"s3cret"):
    return receive(domains, b"s3cret", given, (FIXTURES / file["path"]).read_bytes())


class ReceiverTest(unittest.TestCase):
    def test_every_event_in_every_documented_form_is_taken(self):
        for file in FILES:
            with self.subTest(file["path"]):
                self.assertEqual(send(Domains(), file), 204)

    def test_each_step_of_every_lifecycle_leaves_the_state_that_the_index_says(self):
        steps = [file for file in FILES if "lifecycle" in file]
        for name, files in groupby(steps, lambda file: file["lifecycle"]):
            domains = Domains()
            for file in files:
                id = file.get("subject", {}).get("id")
                if id:
                    domains.add(id)
                send(domains, file)
                if id:
                    with self.subTest(name, step=file["step"]):
                        self.assertEqual(domains.status(id), file["status"])

    def test_an_event_that_lacks_what_is_read_is_taken_and_left_alone(self):
        for body in (b'{"metadata":{},"data":{"id":"x","ssl":{}}}', b'{"metadata":null,"data":{"id":"x","ssl":[1]}}'):
            with self.subTest(body):
                self.assertEqual(receive(Domains(), b"s3cret", b"s3cret", body), 204)

    def test_without_the_secret_nothing_is_stored(self):
        file = FILES[0]
        domains = Domains()
        domains.add(file["subject"]["id"])
        self.assertEqual(send(domains, file, b"wrong"), 401)
        self.assertEqual(domains.status(file["subject"]["id"]), "initializing")


if __name__ == "__main__":
    unittest.main()
