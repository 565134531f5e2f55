"""What the rows of before must meet once 0003 has completed them."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_runs_before_the_pages")]

    operations = [
        migrations.AlterField(
            model_name="importrun",
            name="token",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "importing"), ("imported__gt", 0), _connector="OR"),
                fields=("target", "sha256"),
                name="file_imported_once",
                violation_error_message="这个文件正在导入或已经导入过。",
            ),
        ),
    ]
