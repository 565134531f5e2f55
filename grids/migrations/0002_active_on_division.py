from django.db import migrations


class Migration(migrations.Migration):
    """Whether a place is in use is said once, by its division."""

    dependencies = [
        ("grids", "0001_grids"),
        ("places", "0003_active_divisions_and_revisions"),
    ]

    operations = [
        migrations.RemoveField(model_name="grid", name="is_active"),
    ]
