-- A lock of the sign-in is measured in the time that the machine has run since, never by the wall clock: neither a
-- clock that is ahead nor a restart shortens it. A member of the staff can be disabled, and stays in the records.

ALTER TABLE staff ADD COLUMN locked_boot INTEGER;
ALTER TABLE staff ADD COLUMN locked_uptime_ms INTEGER CHECK ((locked_uptime_ms IS NULL) = (locked_boot IS NULL));
ALTER TABLE staff ADD COLUMN disabled_at TEXT CHECK (disabled_at GLOB '????-??-??T??:??:??*Z');

-- Boot 0 never was: a lock of before lasts from the next start.
UPDATE staff SET locked_boot = 0, locked_uptime_ms = 0 WHERE locked_until_at IS NOT NULL;
ALTER TABLE staff DROP COLUMN locked_until_at;
