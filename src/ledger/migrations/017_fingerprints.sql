-- By which rule an order's fingerprint was taken. Those of before are of the first one.

ALTER TABLE orders ADD COLUMN fingerprint_form INTEGER NOT NULL DEFAULT 1 CHECK (fingerprint_form >= 1);
