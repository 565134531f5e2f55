"""Ways out of the portal for a text message; ``settings.SMS_GATEWAY`` names one."""

from .base import Gateway, PermanentFailure, TemporaryFailure, gateway, is_demo
from .console import ConsoleGateway
from .http import HttpGateway

__all__ = [
    "ConsoleGateway",
    "Gateway",
    "HttpGateway",
    "PermanentFailure",
    "TemporaryFailure",
    "gateway",
    "is_demo",
]
