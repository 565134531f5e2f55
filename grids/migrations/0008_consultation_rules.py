"""What must never be false of votes and money stands in the database."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "consultation.sql"
UNDO = """
    DROP TRIGGER grids_ledgerline_check ON grids_ledgerline;
    DROP FUNCTION grids_check_line();
    DROP TRIGGER grids_ballot_check ON grids_ballot;
    DROP FUNCTION grids_check_ballot();
    DROP TRIGGER grids_turnout_append_only ON grids_turnout;
    DROP TRIGGER grids_ledgerline_append_only ON grids_ledgerline;
    DROP TRIGGER grids_ballot_append_only ON grids_ballot;
    DROP TRIGGER grids_consultationentry_append_only ON grids_consultationentry;
"""


class Migration(migrations.Migration):
    dependencies = [("grids", "0007_consultation"), ("cases", "0002_database_rules")]

    operations = [migrations.RunSQL(SQL.read_text(), reverse_sql=UNDO)]
