"""Sequences, search text and append-only history live in the database, where nobody can forget them."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"

UNDO = {
    "numbers.sql": "DROP SEQUENCE cases_number_seq; DROP SEQUENCE cases_document_seq;",
    "search.sql": """
        DROP TRIGGER cases_text_on_update ON cases_case;
        DROP TRIGGER cases_text_on_insert ON cases_case;
        DROP FUNCTION cases_write_text();
        DROP FUNCTION cases_gram_query(text);
        DROP FUNCTION cases_grams(text);
        DROP FUNCTION cases_fold(text);
    """,
    "entries.sql": """
        DROP TRIGGER cases_case_not_deleted ON cases_case;
        DROP TRIGGER cases_document_not_deleted ON cases_document;
        DROP TRIGGER cases_entry_append_only ON cases_entry;
        DROP FUNCTION cases_refuse_change();
    """,
}


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RunSQL((SQL / name).read_text(), reverse_sql=undo) for name, undo in UNDO.items()
    ]
