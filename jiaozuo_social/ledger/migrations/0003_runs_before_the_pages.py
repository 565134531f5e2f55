"""Runs of the command from before the pages existed get a token and a state; may run again."""

import uuid

from django.db import migrations


def complete(apps, schema_editor):
    runs = apps.get_model("ledger", "ImportRun").objects
    for pk in runs.filter(token=None).values_list("pk", flat=True):
        runs.filter(pk=pk).update(token=uuid.uuid4())
    runs.exclude(finished_at=None).filter(state="mapping").update(state="done")
    runs.filter(finished_at=None, state="mapping", file="").update(state="importing")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_web_imports")]

    operations = [migrations.RunPython(complete, migrations.RunPython.noop, elidable=True)]
