"""What three people do on a server of their own, written as any program that uses Howdah would be."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from ..models import Account, Status
from ..sandbox import Person, Sandbox
from .diary import Diary
from .picture import DESCRIPTION, elephant

PEOPLE = (
    Person("alice", "Alice", "Rides in front and knows the way. Pictures of #elephants."),
    Person("bob", "Bob", "Sits in the middle and writes everything down."),
    Person("carol", "Carol", "Rides at the back and asks where we are going."),
)
GREETINGS = {
    "alice": "Good morning from up here! #introductions",
    "bob": "Bob here. I write a field diary: https://example.org/diary/2026/the-day-we-met-the-elephants",
    "carol": "Hello @alice, hello @bob! I can see *everything* from this seat.",
}
THREAD = (
    "How to get up there, in three steps.\n\n1. Ask the elephant. She decides.",
    "2. Put your foot on her knee, when she lifts it. If she does not: see step 1.",
    "3. Hold on to the howdah & look ahead. That is all; the rest is riding.",
)


@dataclass
class Posted:
    """The statuses that they posted."""

    greetings: list[Status]
    thread: list[Status]
    question: Status
    picture: Status
    reply: Status
    boost: Status

    def ids(self) -> dict[str, str | list[str]]:
        """Their IDs, by what they are."""
        return {
            "greetings": [greeting.id for greeting in self.greetings],
            "thread": [part.id for part in self.thread],
            "question": self.question.id,
            "picture": self.picture.id,
            "reply": self.reply.id,
            "boost": self.boost.id,
        }


def act(sandbox: Sandbox, diary: Diary) -> Posted:
    """Follow each other, greet, post a thread, ask, vote, post a picture; answer, boost and favourite it."""
    watched = {"on_request": [diary.asked], "on_response": [diary.answered]}
    clients = {person.username: sandbox.client(person.username, **watched) for person in PEOPLE}
    alice, bob, carol = clients.values()

    accounts: dict[str, Account] = {}
    for name, client in clients.items():
        with diary.call("verify_credentials", name, "who they are"):
            accounts[name] = client.verify_credentials()
    for name, client in clients.items():
        for other in accounts:
            if other != name:
                with diary.call("follow_account", name, f"following {other}"):
                    client.follow_account(accounts[other])

    greetings = asyncio.run(greet_all_at_once(sandbox, diary))

    thread: list[Status] = []
    for number, text in enumerate(THREAD, 1):
        with diary.call("post_status", "bob", f"a thread, {number} of {len(THREAD)}"):
            last = thread[-1] if thread else None
            thread.append(bob.post_status(text, spoiler_text="climbing, heights", in_reply_to_id=last))

    with diary.call("post_status", "carol", "a poll"):
        question = carol.post_status(
            "Where shall we ride next?",
            poll_options=["To the river", "Up the hill", "Into the old forest"],
            poll_expires_in=timedelta(days=1),
            poll_multiple=True,
        )
    if question.poll is not None:
        with diary.call("vote_poll", "alice", "voting"):
            alice.vote_poll(question.poll, [0, 2])
        with diary.call("vote_poll", "bob", "voting"):
            bob.vote_poll(question.poll, [2])

    with diary.call("post_status", "alice", "a picture, and what it shows"):
        picture = alice.post_status(
            "Look who carries us today.", media=[elephant()], descriptions=[DESCRIPTION], language="en"
        )
    with diary.call("post_status", "bob", "a reply"):
        reply = bob.post_status("@alice What a howdah! Is there a seat left?", in_reply_to_id=picture)
    with diary.call("reblog", "carol", "boosting the picture"):
        boost = carol.reblog(picture)
    with diary.call("favourite", "bob", "favouriting the picture"):
        bob.favourite(picture)

    return Posted(greetings, thread, question, picture, reply, boost)


async def greet_all_at_once(sandbox: Sandbox, diary: Diary) -> list[Status]:
    """Three people post at the same time: what ``AsyncClient`` is for."""

    async def greet(name: str, text: str) -> Status:
        async with sandbox.async_client(name, on_request=[diary.asked], on_response=[diary.answered]) as client:
            with diary.call("post_status", name, "a greeting, all three at once", client="AsyncClient"):
                return await client.post_status(text)

    return await asyncio.gather(*(greet(name, text) for name, text in GREETINGS.items()))
