"""Refusals that an endpoint may raise. Apart from ``api``, which DRF's views must be able to import."""

from rest_framework.exceptions import APIException

from .errors import SENTENCES

INVALID = "提交的内容有误，请按提示改正。"


class Conflict(APIException):
    """The request is right, but not now: 409 with the sentence that says why."""

    status_code = 409
    default_detail = SENTENCES[409]


class TooLarge(APIException):
    status_code = 413
    default_detail = "提交的内容过大。"


class Throttled(APIException):
    """429 with a sentence of ours; ``seconds`` goes into Retry-After."""

    status_code = 429
    default_detail = SENTENCES[429]

    def __init__(self, detail: str = "", *, seconds: int | None = None) -> None:
        super().__init__(detail or None)
        self.wait = seconds


class Invalid(APIException):
    """400 with the errors of a Django form: ``{field: [sentences]}``; "" is the request as a whole."""

    status_code = 400
    default_detail = INVALID

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__()
        self.errors = [
            {"field": "" if field == "__all__" else field, "message": str(message)}
            for field, messages in errors.items()
            for message in messages
        ]
