-- Of a line of the ledger only the sealed name may be written again: a change of key does that.
DROP TRIGGER grids_ledgerline_append_only ON grids_ledgerline;
CREATE TRIGGER grids_ledgerline_append_only
    BEFORE UPDATE OF id, consultation_id, seq, kind, amount, balance, household_id, is_person, purpose,
        happened_on, reverses_id, client_uuid, entered_by_id, entered_at OR DELETE ON grids_ledgerline
    FOR EACH ROW EXECUTE FUNCTION cases_refuse_change();
