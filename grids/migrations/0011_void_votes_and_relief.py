"""A mistaken vote may be made void, a household relieved of its share."""

from decimal import Decimal
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql" / "void_votes_and_relief.sql"
UNDO = """
    DROP TRIGGER grids_share_fixed ON grids_share;
    DROP TRIGGER grids_turnout_void ON grids_turnout;
    DROP FUNCTION grids_check_void();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0010_public_and_exchange"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="turnout",
            name="one_vote_per_household",
        ),
        migrations.AddField(
            model_name="share",
            name="borne_by",
            field=models.CharField(blank=True, max_length=60, verbose_name="由谁承担"),
        ),
        migrations.AddField(
            model_name="share",
            name="relief",
            field=models.CharField(
                blank=True,
                choices=[
                    ("hardship", "困难家庭（低保、特困等）"),
                    ("disabled", "残疾人家庭"),
                    ("other", "其他"),
                ],
                max_length=8,
                verbose_name="减免原因",
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="relieved",
            field=models.DecimalField(
                decimal_places=2, default=Decimal("0.00"), max_digits=12, verbose_name="减免（元）"
            ),
        ),
        migrations.AddField(
            model_name="turnout",
            name="void_reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="作废原因"),
        ),
        migrations.AddField(
            model_name="turnout",
            name="voided_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="作废时间"),
        ),
        migrations.AddField(
            model_name="turnout",
            name="voided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="作废人",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.CheckConstraint(
                condition=models.Q(("relieved__gte", 0), ("relieved__lte", models.F("amount"))),
                name="share_relieved_within_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("borne_by", ""), ("relief", ""), ("relieved", 0)),
                    models.Q(
                        ("relief__in", ["hardship", "disabled", "other"]),
                        ("relieved__gt", 0),
                        models.Q(("borne_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="relief_says_why_and_who_bears_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="turnout",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None)),
                fields=("consultation", "household"),
                name="one_vote_per_household",
            ),
        ),
        migrations.AddConstraint(
            model_name="turnout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at", None), ("voided_by", None)),
                    models.Q(
                        ("voided_at__isnull", False),
                        ("voided_by__isnull", False),
                        models.Q(("void_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="void_vote_says_who_and_why",
            ),
        ),
        migrations.RunSQL(SQL.read_text(), reverse_sql=UNDO),
    ]
