-- The history, the ballots and the money of a consultation are written once; the money adds up.
CREATE TRIGGER grids_consultationentry_append_only BEFORE UPDATE OR DELETE ON grids_consultationentry
    FOR EACH ROW EXECUTE FUNCTION cases_refuse_change();
CREATE TRIGGER grids_ballot_append_only BEFORE UPDATE OR DELETE ON grids_ballot
    FOR EACH ROW EXECUTE FUNCTION cases_refuse_change();
CREATE TRIGGER grids_ledgerline_append_only BEFORE UPDATE OR DELETE ON grids_ledgerline
    FOR EACH ROW EXECUTE FUNCTION cases_refuse_change();
-- Of a turnout only the voter's name and phone may go.
CREATE TRIGGER grids_turnout_append_only
    BEFORE UPDATE OF consultation_id, household_id, way, entered_by_id, voted_on OR DELETE ON grids_turnout
    FOR EACH ROW EXECUTE FUNCTION cases_refuse_change();

CREATE FUNCTION grids_check_ballot() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE secret boolean;
BEGIN
    SELECT is_secret INTO secret FROM grids_consultation WHERE id = NEW.consultation_id;
    IF secret <> (NEW.turnout_id IS NULL) THEN
        RAISE EXCEPTION 'a secret ballot knows no household, an open one does'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER grids_ballot_check BEFORE INSERT ON grids_ballot
    FOR EACH ROW EXECUTE FUNCTION grids_check_ballot();

CREATE FUNCTION grids_check_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last_seq integer; last_balance numeric; reversed numeric; owner bigint;
BEGIN
    SELECT seq, balance INTO last_seq, last_balance FROM grids_ledgerline
     WHERE consultation_id = NEW.consultation_id ORDER BY seq DESC LIMIT 1;
    IF NEW.seq <> coalesce(last_seq, 0) + 1 OR NEW.balance <> coalesce(last_balance, 0) + NEW.amount THEN
        RAISE EXCEPTION 'the ledger does not add up' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.reverses_id IS NOT NULL THEN
        SELECT amount, consultation_id INTO reversed, owner FROM grids_ledgerline WHERE id = NEW.reverses_id;
        IF owner <> NEW.consultation_id OR NEW.amount <> -reversed THEN
            RAISE EXCEPTION 'a reversal is the line with the other sign'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER grids_ledgerline_check BEFORE INSERT ON grids_ledgerline
    FOR EACH ROW EXECUTE FUNCTION grids_check_line();
