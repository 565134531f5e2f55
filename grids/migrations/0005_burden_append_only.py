"""The log of a 减负 task and the grassroots' ratings are written once."""

from django.db import migrations

TABLES = ("grids_burdenentry", "grids_burdenrating")
GUARD = """
    CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION cases_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("grids", "0004_burden"), ("cases", "0002_database_rules")]

    operations = [
        migrations.RunSQL(
            GUARD.format(table=table), reverse_sql=f"DROP TRIGGER {table}_append_only ON {table};"
        )
        for table in TABLES
    ]
