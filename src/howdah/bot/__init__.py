"""Bots: handlers for what happens to an account, run for months.

from howdah import AsyncClient, Client
from howdah.bot import Bot, Mention

bot = Bot(AsyncClient("example.social", token), "bot.sqlite")

@bot.on_mention
def answer(mention: Mention[Client]) -> None:
    mention.reply("You called?")

bot.run()
"""

from __future__ import annotations

from .happenings import Due, Follow, Happening, Mention, Notified, Tagged
from .journal import DeadLetter
from .runner import Bot

__all__ = ["Bot", "DeadLetter", "Due", "Follow", "Happening", "Mention", "Notified", "Tagged"]
