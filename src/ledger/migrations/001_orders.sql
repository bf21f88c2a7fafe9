-- Orders as the shop's system hands them over. Every import brings its own version of an order; the newest version
-- of a live import is the order. Making an import live is one row, so a file is seen whole or not at all.

CREATE TABLE imports (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    source      TEXT    NOT NULL,
    started_at  TEXT    NOT NULL CHECK (started_at GLOB '????-??-??T??:??:??*Z'),
    live        INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1))
) STRICT;

CREATE TABLE orders (
    id                          INTEGER PRIMARY KEY,
    import_id                   INTEGER NOT NULL REFERENCES imports (id),
    order_no                    TEXT    NOT NULL CHECK (order_no <> ''),
    order_digits                TEXT    NOT NULL,
    receipt_barcode             TEXT    NOT NULL CHECK (receipt_barcode <> ''),
    receipt_digits              TEXT    NOT NULL,
    channel                     TEXT    NOT NULL CHECK (channel IN ('online', 'store')),
    ordered_on                  TEXT    NOT NULL CHECK (date(ordered_on) IS ordered_on),
    received_on                 TEXT    CHECK (received_on IS NULL OR date(received_on) IS received_on),
    status                      TEXT    NOT NULL
        CHECK (status IN ('paid', 'preparing', 'shipped', 'in_transit', 'delivered')),
    shipping_paid_won           INTEGER NOT NULL CHECK (shipping_paid_won >= 0),
    shipping_standard_won       INTEGER NOT NULL CHECK (shipping_standard_won >= 0),
    remote_surcharge_won        INTEGER NOT NULL CHECK (remote_surcharge_won >= 0),
    installation_surcharge_won  INTEGER NOT NULL CHECK (installation_surcharge_won >= 0),
    outbound_charged            INTEGER NOT NULL CHECK (outbound_charged IN (0, 1)),
    approval_no                 TEXT,
    approved_on                 TEXT    CHECK (approved_on IS NULL OR date(approved_on) IS approved_on),
    instalments                 INTEGER CHECK (instalments BETWEEN 0 AND 60),
    fingerprint                 INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX orders_by_no ON orders (order_no, import_id);
CREATE INDEX orders_by_import ON orders (import_id);
CREATE INDEX orders_by_order_digits ON orders (order_digits);
CREATE INDEX orders_by_receipt_digits ON orders (receipt_digits);

CREATE TABLE order_lines (
    order_id                INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    line_no                 INTEGER NOT NULL CHECK (line_no >= 1),
    product_barcode         TEXT    NOT NULL,
    product_name            TEXT    NOT NULL,
    category                TEXT    NOT NULL,
    unit_price_won          INTEGER NOT NULL CHECK (unit_price_won >= 0),
    quantity                INTEGER NOT NULL CHECK (quantity >= 1),
    discount_won            INTEGER NOT NULL CHECK (discount_won BETWEEN 0 AND unit_price_won * quantity),
    already_returned        INTEGER NOT NULL CHECK (already_returned BETWEEN 0 AND quantity),
    made_to_order           INTEGER NOT NULL CHECK (made_to_order IN (0, 1)),
    production_started      INTEGER NOT NULL CHECK (production_started IN (0, 1)),
    cancellation_fee_won    INTEGER NOT NULL CHECK (cancellation_fee_won >= 0),
    lot                     TEXT,
    image                   TEXT,
    PRIMARY KEY (order_id, line_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_payments (
    order_id        INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    position        INTEGER NOT NULL,
    method          TEXT    NOT NULL
        CHECK (method IN ('card', 'bank_transfer', 'virtual_account', 'mobile', 'points')),
    amount_won      INTEGER NOT NULL CHECK (amount_won >= 0),
    refunded_won    INTEGER NOT NULL CHECK (refunded_won BETWEEN 0 AND amount_won),
    PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE products (
    barcode     TEXT    NOT NULL,
    import_id   INTEGER NOT NULL REFERENCES imports (id),
    name        TEXT    NOT NULL,
    PRIMARY KEY (barcode, import_id)
) STRICT, WITHOUT ROWID;

-- The newest live version of every order.
CREATE VIEW live_orders AS
    SELECT o.* FROM orders o JOIN imports i ON i.id = o.import_id
    WHERE i.live = 1 AND NOT EXISTS (
        SELECT 1 FROM orders newer JOIN imports j ON j.id = newer.import_id
        WHERE newer.order_no = o.order_no AND newer.import_id > o.import_id AND j.live = 1);
