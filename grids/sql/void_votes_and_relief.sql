-- Of a turnout the voter's name and phone may go, and it may be made void, once.
CREATE FUNCTION grids_check_void() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.voided_at IS NOT NULL THEN
        RAISE EXCEPTION 'a void vote stays void' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (SELECT is_secret FROM grids_consultation WHERE id = NEW.consultation_id) THEN
        RAISE EXCEPTION 'a secret ballot cannot be found, so its vote cannot be void'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER grids_turnout_void BEFORE UPDATE OF voided_at, voided_by_id, void_reason ON grids_turnout
    FOR EACH ROW EXECUTE FUNCTION grids_check_void();

-- The parts of the announced costs are fixed; only what a household is relieved of changes.
CREATE TRIGGER grids_share_fixed
    BEFORE UPDATE OF consultation_id, household_id, amount OR DELETE ON grids_share
    FOR EACH ROW EXECUTE FUNCTION cases_refuse_change();
