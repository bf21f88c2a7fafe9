-- Who looked at the telephone number of a visit. The number itself is destroyed on its day; that somebody looked stays.
CREATE TABLE contact_looks (
    boot        INTEGER NOT NULL,
    serial      INTEGER NOT NULL,
    visit_id    INTEGER NOT NULL REFERENCES visits (id),
    staff_id    INTEGER NOT NULL REFERENCES staff (id),
    looked_at   TEXT NOT NULL CHECK (looked_at GLOB '????-??-??T??:??:??*Z'),
    PRIMARY KEY (boot, serial)
) STRICT, WITHOUT ROWID;

CREATE INDEX looks_of_a_visit ON contact_looks (visit_id);
