-- What customers say of a visit, and, apart from everything else, how to reach them.

CREATE TABLE surveys (
    visit_id    INTEGER PRIMARY KEY REFERENCES visits (id),
    version     INTEGER NOT NULL CHECK (version >= 1),
    status      TEXT    NOT NULL CHECK (status IN ('shown', 'completed', 'partial', 'timeout', 'declined')),
    score       INTEGER CHECK (score BETWEEN 0 AND 10),
    shown_at    TEXT    NOT NULL CHECK (shown_at GLOB '????-??-??T??:??:??*Z'),
    ended_at    TEXT    CHECK (ended_at GLOB '????-??-??T??:??:??*Z'),
    CHECK ((status = 'shown') = (ended_at IS NULL)),
    CHECK (status <> 'completed' OR score IS NOT NULL)
) STRICT;
CREATE TRIGGER an_ended_survey_stays_ended BEFORE UPDATE ON surveys WHEN OLD.status <> 'shown'
BEGIN SELECT RAISE(ABORT, 'a survey is answered once'); END;
CREATE TRIGGER a_survey_follows_a_closed_visit BEFORE INSERT ON surveys
WHEN (SELECT stage FROM visits WHERE id = NEW.visit_id) IS 'waiting'
BEGIN SELECT RAISE(ABORT, 'a survey follows a closed visit'); END;

CREATE TABLE survey_touches (
    visit_id    INTEGER NOT NULL REFERENCES surveys (visit_id),
    nth         INTEGER NOT NULL CHECK (nth >= 1),
    at          TEXT    NOT NULL CHECK (at GLOB '????-??-??T??:??:??*Z'),
    question    TEXT    NOT NULL CHECK (question IN ('recommend', 'why')),
    score       INTEGER CHECK (score BETWEEN 0 AND 10),
    chip        TEXT,
    chosen      INTEGER CHECK (chosen IN (0, 1)),
    PRIMARY KEY (visit_id, nth),
    CHECK ((question = 'recommend') = (score IS NOT NULL)),
    CHECK ((question = 'why') = (chip IS NOT NULL AND chosen IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER an_ended_survey_takes_no_touch BEFORE INSERT ON survey_touches
WHEN (SELECT status FROM surveys WHERE visit_id = NEW.visit_id) IS NOT 'shown'
BEGIN SELECT RAISE(ABORT, 'a survey is answered once'); END;
CREATE TRIGGER a_touch_stays BEFORE UPDATE ON survey_touches
BEGIN SELECT RAISE(ABORT, 'a touch does not change'); END;

-- A sealed text that only the right key opens: a database is never used with another one's key.
CREATE TABLE seal (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    probe   BLOB    NOT NULL
) STRICT;

-- Telephone numbers, sealed with the visit's number beside them; a row ends with its day.
CREATE TABLE contacts (
    visit_id    INTEGER PRIMARY KEY REFERENCES visits (id),
    phone       BLOB    NOT NULL,
    consent     INTEGER NOT NULL CHECK (consent IN (0, 1)),
    destroy_on  TEXT    NOT NULL CHECK (date(destroy_on) IS destroy_on)
) STRICT;
CREATE INDEX contacts_by_end ON contacts (destroy_on);
