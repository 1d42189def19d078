"""Carrying out what is planned for a list of blocked domains."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from ...core.errors import ApiError, ForbiddenError, UnauthorizedError
from ...core.flow import Flow
from ...core.session import Session
from .blocklists import BlocklistChange, BlocklistPlan, BlocklistReport, OnChange
from .patience import patiently

Apply: TypeAlias = Callable[[BlocklistChange], Flow[Any]]


def checked_plan(plan: Any) -> BlocklistPlan:
    """A plan.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(plan, BlocklistPlan):
        raise TypeError(f"plan must be a BlocklistPlan, such as plan_domain_blocks gives, not {plan!r:.60}")
    return plan


def apply_plan(
    session: Session, plan: BlocklistPlan, apply: Apply, dry_run: bool, tell: OnChange | None
) -> Flow[BlocklistReport]:
    """Make the changes of a plan, one by one.

    Args:
        session: whose server it is.
        plan: the changes.
        apply: makes one.
        dry_run: make none.
        tell: called with each.
    """
    report = BlocklistReport(checked_plan(plan), dry_run)
    for change in plan.changes:
        try:
            if not dry_run:
                yield from patiently(session, partial(apply, change))
            report.done.append(change)
        except (UnauthorizedError, ForbiddenError):
            raise
        except ApiError as error:
            if error.retryable:
                raise
            report.failed[change.block.domain] = str(error)
        if tell is not None:
            tell(change, report)
    return report
