"""A local server to try things against: nothing leaves this machine.

    from howdah.sandbox import Sandbox

    with Sandbox() as sandbox:
        alice, bob = sandbox.client("alice"), sandbox.client("bob")
        alice.post_status("Hello from the sandbox")
        print(bob.get_public_timeline())

It needs the extra ``sandbox``: ``pip install 'howdah[sandbox]'``.
"""

from __future__ import annotations

from .faults import Cut, Fault
from .local import PEOPLE, Person, Sandbox, SandboxError

__all__ = ["PEOPLE", "Cut", "Fault", "Person", "Sandbox", "SandboxError"]
