"""A mail server for tests and measurements, a process of its own: ``python mailserver.py PORT TOOK RULE``.

Each mail it takes is a line of the file TOOK (JSON), written and flushed to disk before the client hears of it. The file RULE says how it
behaves: ``take``; ``later``, ``never``, ``refuse`` (answers of the kinds 4xx and 5xx); ``vanish`` (takes the mail and closes the line
without a word); ``slow`` (takes it, a random while before and after).
"""

import asyncio
import email
import email.policy
import json
import os
import random
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP


class Handler:
    def __init__(self, took, rule):
        self.took, self.rule = took, rule

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if self.rule.read_text() == "never":
            return "550 5.1.1 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        rule = self.rule.read_text()
        if rule == "later":
            return "451 4.3.0 Come again"
        if rule == "refuse":
            return "554 5.6.0 Not these words"
        if rule == "slow":
            await asyncio.sleep(random.random() * 0.05)
        self.keep(envelope)
        if rule == "vanish":
            server.transport.abort()
        if rule == "slow":
            await asyncio.sleep(random.random() * 0.05)
        return "250 OK taken"

    def keep(self, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        found = {part.get_content_type(): part.get_content() for part in message.walk() if not part.is_multipart()}
        line = {
            "id": message["Message-ID"],
            "from": message["From"],
            "to": envelope.rcpt_tos[0],
            "to_header": message["To"],
            "subject": message["Subject"],
            "date": message["Date"],
            "text": found.get("text/plain", ""),
            "html": found.get("text/html", ""),
        }
        with self.took.open("a") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())


async def main(port, took, rule):
    handler = Handler(Path(took), Path(rule))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(handler, hostname="mail.test"), "127.0.0.1", int(port))
    print("ready", flush=True)  # noqa: T201
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
