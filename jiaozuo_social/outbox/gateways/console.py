from typing import ClassVar


class ConsoleGateway:
    """For the demo: nothing leaves the portal, the outbox page shows what would have been sent."""

    is_demo: ClassVar[bool] = True

    def send(self, *, phone: str, body: str, idempotency_key: str) -> None:
        """Accept: the row itself is what the outbox page shows."""
