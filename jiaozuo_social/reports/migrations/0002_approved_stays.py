"""The figures of a snapshot cannot be changed, and an approved one can be neither changed nor deleted."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION reports_snapshot_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.frozen_at IS NOT NULL THEN
        RAISE EXCEPTION 'an approved report is final: % refused', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF (NEW.scope, NEW.starts_on, NEW.ends_on, NEW.as_of, NEW.content, NEW.sha256, NEW.computed_at)
        IS DISTINCT FROM
       (OLD.scope, OLD.starts_on, OLD.ends_on, OLD.as_of, OLD.content, OLD.sha256, OLD.computed_at) THEN
        RAISE EXCEPTION 'the figures of a report do not change: compute a new one'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER snapshot_guard BEFORE UPDATE OR DELETE ON reports_snapshot
    FOR EACH ROW EXECUTE FUNCTION reports_snapshot_guard();
"""
BACKWARD = """
DROP TRIGGER snapshot_guard ON reports_snapshot;
DROP FUNCTION reports_snapshot_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
