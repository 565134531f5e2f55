"""Keys of personal data can be changed in the ledger too."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "ledger_keys.sql"
UNDO = """
    DROP TRIGGER grids_ledgerline_append_only ON grids_ledgerline;
    CREATE TRIGGER grids_ledgerline_append_only BEFORE UPDATE OR DELETE ON grids_ledgerline
        FOR EACH ROW EXECUTE FUNCTION cases_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("grids", "0011_void_votes_and_relief")]
    operations = [migrations.RunSQL(SQL.read_text(), reverse_sql=UNDO)]
