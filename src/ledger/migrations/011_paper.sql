-- A visit of a shop that gives no slips has a copy that is paperless from the beginning; it stays so, as printed and
-- abandoned ones do. What a copy that broke off has left in the printer is cleared once: of older ones nothing is left.

CREATE TABLE slips_of_a_printer (
    visit_id    INTEGER NOT NULL REFERENCES visits (id),
    copy        INTEGER NOT NULL CHECK (copy >= 1),
    state       TEXT    NOT NULL CHECK (
        state IN ('queued', 'sending', 'printed', 'in_doubt', 'not_printed', 'paperless', 'abandoned')),
    changed_at  TEXT    NOT NULL,
    cleared     INTEGER NOT NULL DEFAULT 0 CHECK (cleared IN (0, 1)),
    PRIMARY KEY (visit_id, copy)
) STRICT, WITHOUT ROWID;

INSERT INTO slips_of_a_printer (visit_id, copy, state, changed_at) SELECT visit_id, copy, state, changed_at FROM slips;

DROP TABLE slips;
ALTER TABLE slips_of_a_printer RENAME TO slips;
CREATE INDEX slips_that_matter ON slips (visit_id) WHERE state NOT IN ('printed', 'paperless', 'abandoned');
CREATE INDEX slips_not_cleared ON slips (visit_id) WHERE state IN ('in_doubt', 'abandoned') AND cleared = 0;
CREATE TRIGGER a_slip_that_has_ended_stays_so BEFORE UPDATE OF state ON slips
WHEN OLD.state IN ('printed', 'paperless', 'abandoned') AND NEW.state <> OLD.state
BEGIN SELECT RAISE(ABORT, 'a printed, paperless or abandoned slip stays so'); END;
