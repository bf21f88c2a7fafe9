-- A scanner that drops separators makes lot and serial number one: such markings are kept, and marked.

ALTER TABLE visit_units ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0 CHECK (doubtful IN (0, 1));
