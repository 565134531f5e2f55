"""JSON bodies of the API: bounded in size, and nothing that a database or a stack cannot take."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from .refusals import TooLarge


class BoundedJSONParser(JSONParser):
    """DRF's reads a body of any length, falls over deep nesting and lets lone surrogates through."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        raw = stream.read(settings.API_JSON_MAX_BYTES + 1)
        if len(raw) > settings.API_JSON_MAX_BYTES:
            raise TooLarge
        try:
            data = json.loads(raw.decode("utf-8"), parse_constant=_refuse)
            if b"\\ud" in raw.lower():
                json.dumps(data, ensure_ascii=False).encode("utf-8")
        except (ValueError, RecursionError) as error:
            raise ParseError from error
        return data


def _refuse(constant: str) -> Any:
    """NaN and Infinity are no JSON."""
    raise ValueError(constant)
