-- What a file meant by "already returned": what went back elsewhere, or everything that was known at a moment. What
-- is kept in order_lines and order_payments is always what went back elsewhere.

ALTER TABLE imports ADD COLUMN returned TEXT NOT NULL DEFAULT 'elsewhere'
    CHECK (returned IN ('elsewhere', 'everything'));
ALTER TABLE imports ADD COLUMN as_of_at TEXT
    CHECK (as_of_at GLOB '????-??-??T??:??:??*Z') CHECK ((returned = 'everything') = (as_of_at IS NOT NULL));
