"""Messages that stay in the portal, messages that leave it, and where programs want to be told."""

from .message import Message, MessageQuerySet
from .notice import Notice, NoticeQuerySet
from .webhook import Webhook

__all__ = ["Message", "MessageQuerySet", "Notice", "NoticeQuerySet", "Webhook"]
