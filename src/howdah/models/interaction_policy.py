"""Who may interact with a status; GoToSocial."""

from __future__ import annotations

from typing import Annotated

from .entity import OPEN, Entity
from .enums import InteractionPolicyValue
from .nulls import NONE_AS_EMPTY


class InteractionPolicyRules(Entity):
    """Who may interact in one way; GoToSocial."""

    automatic_approval: Annotated[list[Annotated[InteractionPolicyValue | str, OPEN]], NONE_AS_EMPTY] = []
    """Who may without asking."""
    manual_approval: Annotated[list[Annotated[InteractionPolicyValue | str, OPEN]], NONE_AS_EMPTY] = []
    """Who may after asking."""
    always: Annotated[list[Annotated[InteractionPolicyValue | str, OPEN]], NONE_AS_EMPTY] = []
    """The older name of ``automatic_approval``."""
    with_approval: Annotated[list[Annotated[InteractionPolicyValue | str, OPEN]], NONE_AS_EMPTY] = []
    """The older name of ``manual_approval``."""


class InteractionPolicy(Entity):
    """Who may favourite, answer and boost a status; GoToSocial."""

    can_favourite: InteractionPolicyRules | None = None
    """Who may favourite it."""
    can_reply: InteractionPolicyRules | None = None
    """Who may answer it."""
    can_reblog: InteractionPolicyRules | None = None
    """Who may boost it."""
