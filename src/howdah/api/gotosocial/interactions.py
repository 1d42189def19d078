"""Who may like, answer and boost: wishes to do so, and what new statuses start with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from ...core.encoding import NULL
from ...core.flow import Flow
from ...core.operation import D, Operation, Operations, Section, get, listing, patch, post
from ...core.server import GOTOSOCIAL
from ..references import InteractionRequestRef, StatusRef

if TYPE_CHECKING:
    from ...models import DefaultPolicies, InteractionPolicy, InteractionRequest

P = ParamSpec("P")
T = TypeVar("T")


def with_policies(operation: Operation[P, T]) -> Operation[P, T]:
    """Send policies as JSON, be they entities or mappings, and say outright which go back to the server's default."""
    send = cast("Callable[..., Flow[T]]", operation.flow)

    def flow(owner: Operations, *args: Any, **kwargs: Any) -> Flow[T]:
        given = operation.plan.bind(args, kwargs)
        return (yield from send(owner, **{name: _plain(given.get(name)) for name in operation.plan.names}))

    return Operation(operation.declared, operation.declaration, flow)


def _plain(policy: Any) -> Any:
    if policy is None:
        return NULL
    return policy.model_dump(mode="json", exclude_unset=True) if hasattr(policy, "model_dump") else policy


class Interactions(Section[D]):
    """Who may like, answer and boost your statuses."""

    @listing(
        "/api/v1/interaction_requests",
        by="id",
        scope="read:notifications",
        servers=GOTOSOCIAL,
    )
    def get_interaction_requests(
        self,
        *,
        status_id: StatusRef | None = None,
        favourites: bool | None = None,
        replies: bool | None = None,
        reblogs: bool | None = None,
        max_id: InteractionRequestRef | None = None,
        since_id: InteractionRequestRef | None = None,
        min_id: InteractionRequestRef | None = None,
        limit: int | None = None,
    ) -> list[InteractionRequest]:
        """List the likes, replies and boosts of your statuses that wait for your leave, newest first.

        Args:
            status_id: only those that concern this status.
            favourites: likes too; true by default. One of the three kinds has to be asked for.
            replies: replies too; true by default.
            reblogs: boosts too; true by default.
            max_id: only requests older than this one.
            since_id: only requests newer than this one, from the newest.
            min_id: only requests newer than this one, from the oldest.
            limit: requests per page, at most 80; 40 by default.
        """
        ...

    @get(
        "/api/v1/interaction_requests/{request_id}",
        scope="read:notifications",
        servers=GOTOSOCIAL,
    )
    def get_interaction_request(self, request_id: InteractionRequestRef) -> InteractionRequest:
        """Fetch one like, reply or boost that waits, or waited, for your leave.

        Args:
            request_id: the request, or its ID.

        Raises:
            NotFoundError: no such request, or it is not addressed to you.
        """
        ...

    @post(
        "/api/v1/interaction_requests/{request_id}/authorize",
        scope="write:statuses",
        servers=GOTOSOCIAL,
        repeat="always",
    )
    def authorize_interaction_request(self, request_id: InteractionRequestRef) -> InteractionRequest:
        """Allow a like, reply or boost that waits for your leave.

        Args:
            request_id: the request, or its ID.

        Raises:
            NotFoundError: no such request, or you have decided already.
        """
        ...

    @post(
        "/api/v1/interaction_requests/{request_id}/reject",
        scope="write:statuses",
        servers=GOTOSOCIAL,
        repeat="always",
    )
    def reject_interaction_request(self, request_id: InteractionRequestRef) -> InteractionRequest:
        """Refuse a like, reply or boost that waits for your leave.

        Args:
            request_id: the request, or its ID.

        Raises:
            NotFoundError: no such request, or you have decided already.
        """
        ...

    @get(
        "/api/v1/interaction_policies/defaults",
        scope="read:accounts",
        servers=GOTOSOCIAL,
    )
    def get_default_interaction_policies(self) -> DefaultPolicies:
        """Fetch who may like, answer and boost your new statuses, for each visibility."""
        ...

    @with_policies
    @patch(
        "/api/v1/interaction_policies/defaults",
        scope="write:accounts",
        servers=GOTOSOCIAL,
    )
    def update_default_interaction_policies(
        self,
        *,
        public: InteractionPolicy | Mapping[str, Mapping[str, Sequence[str]]] | None = None,
        unlisted: InteractionPolicy | Mapping[str, Mapping[str, Sequence[str]]] | None = None,
        private: InteractionPolicy | Mapping[str, Mapping[str, Sequence[str]]] | None = None,
        direct: InteractionPolicy | Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    ) -> DefaultPolicies:
        """Decide who may like, answer and boost your new statuses; statuses that exist stay as they are.

        A visibility that is not given goes back to the server's own default. Each policy is one that
        ``get_default_interaction_policies`` gave, or a mapping such as
        ``{"can_reply": {"always": ["followers", "mentioned"], "with_approval": ["public"]}}``, with ``can_favourite``,
        ``can_reply`` and ``can_reblog``. Who is meant is ``public``, ``followers``, ``following``, ``mutuals``,
        ``mentioned``, ``author``, ``me`` or an account's URI.

        Args:
            public: for public statuses.
            unlisted: for unlisted ones.
            private: for those to followers.
            direct: for those to the people mentioned.

        Raises:
            UnprocessedError: a policy makes no sense, such as strangers who may answer a status to followers.
        """
        ...
