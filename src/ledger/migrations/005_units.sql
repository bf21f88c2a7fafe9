-- What the codes of single units said that were handed in: to compare with the goods, and to see which lot fails.

CREATE TABLE visit_units (
    visit_id    INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    nth         INTEGER NOT NULL CHECK (nth >= 1),
    gtin        TEXT    NOT NULL CHECK (length(gtin) = 14 AND gtin NOT GLOB '*[^0-9]*'),
    lot         TEXT    CHECK (length(lot) BETWEEN 1 AND 20),
    serial      TEXT    CHECK (length(serial) BETWEEN 1 AND 20),
    expires_on  TEXT    CHECK (expires_on IS NULL OR date(expires_on) IS expires_on),
    produced_on TEXT    CHECK (produced_on IS NULL OR date(produced_on) IS produced_on),
    PRIMARY KEY (visit_id, position, nth),
    FOREIGN KEY (visit_id, position) REFERENCES visit_lines (visit_id, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX a_serial_number_comes_once_in_a_visit ON visit_units (gtin, serial, visit_id)
    WHERE serial IS NOT NULL;

CREATE TRIGGER not_more_units_seen_than_booked BEFORE INSERT ON visit_units
WHEN NEW.nth > (SELECT units FROM visit_lines WHERE visit_id = NEW.visit_id AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'not more units are seen than booked'); END;
CREATE TRIGGER a_seen_unit_does_not_change BEFORE UPDATE ON visit_units
BEGIN SELECT RAISE(ABORT, 'what was booked does not change'); END;
CREATE TRIGGER a_seen_unit_stays BEFORE DELETE ON visit_units
BEGIN SELECT RAISE(ABORT, 'a seen unit is never deleted'); END;
