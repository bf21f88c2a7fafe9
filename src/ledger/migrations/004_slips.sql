-- A copy that will never be sent is abandoned: a newer copy was made, or its visit was closed before it was printed.
-- Printed and abandoned copies stay so: neither is ever sent again.

CREATE TABLE slips_with_an_end (
    visit_id    INTEGER NOT NULL REFERENCES visits (id),
    copy        INTEGER NOT NULL CHECK (copy >= 1),
    state       TEXT    NOT NULL CHECK (
        state IN ('queued', 'sending', 'printed', 'in_doubt', 'not_printed', 'abandoned')),
    changed_at  TEXT    NOT NULL,
    PRIMARY KEY (visit_id, copy)
) STRICT, WITHOUT ROWID;

INSERT INTO slips_with_an_end (visit_id, copy, state, changed_at)
SELECT s.visit_id, s.copy,
    CASE WHEN s.state IN ('queued', 'in_doubt', 'not_printed')
        AND (s.copy < (SELECT max(copy) FROM slips WHERE visit_id = s.visit_id) OR v.stage <> 'waiting')
    THEN 'abandoned' ELSE s.state END,
    s.changed_at
FROM slips s JOIN visits v ON v.id = s.visit_id;

DROP TABLE slips;
ALTER TABLE slips_with_an_end RENAME TO slips;
CREATE INDEX slips_that_matter ON slips (visit_id) WHERE state NOT IN ('printed', 'abandoned');
CREATE TRIGGER a_slip_that_has_ended_stays_so BEFORE UPDATE OF state ON slips
WHEN OLD.state IN ('printed', 'abandoned') AND NEW.state <> OLD.state
BEGIN SELECT RAISE(ABORT, 'a printed or abandoned slip stays so'); END;
