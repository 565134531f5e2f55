"""Wrong tries of a query code, kept by number so that unknown numbers lock just the same."""

from django.db import models


class QueryCodeTry(models.Model):
    number = models.CharField(max_length=32, primary_key=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.number} {self.wrong}"
