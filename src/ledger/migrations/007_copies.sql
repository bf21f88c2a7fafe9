-- Copies that were made of the ledger, and copies that took its place.

CREATE TABLE copies (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    at          TEXT    NOT NULL CHECK (at GLOB '????-??-??T??:??:??*Z'),
    name        TEXT    NOT NULL
) STRICT;

CREATE TABLE restores (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    at          TEXT    NOT NULL CHECK (at GLOB '????-??-??T??:??:??*Z'),
    copied_at   TEXT    CHECK (copied_at GLOB '????-??-??T??:??:??*Z')
) STRICT;

-- Numbers of a day that may have been given out by a ledger in whose place a copy stands: up to this one.
CREATE TABLE number_fences (
    day_on      TEXT    PRIMARY KEY CHECK (date(day_on) IS day_on),
    sequence    INTEGER NOT NULL CHECK (sequence BETWEEN 1 AND 9999)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER a_number_is_given_once BEFORE INSERT ON visits
WHEN NEW.sequence <= (SELECT sequence FROM number_fences WHERE day_on = NEW.day_on)
BEGIN SELECT RAISE(ABORT, 'this number may have been given before'); END;
CREATE TRIGGER a_fence_only_rises BEFORE UPDATE ON number_fences
WHEN NEW.day_on <> OLD.day_on OR NEW.sequence < OLD.sequence
BEGIN SELECT RAISE(ABORT, 'a fence only rises'); END;
CREATE TRIGGER a_fence_stays BEFORE DELETE ON number_fences
BEGIN SELECT RAISE(ABORT, 'a fence only rises'); END;
