-- Calls for the staff, named as visits are: which start of the machine, and which of it. A call without an end rings
-- still, or rang when the machine stopped.
CREATE TABLE calls (
    boot        INTEGER NOT NULL,
    serial      INTEGER NOT NULL,
    why         TEXT NOT NULL CHECK (
        why IN ('asked', 'no_receipt', 'misses', 'talk', 'cannot_judge', 'not_booked', 'no_paper')),
    called_at   TEXT NOT NULL CHECK (called_at GLOB '????-??-??T??:??:??*Z'),
    ended       TEXT CHECK (ended IN ('taken', 'called_off', 'nobody')),
    ended_at    TEXT CHECK (ended_at GLOB '????-??-??T??:??:??*Z'),
    -- Who came.
    taken_by    INTEGER REFERENCES staff (id),
    -- Who saw afterwards that nobody had come.
    seen_by     INTEGER REFERENCES staff (id),
    seen_at     TEXT CHECK (seen_at GLOB '????-??-??T??:??:??*Z'),
    PRIMARY KEY (boot, serial),
    CHECK ((ended IS NULL) = (ended_at IS NULL)),
    CHECK ((ended IS 'taken') = (taken_by IS NOT NULL)),
    CHECK ((seen_by IS NULL) = (seen_at IS NULL)),
    CHECK (seen_by IS NULL OR ended IS 'nobody')
) STRICT, WITHOUT ROWID;

CREATE INDEX missed_calls ON calls (boot, serial) WHERE ended = 'nobody' AND seen_at IS NULL;
CREATE INDEX open_calls ON calls (boot) WHERE ended IS NULL;

CREATE TRIGGER a_call_ends_once BEFORE UPDATE OF why, called_at, ended, ended_at, taken_by ON calls
WHEN OLD.ended IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a call that has ended stays as it ended'); END;
