"""The access log can be added to and read; changing or deleting a row raises."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION audit_access_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_access is append-only: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER access_append_only BEFORE UPDATE OR DELETE ON audit_access
    FOR EACH ROW EXECUTE FUNCTION audit_access_append_only();
"""
BACKWARD = """
DROP TRIGGER access_append_only ON audit_access;
DROP FUNCTION audit_access_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
