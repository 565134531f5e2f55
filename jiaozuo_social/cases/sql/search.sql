-- One folding of text for storing and for asking: NFKC, lower case, no white space.
CREATE FUNCTION cases_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(lower(normalize(value, NFKC)), '\s+', '', 'g')
$$;

-- The set of character pairs of a folded text, without positions (positions are cut off in long texts).
CREATE FUNCTION cases_grams(folded text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_to_tsvector(array_agg(DISTINCT a || b)), ''::tsvector)
    FROM (SELECT string_to_array(folded, NULL) AS c) AS letters,
         LATERAL unnest(c[1:cardinality(c) - 1], c[2:]) AS pairs(a, b)
$$;

-- All pairs of a folded needle, ANDed; a needle is at least two characters long.
CREATE FUNCTION cases_gram_query(folded text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT string_agg(DISTINCT '''' || replace(replace(a || b, '\', '\\'), '''', '''''') || '''', ' & ')::tsquery
    FROM (SELECT string_to_array(folded, NULL) AS c) AS letters,
         LATERAL unnest(c[1:cardinality(c) - 1], c[2:]) AS pairs(a, b)
$$;

CREATE FUNCTION cases_write_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    folded text := cases_fold(NEW.title || E'\n' || NEW.body);
BEGIN
    INSERT INTO cases_casetext (case_id, text, grams)
    VALUES (NEW.id, folded, cases_grams(folded))
    ON CONFLICT (case_id) DO UPDATE SET text = EXCLUDED.text, grams = EXCLUDED.grams;
    RETURN NULL;
END $$;

CREATE TRIGGER cases_text_on_insert AFTER INSERT ON cases_case
    FOR EACH ROW EXECUTE FUNCTION cases_write_text();
CREATE TRIGGER cases_text_on_update AFTER UPDATE OF title, body ON cases_case
    FOR EACH ROW WHEN (OLD.title IS DISTINCT FROM NEW.title OR OLD.body IS DISTINCT FROM NEW.body)
    EXECUTE FUNCTION cases_write_text();
