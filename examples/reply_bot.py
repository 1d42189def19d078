"""A bot that rolls a die for whoever asks it to, and says good morning every day.

    HOWDAH_INSTANCE=example.social HOWDAH_TOKEN=... python reply_bot.py

It can be killed and started again at any time: what came meanwhile is answered, and nobody twice.
"""

from __future__ import annotations

import logging
import os
import random

from howdah import AsyncClient, Client
from howdah.bot import Bot, Due, Mention

bot = Bot(AsyncClient(os.environ["HOWDAH_INSTANCE"], os.environ["HOWDAH_TOKEN"]), "reply_bot.sqlite")


@bot.on_mention
def roll(mention: Mention[Client]) -> None:
    """Roll a die for ``@bot roll``, and say how it is done for anything else."""
    if "roll" in mention.text.casefold().split():
        mention.reply(f"You rolled a {random.Random(mention.key).randint(1, 6)}.")
    else:
        mention.reply("Say 'roll', and I roll a die for you.")


@bot.every("1d")
async def greet(due: Due[AsyncClient]) -> None:
    """Say good morning, once a day."""
    await due.post(f"Good morning! It is {due.at:%A}.", "unlisted")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    bot.run()
    for letter in bot.dead_letters:
        print(f"{letter.about} could not be answered: {letter.error}")
