PRAGMA foreign_keys = OFF;
PRAGMA application_id = 1148154479;
PRAGMA user_version = 18;
CREATE TABLE imports (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    source      TEXT    NOT NULL,
    started_at  TEXT    NOT NULL CHECK (started_at GLOB '????-??-??T??:??:??*Z'),
    live        INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1))
, returned TEXT NOT NULL DEFAULT 'elsewhere'
    CHECK (returned IN ('elsewhere', 'everything')), as_of_at TEXT
    CHECK (as_of_at GLOB '????-??-??T??:??:??*Z') CHECK ((returned = 'everything') = (as_of_at IS NOT NULL))) STRICT;
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
, fingerprint_form INTEGER NOT NULL DEFAULT 1 CHECK (fingerprint_form >= 1)) STRICT;
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
CREATE TABLE clock (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    newest_at   TEXT CHECK (newest_at GLOB '????-??-??T??:??:??*Z')
) STRICT;
CREATE TABLE boots (
    boot    INTEGER PRIMARY KEY AUTOINCREMENT,
    nonce   INTEGER NOT NULL UNIQUE,
    at      TEXT    NOT NULL
, terminal TEXT NOT NULL DEFAULT 'kiosk' CHECK (terminal <> '')) STRICT;
CREATE TABLE drafts (
    boot        INTEGER NOT NULL,
    serial      INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('open', 'wiped', 'booked')),
    content     TEXT, terminal TEXT NOT NULL DEFAULT 'kiosk' CHECK (terminal <> ''),
    PRIMARY KEY (boot, serial),
    CHECK ((state = 'open') = (content IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE staff (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    name            TEXT    NOT NULL UNIQUE CHECK (trim(name) <> ''),
    role            TEXT    NOT NULL CHECK (role IN ('clerk', 'senior', 'manager')),
    pin_hash        TEXT    NOT NULL CHECK (pin_hash GLOB '$argon2id$*'),
    failures        INTEGER NOT NULL DEFAULT 0 CHECK (failures BETWEEN 0 AND 5),
    failures_ever   INTEGER NOT NULL DEFAULT 0,
    added_at        TEXT    NOT NULL
, locked_boot INTEGER, locked_uptime_ms INTEGER CHECK ((locked_uptime_ms IS NULL) = (locked_boot IS NULL)), disabled_at TEXT CHECK (disabled_at GLOB '????-??-??T??:??:??*Z')) STRICT;
CREATE TABLE sign_ins (
    boot        INTEGER NOT NULL,
    serial      INTEGER NOT NULL,
    staff_id    INTEGER REFERENCES staff (id),
    at          TEXT    NOT NULL,
    result      TEXT    NOT NULL CHECK (result IN ('in', 'wrong', 'locked')),
    left_over   INTEGER,
    until_at    TEXT, terminal TEXT NOT NULL DEFAULT 'kiosk' CHECK (terminal <> ''), nth INTEGER NOT NULL DEFAULT 0 CHECK (nth >= 0),
    PRIMARY KEY (boot, serial)
) STRICT, WITHOUT ROWID;
CREATE TABLE clock_confirmations (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    staff_id    INTEGER NOT NULL REFERENCES staff (id),
    at          TEXT    NOT NULL,
    UNIQUE (staff_id, at)
) STRICT;
CREATE TABLE visits (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    boot                INTEGER NOT NULL,
    serial              INTEGER NOT NULL,
    day_on              TEXT    NOT NULL CHECK (date(day_on) IS day_on),
    sequence            INTEGER NOT NULL CHECK (sequence BETWEEN 1 AND 9999),
    claim_code          INTEGER NOT NULL CHECK (claim_code BETWEEN 0 AND 999999),
    order_no            TEXT    NOT NULL,
    confirmed_at        TEXT    NOT NULL CHECK (confirmed_at GLOB '????-??-??T??:??:??*Z'),
    clock_trust         TEXT    NOT NULL CHECK (clock_trust IN ('untrusted', 'degraded', 'trusted')),
    language            TEXT    NOT NULL CHECK (language IN ('ko', 'en')),
    wants_staff         INTEGER NOT NULL CHECK (wants_staff IN (0, 1)),
    look                INTEGER NOT NULL CHECK (look IN (0, 1)),
    stage               TEXT    NOT NULL CHECK (stage IN ('waiting', 'approved', 'refused')),
    policy_from_on      TEXT    NOT NULL CHECK (date(policy_from_on) IS policy_from_on),
    shipping_payer      TEXT    NOT NULL CHECK (shipping_payer IN ('customer', 'store')),
    shipping_won        INTEGER NOT NULL CHECK (shipping_won >= 0),
    charges_outbound    INTEGER NOT NULL CHECK (charges_outbound IN (0, 1)),
    fee_won             INTEGER NOT NULL CHECK (fee_won >= 0),
    refund_won          INTEGER NOT NULL CHECK (refund_won >= 0),
    due_won             INTEGER NOT NULL CHECK (due_won >= 0),
    decided_at          TEXT    CHECK (decided_at GLOB '????-??-??T??:??:??*Z'),
    decided_by          INTEGER REFERENCES staff (id),
    refused_clause      TEXT,
    booking             TEXT    NOT NULL, standing TEXT NOT NULL DEFAULT 'shown' CHECK (standing IN ('booked', 'shown', 'void')), first_delivery_won INTEGER NOT NULL DEFAULT 0 CHECK (first_delivery_won >= 0), talked INTEGER NOT NULL DEFAULT 0 CHECK (talked IN (0, 1)), terminal TEXT NOT NULL DEFAULT 'kiosk' CHECK (terminal <> ''),
    UNIQUE (boot, serial),
    UNIQUE (day_on, sequence),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK (stage <> 'waiting' OR decided_at IS NULL),
    CHECK (stage <> 'approved' OR (decided_at IS NOT NULL AND refused_clause IS NULL)),
    CHECK (stage <> 'refused' OR (decided_at IS NULL) = (refused_clause IS NULL))
) STRICT;
CREATE TABLE line_caps (
    order_no        TEXT    NOT NULL,
    line_no         INTEGER NOT NULL,
    bought          INTEGER NOT NULL CHECK (bought >= 1),
    returned_before INTEGER NOT NULL CHECK (returned_before >= 0),
    returned_here   INTEGER NOT NULL DEFAULT 0 CHECK (returned_here >= 0),
    PRIMARY KEY (order_no, line_no),
    CONSTRAINT not_more_returned_than_bought CHECK (returned_before + returned_here <= bought)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_lines (
    visit_id        INTEGER NOT NULL REFERENCES visits (id),
    position        INTEGER NOT NULL,
    order_no        TEXT    NOT NULL,
    line_no         INTEGER NOT NULL,
    units           INTEGER NOT NULL CHECK (units >= 1),
    counts          INTEGER NOT NULL CHECK (counts IN (0, 1)),
    product_barcode TEXT    NOT NULL,
    product_name    TEXT    NOT NULL,
    reason          TEXT    NOT NULL,
    noticed_on      TEXT    CHECK (noticed_on IS NULL OR date(noticed_on) IS noticed_on),
    outcome         TEXT    NOT NULL CHECK (outcome IN ('refused', 'needs_evidence', 'eligible')),
    clauses         TEXT    NOT NULL,
    deadline_on     TEXT    CHECK (deadline_on IS NULL OR date(deadline_on) IS deadline_on),
    net_won         INTEGER NOT NULL CHECK (net_won >= 0),
    fee_won         INTEGER NOT NULL CHECK (fee_won >= 0),
    PRIMARY KEY (visit_id, position),
    UNIQUE (visit_id, line_no),
    FOREIGN KEY (order_no, line_no) REFERENCES line_caps (order_no, line_no),
    CHECK (outcome <> 'refused' OR counts = 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE payment_caps (
    order_no            TEXT    NOT NULL,
    method              TEXT    NOT NULL,
    paid_won            INTEGER NOT NULL CHECK (paid_won >= 0),
    refunded_before_won INTEGER NOT NULL CHECK (refunded_before_won >= 0),
    refunded_here_won   INTEGER NOT NULL DEFAULT 0 CHECK (refunded_here_won >= 0),
    PRIMARY KEY (order_no, method),
    CONSTRAINT not_more_refunded_than_paid CHECK (refunded_before_won + refunded_here_won <= paid_won)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_payments (
    visit_id        INTEGER NOT NULL REFERENCES visits (id),
    position        INTEGER NOT NULL,
    order_no        TEXT    NOT NULL,
    method          TEXT    NOT NULL,
    amount_won      INTEGER NOT NULL CHECK (amount_won >= 0),
    counts          INTEGER NOT NULL CHECK (counts IN (0, 1)),
    how             TEXT    NOT NULL CHECK (how IN ('approval_cancel', 'deposit', 'points')),
    earliest_on     TEXT    NOT NULL CHECK (date(earliest_on) IS earliest_on),
    latest_on       TEXT    NOT NULL CHECK (date(latest_on) IS latest_on),
    PRIMARY KEY (visit_id, position),
    FOREIGN KEY (order_no, method) REFERENCES payment_caps (order_no, method)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE seal (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    probe   BLOB    NOT NULL
) STRICT;
CREATE TABLE contacts (
    visit_id    INTEGER PRIMARY KEY REFERENCES visits (id),
    phone       BLOB    NOT NULL,
    consent     INTEGER NOT NULL CHECK (consent IN (0, 1)),
    destroy_on  TEXT    NOT NULL CHECK (date(destroy_on) IS destroy_on)
, dated INTEGER NOT NULL DEFAULT 1 CHECK (dated IN (0, 1))) STRICT;
CREATE TABLE visit_units (
    visit_id    INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    nth         INTEGER NOT NULL CHECK (nth >= 1),
    gtin        TEXT    NOT NULL CHECK (length(gtin) = 14 AND gtin NOT GLOB '*[^0-9]*'),
    lot         TEXT    CHECK (length(lot) BETWEEN 1 AND 20),
    serial      TEXT    CHECK (length(serial) BETWEEN 1 AND 20),
    expires_on  TEXT    CHECK (expires_on IS NULL OR date(expires_on) IS expires_on),
    produced_on TEXT    CHECK (produced_on IS NULL OR date(produced_on) IS produced_on), doubtful INTEGER NOT NULL DEFAULT 0 CHECK (doubtful IN (0, 1)),
    PRIMARY KEY (visit_id, position, nth),
    FOREIGN KEY (visit_id, position) REFERENCES visit_lines (visit_id, position)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE number_fences (
    day_on      TEXT    PRIMARY KEY CHECK (date(day_on) IS day_on),
    sequence    INTEGER NOT NULL CHECK (sequence BETWEEN 1 AND 9999)
) STRICT, WITHOUT ROWID;
CREATE TABLE settlements (
    visit_id    INTEGER PRIMARY KEY REFERENCES visits (id),
    decision    TEXT NOT NULL
) STRICT;
CREATE TABLE "slips" (
    visit_id    INTEGER NOT NULL REFERENCES visits (id),
    copy        INTEGER NOT NULL CHECK (copy >= 1),
    state       TEXT    NOT NULL CHECK (
        state IN ('queued', 'sending', 'printed', 'in_doubt', 'not_printed', 'paperless', 'abandoned')),
    changed_at  TEXT    NOT NULL,
    cleared     INTEGER NOT NULL DEFAULT 0 CHECK (cleared IN (0, 1)), terminal TEXT NOT NULL DEFAULT 'kiosk' CHECK (terminal <> ''),
    PRIMARY KEY (visit_id, copy)
) STRICT, WITHOUT ROWID;
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
    seen_at     TEXT CHECK (seen_at GLOB '????-??-??T??:??:??*Z'), terminal TEXT NOT NULL DEFAULT 'kiosk' CHECK (terminal <> ''),
    PRIMARY KEY (boot, serial),
    CHECK ((ended IS NULL) = (ended_at IS NULL)),
    CHECK ((ended IS 'taken') = (taken_by IS NOT NULL)),
    CHECK ((seen_by IS NULL) = (seen_at IS NULL)),
    CHECK (seen_by IS NULL OR ended IS 'nobody')
) STRICT, WITHOUT ROWID;
CREATE TABLE contact_looks (
    boot        INTEGER NOT NULL,
    serial      INTEGER NOT NULL,
    visit_id    INTEGER NOT NULL REFERENCES visits (id),
    staff_id    INTEGER NOT NULL REFERENCES staff (id),
    looked_at   TEXT NOT NULL CHECK (looked_at GLOB '????-??-??T??:??:??*Z'), terminal TEXT NOT NULL DEFAULT 'kiosk' CHECK (terminal <> ''),
    PRIMARY KEY (boot, serial)
) STRICT, WITHOUT ROWID;
DELETE FROM sqlite_sequence;
INSERT INTO imports VALUES (1, 'orders.csv', '2026-11-20T03:00:00Z', 1, 'elsewhere', NULL);
INSERT INTO orders VALUES (1, 1, 'S3001', '3001', '293001', '293001', 'online', '2026-11-10', '2026-11-14', 'delivered', 0, 2500, 0, 0, 0, '30012345', '2026-11-10', 3, 2585146050390103362, 2);
INSERT INTO orders VALUES (2, 1, 'S3002', '3002', '293002', '293002', 'online', '2026-11-10', '2026-11-14', 'delivered', 0, 2500, 0, 0, 0, '30012345', '2026-11-10', 3, 2442313259486578376, 2);
INSERT INTO orders VALUES (3, 1, 'S3003', '3003', '293003', '293003', 'online', '2026-11-10', '2026-11-14', 'delivered', 0, 2500, 0, 0, 0, '30012345', '2026-11-10', 3, -8407417874857824619, 2);
INSERT INTO orders VALUES (4, 1, 'S3004', '3004', '293004', '293004', 'online', '2026-11-10', '2026-11-14', 'delivered', 0, 2500, 0, 0, 0, '30012345', '2026-11-10', 3, 9171812375557070077, 2);
INSERT INTO orders VALUES (5, 1, 'S3005', '3005', '293005', '293005', 'online', '2026-11-10', '2026-11-14', 'delivered', 0, 2500, 0, 0, 0, '30012345', '2026-11-10', 3, -4358365086139370920, 2);
INSERT INTO orders VALUES (6, 1, 'S3006', '3006', '293006', '293006', 'online', '2026-11-10', '2026-11-14', 'delivered', 0, 2500, 0, 0, 0, '30012345', '2026-11-10', 3, -1315486178906024300, 2);
INSERT INTO orders VALUES (7, 1, 'S3007', '3007', '293007', '293007', 'online', '2026-11-10', '2026-11-14', 'delivered', 0, 2500, 0, 0, 0, '30012345', '2026-11-10', 3, -9061113435792014879, 2);
INSERT INTO orders VALUES (8, 1, 'S3008', '3008', '293008', '293008', 'online', '2026-11-10', '2026-11-14', 'delivered', 0, 2500, 0, 0, 0, '30012345', '2026-11-10', 3, -6579739391741108960, 2);
INSERT INTO orders VALUES (9, 1, 'S3009', '3009', '293009', '293009', 'online', '2026-11-10', '2026-11-14', 'delivered', 0, 2500, 0, 0, 0, '30012345', '2026-11-10', 3, -7334241408143660006, 2);
INSERT INTO orders VALUES (10, 1, 'S4001', '4001', '294001', '294001', 'store', '2026-11-01', '2026-11-01', 'delivered', 0, 0, 0, 0, 1, NULL, NULL, NULL, 154122897546498208, 2);
INSERT INTO order_lines VALUES (1, 1, '8801234567891', '상품 1', 'electronics', 10500, 3, 1500, 0, 0, 0, 250, 'L1', 'one.png');
INSERT INTO order_lines VALUES (1, 2, '8801234567892', '상품 2', 'cosmetics', 5000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (1, 3, '8801234567893', '상품 3', 'apparel', 9000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (2, 1, '8801234567891', '상품 1', 'electronics', 10500, 3, 1500, 0, 0, 0, 250, 'L1', 'one.png');
INSERT INTO order_lines VALUES (2, 2, '8801234567892', '상품 2', 'cosmetics', 5000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (2, 3, '8801234567893', '상품 3', 'apparel', 9000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (3, 1, '8801234567891', '상품 1', 'electronics', 10500, 3, 1500, 0, 0, 0, 250, 'L1', 'one.png');
INSERT INTO order_lines VALUES (3, 2, '8801234567892', '상품 2', 'cosmetics', 5000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (3, 3, '8801234567893', '상품 3', 'apparel', 9000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (4, 1, '8801234567891', '상품 1', 'electronics', 10500, 3, 1500, 0, 0, 0, 250, 'L1', 'one.png');
INSERT INTO order_lines VALUES (4, 2, '8801234567892', '상품 2', 'cosmetics', 5000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (4, 3, '8801234567893', '상품 3', 'apparel', 9000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (5, 1, '8801234567891', '상품 1', 'electronics', 10500, 3, 1500, 0, 0, 0, 250, 'L1', 'one.png');
INSERT INTO order_lines VALUES (5, 2, '8801234567892', '상품 2', 'cosmetics', 5000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (5, 3, '8801234567893', '상품 3', 'apparel', 9000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (6, 1, '8801234567891', '상품 1', 'electronics', 10500, 3, 1500, 0, 0, 0, 250, 'L1', 'one.png');
INSERT INTO order_lines VALUES (6, 2, '8801234567892', '상품 2', 'cosmetics', 5000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (6, 3, '8801234567893', '상품 3', 'apparel', 9000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (7, 1, '8801234567891', '상품 1', 'electronics', 10500, 3, 1500, 0, 0, 0, 250, 'L1', 'one.png');
INSERT INTO order_lines VALUES (7, 2, '8801234567892', '상품 2', 'cosmetics', 5000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (7, 3, '8801234567893', '상품 3', 'apparel', 9000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (8, 1, '8801234567891', '상품 1', 'electronics', 10500, 3, 1500, 0, 0, 0, 250, 'L1', 'one.png');
INSERT INTO order_lines VALUES (8, 2, '8801234567892', '상품 2', 'cosmetics', 5000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (8, 3, '8801234567893', '상품 3', 'apparel', 9000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (9, 1, '8801234567891', '상품 1', 'electronics', 10500, 3, 1500, 0, 0, 0, 250, 'L1', 'one.png');
INSERT INTO order_lines VALUES (9, 2, '8801234567892', '상품 2', 'cosmetics', 5000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (9, 3, '8801234567893', '상품 3', 'apparel', 9000, 1, 0, 0, 0, 0, 0, NULL, NULL);
INSERT INTO order_lines VALUES (10, 1, '8801234567894', '상품, 4', 'general', 10000, 2, 0, 1, 1, 1, 100, NULL, 'four.png');
INSERT INTO order_payments VALUES (1, 0, 'card', 40000, 0);
INSERT INTO order_payments VALUES (1, 1, 'points', 4000, 0);
INSERT INTO order_payments VALUES (2, 0, 'card', 40000, 0);
INSERT INTO order_payments VALUES (2, 1, 'points', 4000, 0);
INSERT INTO order_payments VALUES (3, 0, 'card', 40000, 0);
INSERT INTO order_payments VALUES (3, 1, 'points', 4000, 0);
INSERT INTO order_payments VALUES (4, 0, 'card', 40000, 0);
INSERT INTO order_payments VALUES (4, 1, 'points', 4000, 0);
INSERT INTO order_payments VALUES (5, 0, 'card', 40000, 0);
INSERT INTO order_payments VALUES (5, 1, 'points', 4000, 0);
INSERT INTO order_payments VALUES (6, 0, 'card', 40000, 0);
INSERT INTO order_payments VALUES (6, 1, 'points', 4000, 0);
INSERT INTO order_payments VALUES (7, 0, 'card', 40000, 0);
INSERT INTO order_payments VALUES (7, 1, 'points', 4000, 0);
INSERT INTO order_payments VALUES (8, 0, 'card', 40000, 0);
INSERT INTO order_payments VALUES (8, 1, 'points', 4000, 0);
INSERT INTO order_payments VALUES (9, 0, 'card', 40000, 0);
INSERT INTO order_payments VALUES (9, 1, 'points', 4000, 0);
INSERT INTO order_payments VALUES (10, 0, 'bank_transfer', 20000, 10000);
INSERT INTO products VALUES ('8801234567891', 1, '상품 1');
INSERT INTO products VALUES ('8801234567892', 1, '상품 2');
INSERT INTO products VALUES ('8801234567893', 1, '상품 3');
INSERT INTO products VALUES ('8801234567894', 1, '상품, 4');
INSERT INTO clock VALUES (1, '2026-11-20T04:00:00Z');
INSERT INTO boots VALUES (1, 77, '2026-11-20T03:00:00Z', 'kiosk');
INSERT INTO drafts VALUES (1, 1, 0, 'booked', NULL, 'kiosk');
INSERT INTO drafts VALUES (1, 2, 0, 'booked', NULL, 'kiosk');
INSERT INTO drafts VALUES (1, 3, 0, 'booked', NULL, 'kiosk');
INSERT INTO drafts VALUES (1, 4, 0, 'booked', NULL, 'kiosk');
INSERT INTO drafts VALUES (1, 5, 0, 'booked', NULL, 'kiosk');
INSERT INTO drafts VALUES (1, 6, 0, 'booked', NULL, 'kiosk');
INSERT INTO drafts VALUES (1, 7, 0, 'booked', NULL, 'kiosk');
INSERT INTO drafts VALUES (1, 8, 0, 'booked', NULL, 'kiosk');
INSERT INTO drafts VALUES (1, 30, 7, 'wiped', NULL, 'kiosk');
INSERT INTO drafts VALUES (1, 31, 7, 'open', '{"form":2,"key":{"terminal":"kiosk","boot":1,"serial":31},"version":7,"at":"2026-11-20T03:31:00Z","order":"S3001","language":"en","chosen":[{"no":1,"units":2,"seen":[{"gtin":8801234567890,"lot":"A1","serial":"S-1","expires_on":"2027-05-31","produced_on":"2026-05-31"}],"reason":"defective","condition":["tag_removed","used"],"evidence":["service_center_report"],"noticed_on":"2026-11-18"},{"no":2,"units":1,"reason":null,"condition":null,"evidence":null,"noticed_on":null}],"place":{"Ask":1}}', 'kiosk');
INSERT INTO staff VALUES (1, '가람', 'manager', '$argon2id$v=19$m=8,t=1,p=1$SQyDtgv/mZZlcECHi7/Rqw$A7xVYHv/Vx8QyBu6HRg95YpCkwiOtC/It9kf0SavYWQ', 0, 0, '2026-11-20T03:00:00Z', NULL, NULL, NULL);
INSERT INTO staff VALUES (2, '나래', 'clerk', '$argon2id$v=19$m=8,t=1,p=1$3LU8p97WUyjk6U0hU/BkFg$Ym9/0xbdcK80PUd8gwNCQ3s//+JX8N0NyN8BMVALERU', 0, 1, '2026-11-20T03:00:00Z', NULL, NULL, NULL);
INSERT INTO staff VALUES (3, '다솜', 'senior', '$argon2id$v=19$m=8,t=1,p=1$myf14IYRwIi4RwkFkR4p0g$ne35pT1XA9JPLp6dfbY14q3iPO/fR304cz8CKLbUy7E', 0, 0, '2026-11-20T03:00:00Z', NULL, NULL, '2026-11-20T03:01:00Z');
INSERT INTO sign_ins VALUES (1, 50, 2, '2026-11-20T03:39:00Z', 'wrong', 4, NULL, 'kiosk', 1);
INSERT INTO sign_ins VALUES (1, 51, 2, '2026-11-20T03:39:00Z', 'in', NULL, NULL, 'kiosk', 2);
INSERT INTO clock_confirmations VALUES (1, 1, '2026-11-20T04:00:00Z');
INSERT INTO visits VALUES (1, 1, 1, '2026-11-20', 1, 108601, 'S3001', '2026-11-20T03:01:00Z', 'trusted', 'ko', 1, 1, 'waiting', '2026-01-01', 'customer', 2500, 1, 500, 22000, 0, NULL, NULL, NULL, '{"form":2,"key":{"terminal":"kiosk","boot":1,"serial":1},"at":"2026-11-20T03:01:00Z","trust":"Trusted","language":"ko","order":"S3001","lines":[{"no":1,"name":"상품 1","product_barcode":"8801234567891","already_returned":0,"units":2,"seen":[{"gtin":8801234567890,"lot":"A1","serial":"S-1","expires_on":"2027-05-31","produced_on":"2026-05-31"},{"gtin":8801234567890,"lot":"A2","serial":"D-1","expires_on":"2027-05-31","produced_on":"2026-05-31","doubtful":true}],"reason":"defective","noticed_on":"2026-11-18","condition":["tag_removed","used"],"evidence":["service_center_report"]},{"no":2,"name":"상품 2","product_barcode":"8801234567892","already_returned":0,"units":1,"reason":"adverse_reaction","noticed_on":null,"condition":[],"evidence":[]},{"no":3,"name":"상품 3","product_barcode":"8801234567893","already_returned":0,"units":1,"reason":"change_of_mind","noticed_on":null,"condition":[],"evidence":[]}],"decision":{"policy_from":"2026-01-01","lines":[{"outcome":"eligible","clauses":[],"deadline":"2026-12-18","missing_evidence":[],"evidence_until":null,"checks":["calendar","clock"],"path":["stop_shipment","collect","inspect","refund"],"net":20000,"cancellation_fee":500,"derivation":{"counted":[{"since":"noticed","start_on":"2026-11-18","period":{"days":30},"first_day_counts":false,"ends_on":"2026-12-18","skipped":[],"last_on":"2026-12-18"},{"since":"received","start_on":"2026-11-14","period":{"months":3},"first_day_counts":true,"ends_on":"2027-02-13","skipped":[["2027-02-13","saturday"],["2027-02-14","sunday"],["2027-02-15",{"holiday":"substitute"}],["2027-02-16",{"holiday":{"temporary":{"ko":"임시공휴일","en":"Temporary holiday"}}}]],"last_on":"2027-02-17"}],"gross":21000,"discount":1000},"alternatives":[]},{"outcome":"needs_evidence","clauses":["evidence.medical"],"deadline":"2026-12-18","missing_evidence":["medical_certificate","medical_opinion"],"evidence_until":"2026-12-04","checks":[],"path":["stop_shipment","collect","inspect","refund"],"net":5000,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[]},{"outcome":"refused","clauses":["deadline.change_of_mind","condition.apparel"],"deadline":"2026-11-16","missing_evidence":[],"evidence_until":null,"checks":[],"path":[],"net":0,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[{"change_of_mind_until":null},{"defect_until":"2026-12-18"},"exchange","repair","ask_staff"]}],"shipping":{"payer":"customer","amount":2500},"cancellation_fee":500,"first_delivery":0,"refund":{"amount":22000,"due":0,"payments":[{"method":"card","amount":19000,"how":"approval_cancel","earliest":"2026-11-23","latest":"2026-11-27","within_hours":null},{"method":"points","amount":3000,"how":"points","earliest":"2026-11-20","latest":"2026-11-21","within_hours":24}]},"now":{"shipping":{"payer":"store","amount":0},"cancellation_fee":500,"first_delivery":0,"refund":{"amount":19500,"due":0,"payments":[{"method":"card","amount":16500,"how":"approval_cancel","earliest":"2026-11-23","latest":"2026-11-27","within_hours":null},{"method":"points","amount":3000,"how":"points","earliest":"2026-11-20","latest":"2026-11-21","within_hours":24}]}}},"judged":15136208302825669489,"wants_staff":true,"beside":["261119-0001-5"]}', 'shown', 0, 0, 'kiosk');
INSERT INTO visits VALUES (2, 1, 2, '2026-11-20', 2, 640886, 'S3002', '2026-11-20T03:02:00Z', 'trusted', 'ko', 1, 1, 'approved', '2026-01-01', 'customer', 2500, 1, 500, 18000, 0, '2026-11-20T03:40:00Z', 2, NULL, '{"form":2,"key":{"terminal":"kiosk","boot":1,"serial":2},"at":"2026-11-20T03:02:00Z","trust":"Trusted","language":"ko","order":"S3002","lines":[{"no":1,"name":"상품 1","product_barcode":"8801234567891","already_returned":0,"units":2,"seen":[{"gtin":8801234567890,"lot":"A1","serial":"S-2","expires_on":"2027-05-31","produced_on":"2026-05-31"},{"gtin":8801234567890,"lot":"A2","serial":"D-2","expires_on":"2027-05-31","produced_on":"2026-05-31","doubtful":true}],"reason":"defective","noticed_on":"2026-11-18","condition":["tag_removed","used"],"evidence":["service_center_report"]},{"no":2,"name":"상품 2","product_barcode":"8801234567892","already_returned":0,"units":1,"reason":"adverse_reaction","noticed_on":null,"condition":[],"evidence":[]},{"no":3,"name":"상품 3","product_barcode":"8801234567893","already_returned":0,"units":1,"reason":"change_of_mind","noticed_on":null,"condition":[],"evidence":[]}],"decision":{"policy_from":"2026-01-01","lines":[{"outcome":"eligible","clauses":[],"deadline":"2026-12-18","missing_evidence":[],"evidence_until":null,"checks":["calendar","clock"],"path":["stop_shipment","collect","inspect","refund"],"net":20000,"cancellation_fee":500,"derivation":{"counted":[{"since":"noticed","start_on":"2026-11-18","period":{"days":30},"first_day_counts":false,"ends_on":"2026-12-18","skipped":[],"last_on":"2026-12-18"},{"since":"received","start_on":"2026-11-14","period":{"months":3},"first_day_counts":true,"ends_on":"2027-02-13","skipped":[["2027-02-13","saturday"],["2027-02-14","sunday"],["2027-02-15",{"holiday":"substitute"}],["2027-02-16",{"holiday":{"temporary":{"ko":"임시공휴일","en":"Temporary holiday"}}}]],"last_on":"2027-02-17"}],"gross":21000,"discount":1000},"alternatives":[]},{"outcome":"needs_evidence","clauses":["evidence.medical"],"deadline":"2026-12-18","missing_evidence":["medical_certificate","medical_opinion"],"evidence_until":"2026-12-04","checks":[],"path":["stop_shipment","collect","inspect","refund"],"net":5000,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[]},{"outcome":"refused","clauses":["deadline.change_of_mind","condition.apparel"],"deadline":"2026-11-16","missing_evidence":[],"evidence_until":null,"checks":[],"path":[],"net":0,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[{"change_of_mind_until":null},{"defect_until":"2026-12-18"},"exchange","repair","ask_staff"]}],"shipping":{"payer":"customer","amount":2500},"cancellation_fee":500,"first_delivery":0,"refund":{"amount":22000,"due":0,"payments":[{"method":"card","amount":19000,"how":"approval_cancel","earliest":"2026-11-23","latest":"2026-11-27","within_hours":null},{"method":"points","amount":3000,"how":"points","earliest":"2026-11-20","latest":"2026-11-21","within_hours":24}]},"now":{"shipping":{"payer":"store","amount":0},"cancellation_fee":500,"first_delivery":0,"refund":{"amount":19500,"due":0,"payments":[{"method":"card","amount":16500,"how":"approval_cancel","earliest":"2026-11-23","latest":"2026-11-27","within_hours":null},{"method":"points","amount":3000,"how":"points","earliest":"2026-11-20","latest":"2026-11-21","within_hours":24}]}}},"wants_staff":true,"beside":["261119-0001-5"]}', 'shown', 0, 0, 'kiosk');
INSERT INTO visits VALUES (3, 1, 3, '2026-11-20', 3, 53353, 'S3003', '2026-11-20T03:03:00Z', 'trusted', 'ko', 1, 1, 'refused', '2026-01-01', 'customer', 2500, 1, 500, 22000, 0, '2026-11-20T03:40:00Z', 2, 'condition.careless_damage', '{"form":2,"key":{"terminal":"kiosk","boot":1,"serial":3},"at":"2026-11-20T03:03:00Z","trust":"Trusted","language":"ko","order":"S3003","lines":[{"no":1,"name":"상품 1","product_barcode":"8801234567891","already_returned":0,"units":2,"seen":[{"gtin":8801234567890,"lot":"A1","serial":"S-3","expires_on":"2027-05-31","produced_on":"2026-05-31"},{"gtin":8801234567890,"lot":"A2","serial":"D-3","expires_on":"2027-05-31","produced_on":"2026-05-31","doubtful":true}],"reason":"defective","noticed_on":"2026-11-18","condition":["tag_removed","used"],"evidence":["service_center_report"]},{"no":2,"name":"상품 2","product_barcode":"8801234567892","already_returned":0,"units":1,"reason":"adverse_reaction","noticed_on":null,"condition":[],"evidence":[]},{"no":3,"name":"상품 3","product_barcode":"8801234567893","already_returned":0,"units":1,"reason":"change_of_mind","noticed_on":null,"condition":[],"evidence":[]}],"decision":{"policy_from":"2026-01-01","lines":[{"outcome":"eligible","clauses":[],"deadline":"2026-12-18","missing_evidence":[],"evidence_until":null,"checks":["calendar","clock"],"path":["stop_shipment","collect","inspect","refund"],"net":20000,"cancellation_fee":500,"derivation":{"counted":[{"since":"noticed","start_on":"2026-11-18","period":{"days":30},"first_day_counts":false,"ends_on":"2026-12-18","skipped":[],"last_on":"2026-12-18"},{"since":"received","start_on":"2026-11-14","period":{"months":3},"first_day_counts":true,"ends_on":"2027-02-13","skipped":[["2027-02-13","saturday"],["2027-02-14","sunday"],["2027-02-15",{"holiday":"substitute"}],["2027-02-16",{"holiday":{"temporary":{"ko":"임시공휴일","en":"Temporary holiday"}}}]],"last_on":"2027-02-17"}],"gross":21000,"discount":1000},"alternatives":[]},{"outcome":"needs_evidence","clauses":["evidence.medical"],"deadline":"2026-12-18","missing_evidence":["medical_certificate","medical_opinion"],"evidence_until":"2026-12-04","checks":[],"path":["stop_shipment","collect","inspect","refund"],"net":5000,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[]},{"outcome":"refused","clauses":["deadline.change_of_mind","condition.apparel"],"deadline":"2026-11-16","missing_evidence":[],"evidence_until":null,"checks":[],"path":[],"net":0,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[{"change_of_mind_until":null},{"defect_until":"2026-12-18"},"exchange","repair","ask_staff"]}],"shipping":{"payer":"customer","amount":2500},"cancellation_fee":500,"first_delivery":0,"refund":{"amount":22000,"due":0,"payments":[{"method":"card","amount":19000,"how":"approval_cancel","earliest":"2026-11-23","latest":"2026-11-27","within_hours":null},{"method":"points","amount":3000,"how":"points","earliest":"2026-11-20","latest":"2026-11-21","within_hours":24}]},"now":{"shipping":{"payer":"store","amount":0},"cancellation_fee":500,"first_delivery":0,"refund":{"amount":19500,"due":0,"payments":[{"method":"card","amount":16500,"how":"approval_cancel","earliest":"2026-11-23","latest":"2026-11-27","within_hours":null},{"method":"points","amount":3000,"how":"points","earliest":"2026-11-20","latest":"2026-11-21","within_hours":24}]}}},"wants_staff":true,"beside":["261119-0001-5"]}', 'shown', 0, 0, 'kiosk');
INSERT INTO visits VALUES (4, 1, 4, '2026-11-20', 4, 476195, 'S3004', '2026-11-20T03:04:00Z', 'degraded', 'en', 1, 0, 'refused', '2026-01-01', 'customer', 0, 0, 0, 0, 0, '2026-11-20T03:40:00Z', 2, 'deadline.change_of_mind', '{"form":2,"key":{"terminal":"kiosk","boot":1,"serial":4},"at":"2026-11-20T03:04:00Z","trust":"Degraded","language":"en","order":"S3004","lines":[{"no":3,"name":"상품 3","product_barcode":"8801234567893","already_returned":0,"units":1,"reason":"change_of_mind","noticed_on":null,"condition":[],"evidence":[]}],"decision":{"policy_from":"2026-01-01","lines":[{"outcome":"refused","clauses":["deadline.change_of_mind","condition.apparel"],"deadline":"2026-11-16","missing_evidence":[],"evidence_until":null,"checks":[],"path":[],"net":0,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[{"change_of_mind_until":null},{"defect_until":"2026-12-18"},"exchange","repair","ask_staff"]}],"shipping":{"payer":"customer","amount":0},"cancellation_fee":0,"first_delivery":0,"refund":{"amount":0,"due":0,"payments":[]}},"wants_staff":true,"beside":["261119-0001-5"]}', 'shown', 0, 1, 'kiosk');
INSERT INTO visits VALUES (5, 1, 5, '2026-11-20', 5, 255773, 'S3005', '2026-11-20T03:05:00Z', 'degraded', 'en', 0, 0, 'refused', '2026-01-01', 'customer', 0, 0, 0, 0, 0, NULL, NULL, NULL, '{"form":2,"key":{"terminal":"kiosk","boot":1,"serial":5},"at":"2026-11-20T03:05:00Z","trust":"Degraded","language":"en","order":"S3005","lines":[{"no":3,"name":"상품 3","product_barcode":"8801234567893","already_returned":0,"units":1,"reason":"change_of_mind","noticed_on":null,"condition":[],"evidence":[]}],"decision":{"policy_from":"2026-01-01","lines":[{"outcome":"refused","clauses":["deadline.change_of_mind","condition.apparel"],"deadline":"2026-11-16","missing_evidence":[],"evidence_until":null,"checks":[],"path":[],"net":0,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[{"change_of_mind_until":null},{"defect_until":"2026-12-18"},"exchange","repair","ask_staff"]}],"shipping":{"payer":"customer","amount":0},"cancellation_fee":0,"first_delivery":0,"refund":{"amount":0,"due":0,"payments":[]}},"wants_staff":false,"beside":["261119-0001-5"]}', 'shown', 0, 0, 'kiosk');
INSERT INTO visits VALUES (6, 1, 6, '2026-11-20', 6, 62702, 'S3006', '2026-11-20T03:06:00Z', 'trusted', 'ko', 1, 1, 'refused', '2026-01-01', 'customer', 2500, 1, 500, 22000, 0, NULL, NULL, NULL, '{"form":2,"key":{"terminal":"kiosk","boot":1,"serial":6},"at":"2026-11-20T03:06:00Z","trust":"Trusted","language":"ko","order":"S3006","lines":[{"no":1,"name":"상품 1","product_barcode":"8801234567891","already_returned":0,"units":2,"seen":[{"gtin":8801234567890,"lot":"A1","serial":"S-6","expires_on":"2027-05-31","produced_on":"2026-05-31"},{"gtin":8801234567890,"lot":"A2","serial":"D-6","expires_on":"2027-05-31","produced_on":"2026-05-31","doubtful":true}],"reason":"defective","noticed_on":"2026-11-18","condition":["tag_removed","used"],"evidence":["service_center_report"]},{"no":2,"name":"상품 2","product_barcode":"8801234567892","already_returned":0,"units":1,"reason":"adverse_reaction","noticed_on":null,"condition":[],"evidence":[]},{"no":3,"name":"상품 3","product_barcode":"8801234567893","already_returned":0,"units":1,"reason":"change_of_mind","noticed_on":null,"condition":[],"evidence":[]}],"decision":{"policy_from":"2026-01-01","lines":[{"outcome":"eligible","clauses":[],"deadline":"2026-12-18","missing_evidence":[],"evidence_until":null,"checks":["calendar","clock"],"path":["stop_shipment","collect","inspect","refund"],"net":20000,"cancellation_fee":500,"derivation":{"counted":[{"since":"noticed","start_on":"2026-11-18","period":{"days":30},"first_day_counts":false,"ends_on":"2026-12-18","skipped":[],"last_on":"2026-12-18"},{"since":"received","start_on":"2026-11-14","period":{"months":3},"first_day_counts":true,"ends_on":"2027-02-13","skipped":[["2027-02-13","saturday"],["2027-02-14","sunday"],["2027-02-15",{"holiday":"substitute"}],["2027-02-16",{"holiday":{"temporary":{"ko":"임시공휴일","en":"Temporary holiday"}}}]],"last_on":"2027-02-17"}],"gross":21000,"discount":1000},"alternatives":[]},{"outcome":"needs_evidence","clauses":["evidence.medical"],"deadline":"2026-12-18","missing_evidence":["medical_certificate","medical_opinion"],"evidence_until":"2026-12-04","checks":[],"path":["stop_shipment","collect","inspect","refund"],"net":5000,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[]},{"outcome":"refused","clauses":["deadline.change_of_mind","condition.apparel"],"deadline":"2026-11-16","missing_evidence":[],"evidence_until":null,"checks":[],"path":[],"net":0,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[{"change_of_mind_until":null},{"defect_until":"2026-12-18"},"exchange","repair","ask_staff"]}],"shipping":{"payer":"customer","amount":2500},"cancellation_fee":500,"first_delivery":0,"refund":{"amount":22000,"due":0,"payments":[{"method":"card","amount":19000,"how":"approval_cancel","earliest":"2026-11-23","latest":"2026-11-27","within_hours":null},{"method":"points","amount":3000,"how":"points","earliest":"2026-11-20","latest":"2026-11-21","within_hours":24}]},"now":{"shipping":{"payer":"store","amount":0},"cancellation_fee":500,"first_delivery":0,"refund":{"amount":19500,"due":0,"payments":[{"method":"card","amount":16500,"how":"approval_cancel","earliest":"2026-11-23","latest":"2026-11-27","within_hours":null},{"method":"points","amount":3000,"how":"points","earliest":"2026-11-20","latest":"2026-11-21","within_hours":24}]}}},"wants_staff":true,"beside":["261119-0001-5"]}', 'void', 0, 0, 'kiosk');
INSERT INTO visits VALUES (7, 1, 7, '2026-11-20', 7, 71624, 'S3007', '2026-11-20T03:07:00Z', 'trusted', 'ko', 1, 1, 'waiting', '2026-01-01', 'customer', 2500, 1, 500, 22000, 0, NULL, NULL, NULL, '{"form":2,"key":{"terminal":"kiosk","boot":1,"serial":7},"at":"2026-11-20T03:07:00Z","trust":"Trusted","language":"ko","order":"S3007","lines":[{"no":1,"name":"상품 1","product_barcode":"8801234567891","already_returned":0,"units":2,"seen":[{"gtin":8801234567890,"lot":"A1","serial":"S-7","expires_on":"2027-05-31","produced_on":"2026-05-31"},{"gtin":8801234567890,"lot":"A2","serial":"D-7","expires_on":"2027-05-31","produced_on":"2026-05-31","doubtful":true}],"reason":"defective","noticed_on":"2026-11-18","condition":["tag_removed","used"],"evidence":["service_center_report"]},{"no":2,"name":"상품 2","product_barcode":"8801234567892","already_returned":0,"units":1,"reason":"adverse_reaction","noticed_on":null,"condition":[],"evidence":[]},{"no":3,"name":"상품 3","product_barcode":"8801234567893","already_returned":0,"units":1,"reason":"change_of_mind","noticed_on":null,"condition":[],"evidence":[]}],"decision":{"policy_from":"2026-01-01","lines":[{"outcome":"eligible","clauses":[],"deadline":"2026-12-18","missing_evidence":[],"evidence_until":null,"checks":["calendar","clock"],"path":["stop_shipment","collect","inspect","refund"],"net":20000,"cancellation_fee":500,"derivation":{"counted":[{"since":"noticed","start_on":"2026-11-18","period":{"days":30},"first_day_counts":false,"ends_on":"2026-12-18","skipped":[],"last_on":"2026-12-18"},{"since":"received","start_on":"2026-11-14","period":{"months":3},"first_day_counts":true,"ends_on":"2027-02-13","skipped":[["2027-02-13","saturday"],["2027-02-14","sunday"],["2027-02-15",{"holiday":"substitute"}],["2027-02-16",{"holiday":{"temporary":{"ko":"임시공휴일","en":"Temporary holiday"}}}]],"last_on":"2027-02-17"}],"gross":21000,"discount":1000},"alternatives":[]},{"outcome":"needs_evidence","clauses":["evidence.medical"],"deadline":"2026-12-18","missing_evidence":["medical_certificate","medical_opinion"],"evidence_until":"2026-12-04","checks":[],"path":["stop_shipment","collect","inspect","refund"],"net":5000,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[]},{"outcome":"refused","clauses":["deadline.change_of_mind","condition.apparel"],"deadline":"2026-11-16","missing_evidence":[],"evidence_until":null,"checks":[],"path":[],"net":0,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[{"change_of_mind_until":null},{"defect_until":"2026-12-18"},"exchange","repair","ask_staff"]}],"shipping":{"payer":"customer","amount":2500},"cancellation_fee":500,"first_delivery":0,"refund":{"amount":22000,"due":0,"payments":[{"method":"card","amount":19000,"how":"approval_cancel","earliest":"2026-11-23","latest":"2026-11-27","within_hours":null},{"method":"points","amount":3000,"how":"points","earliest":"2026-11-20","latest":"2026-11-21","within_hours":24}]},"now":{"shipping":{"payer":"store","amount":0},"cancellation_fee":500,"first_delivery":0,"refund":{"amount":19500,"due":0,"payments":[{"method":"card","amount":16500,"how":"approval_cancel","earliest":"2026-11-23","latest":"2026-11-27","within_hours":null},{"method":"points","amount":3000,"how":"points","earliest":"2026-11-20","latest":"2026-11-21","within_hours":24}]}}},"wants_staff":true,"beside":["261119-0001-5"]}', 'booked', 0, 0, 'kiosk');
INSERT INTO visits VALUES (8, 1, 8, '2026-11-20', 8, 216429, 'S3008', '2026-11-20T03:08:00Z', 'trusted', 'ko', 1, 1, 'waiting', '2026-01-01', 'customer', 2500, 1, 500, 22000, 0, NULL, NULL, NULL, '{"form":2,"key":{"terminal":"kiosk","boot":1,"serial":8},"at":"2026-11-20T03:08:00Z","trust":"Trusted","language":"ko","order":"S3008","lines":[{"no":1,"name":"상품 1","product_barcode":"8801234567891","already_returned":0,"units":2,"seen":[{"gtin":8801234567890,"lot":"A1","serial":"S-8","expires_on":"2027-05-31","produced_on":"2026-05-31"},{"gtin":8801234567890,"lot":"A2","serial":"D-8","expires_on":"2027-05-31","produced_on":"2026-05-31","doubtful":true}],"reason":"defective","noticed_on":"2026-11-18","condition":["tag_removed","used"],"evidence":["service_center_report"]},{"no":2,"name":"상품 2","product_barcode":"8801234567892","already_returned":0,"units":1,"reason":"adverse_reaction","noticed_on":null,"condition":[],"evidence":[]},{"no":3,"name":"상품 3","product_barcode":"8801234567893","already_returned":0,"units":1,"reason":"change_of_mind","noticed_on":null,"condition":[],"evidence":[]}],"decision":{"policy_from":"2026-01-01","lines":[{"outcome":"eligible","clauses":[],"deadline":"2026-12-18","missing_evidence":[],"evidence_until":null,"checks":["calendar","clock"],"path":["stop_shipment","collect","inspect","refund"],"net":20000,"cancellation_fee":500,"derivation":{"counted":[{"since":"noticed","start_on":"2026-11-18","period":{"days":30},"first_day_counts":false,"ends_on":"2026-12-18","skipped":[],"last_on":"2026-12-18"},{"since":"received","start_on":"2026-11-14","period":{"months":3},"first_day_counts":true,"ends_on":"2027-02-13","skipped":[["2027-02-13","saturday"],["2027-02-14","sunday"],["2027-02-15",{"holiday":"substitute"}],["2027-02-16",{"holiday":{"temporary":{"ko":"임시공휴일","en":"Temporary holiday"}}}]],"last_on":"2027-02-17"}],"gross":21000,"discount":1000},"alternatives":[]},{"outcome":"needs_evidence","clauses":["evidence.medical"],"deadline":"2026-12-18","missing_evidence":["medical_certificate","medical_opinion"],"evidence_until":"2026-12-04","checks":[],"path":["stop_shipment","collect","inspect","refund"],"net":5000,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[]},{"outcome":"refused","clauses":["deadline.change_of_mind","condition.apparel"],"deadline":"2026-11-16","missing_evidence":[],"evidence_until":null,"checks":[],"path":[],"net":0,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[{"change_of_mind_until":null},{"defect_until":"2026-12-18"},"exchange","repair","ask_staff"]}],"shipping":{"payer":"customer","amount":2500},"cancellation_fee":500,"first_delivery":0,"refund":{"amount":22000,"due":0,"payments":[{"method":"card","amount":19000,"how":"approval_cancel","earliest":"2026-11-23","latest":"2026-11-27","within_hours":null},{"method":"points","amount":3000,"how":"points","earliest":"2026-11-20","latest":"2026-11-21","within_hours":24}]},"now":{"shipping":{"payer":"store","amount":0},"cancellation_fee":500,"first_delivery":0,"refund":{"amount":19500,"due":0,"payments":[{"method":"card","amount":16500,"how":"approval_cancel","earliest":"2026-11-23","latest":"2026-11-27","within_hours":null},{"method":"points","amount":3000,"how":"points","earliest":"2026-11-20","latest":"2026-11-21","within_hours":24}]}}},"wants_staff":true,"beside":["261119-0001-5"]}', 'shown', 0, 0, 'kiosk');
INSERT INTO line_caps VALUES ('S3001', 1, 3, 0, 2);
INSERT INTO line_caps VALUES ('S3001', 2, 1, 0, 1);
INSERT INTO line_caps VALUES ('S3001', 3, 1, 0, 0);
INSERT INTO line_caps VALUES ('S3002', 1, 3, 0, 2);
INSERT INTO line_caps VALUES ('S3002', 2, 1, 0, 1);
INSERT INTO line_caps VALUES ('S3002', 3, 1, 0, 0);
INSERT INTO line_caps VALUES ('S3003', 1, 3, 0, 0);
INSERT INTO line_caps VALUES ('S3003', 2, 1, 0, 0);
INSERT INTO line_caps VALUES ('S3003', 3, 1, 0, 0);
INSERT INTO line_caps VALUES ('S3004', 3, 1, 0, 0);
INSERT INTO line_caps VALUES ('S3005', 3, 1, 0, 0);
INSERT INTO line_caps VALUES ('S3006', 1, 3, 0, 0);
INSERT INTO line_caps VALUES ('S3006', 2, 1, 0, 0);
INSERT INTO line_caps VALUES ('S3006', 3, 1, 0, 0);
INSERT INTO line_caps VALUES ('S3007', 1, 3, 0, 2);
INSERT INTO line_caps VALUES ('S3007', 2, 1, 0, 1);
INSERT INTO line_caps VALUES ('S3007', 3, 1, 0, 0);
INSERT INTO line_caps VALUES ('S3008', 1, 3, 0, 2);
INSERT INTO line_caps VALUES ('S3008', 2, 1, 0, 1);
INSERT INTO line_caps VALUES ('S3008', 3, 1, 0, 0);
INSERT INTO visit_lines VALUES (1, 0, 'S3001', 1, 2, 1, '8801234567891', '상품 1', 'defective', '2026-11-18', 'eligible', '', '2026-12-18', 20000, 500);
INSERT INTO visit_lines VALUES (1, 1, 'S3001', 2, 1, 1, '8801234567892', '상품 2', 'adverse_reaction', NULL, 'needs_evidence', 'evidence.medical', '2026-12-18', 5000, 0);
INSERT INTO visit_lines VALUES (1, 2, 'S3001', 3, 1, 0, '8801234567893', '상품 3', 'change_of_mind', NULL, 'refused', 'deadline.change_of_mind condition.apparel', '2026-11-16', 0, 0);
INSERT INTO visit_lines VALUES (2, 0, 'S3002', 1, 2, 1, '8801234567891', '상품 1', 'defective', '2026-11-18', 'eligible', '', '2026-12-18', 20000, 500);
INSERT INTO visit_lines VALUES (2, 1, 'S3002', 2, 1, 1, '8801234567892', '상품 2', 'adverse_reaction', NULL, 'needs_evidence', 'evidence.medical', '2026-12-18', 5000, 0);
INSERT INTO visit_lines VALUES (2, 2, 'S3002', 3, 1, 0, '8801234567893', '상품 3', 'change_of_mind', NULL, 'refused', 'deadline.change_of_mind condition.apparel', '2026-11-16', 0, 0);
INSERT INTO visit_lines VALUES (3, 0, 'S3003', 1, 2, 0, '8801234567891', '상품 1', 'defective', '2026-11-18', 'eligible', '', '2026-12-18', 20000, 500);
INSERT INTO visit_lines VALUES (3, 1, 'S3003', 2, 1, 0, '8801234567892', '상품 2', 'adverse_reaction', NULL, 'needs_evidence', 'evidence.medical', '2026-12-18', 5000, 0);
INSERT INTO visit_lines VALUES (3, 2, 'S3003', 3, 1, 0, '8801234567893', '상품 3', 'change_of_mind', NULL, 'refused', 'deadline.change_of_mind condition.apparel', '2026-11-16', 0, 0);
INSERT INTO visit_lines VALUES (4, 0, 'S3004', 3, 1, 0, '8801234567893', '상품 3', 'change_of_mind', NULL, 'refused', 'deadline.change_of_mind condition.apparel', '2026-11-16', 0, 0);
INSERT INTO visit_lines VALUES (5, 0, 'S3005', 3, 1, 0, '8801234567893', '상품 3', 'change_of_mind', NULL, 'refused', 'deadline.change_of_mind condition.apparel', '2026-11-16', 0, 0);
INSERT INTO visit_lines VALUES (6, 0, 'S3006', 1, 2, 0, '8801234567891', '상품 1', 'defective', '2026-11-18', 'eligible', '', '2026-12-18', 20000, 500);
INSERT INTO visit_lines VALUES (6, 1, 'S3006', 2, 1, 0, '8801234567892', '상품 2', 'adverse_reaction', NULL, 'needs_evidence', 'evidence.medical', '2026-12-18', 5000, 0);
INSERT INTO visit_lines VALUES (6, 2, 'S3006', 3, 1, 0, '8801234567893', '상품 3', 'change_of_mind', NULL, 'refused', 'deadline.change_of_mind condition.apparel', '2026-11-16', 0, 0);
INSERT INTO visit_lines VALUES (7, 0, 'S3007', 1, 2, 1, '8801234567891', '상품 1', 'defective', '2026-11-18', 'eligible', '', '2026-12-18', 20000, 500);
INSERT INTO visit_lines VALUES (7, 1, 'S3007', 2, 1, 1, '8801234567892', '상품 2', 'adverse_reaction', NULL, 'needs_evidence', 'evidence.medical', '2026-12-18', 5000, 0);
INSERT INTO visit_lines VALUES (7, 2, 'S3007', 3, 1, 0, '8801234567893', '상품 3', 'change_of_mind', NULL, 'refused', 'deadline.change_of_mind condition.apparel', '2026-11-16', 0, 0);
INSERT INTO visit_lines VALUES (8, 0, 'S3008', 1, 2, 1, '8801234567891', '상품 1', 'defective', '2026-11-18', 'eligible', '', '2026-12-18', 20000, 500);
INSERT INTO visit_lines VALUES (8, 1, 'S3008', 2, 1, 1, '8801234567892', '상품 2', 'adverse_reaction', NULL, 'needs_evidence', 'evidence.medical', '2026-12-18', 5000, 0);
INSERT INTO visit_lines VALUES (8, 2, 'S3008', 3, 1, 0, '8801234567893', '상품 3', 'change_of_mind', NULL, 'refused', 'deadline.change_of_mind condition.apparel', '2026-11-16', 0, 0);
INSERT INTO payment_caps VALUES ('S3001', 'card', 40000, 0, 19000);
INSERT INTO payment_caps VALUES ('S3001', 'points', 4000, 0, 3000);
INSERT INTO payment_caps VALUES ('S3002', 'card', 40000, 0, 15000);
INSERT INTO payment_caps VALUES ('S3002', 'points', 4000, 0, 3000);
INSERT INTO payment_caps VALUES ('S3003', 'card', 40000, 0, 0);
INSERT INTO payment_caps VALUES ('S3003', 'points', 4000, 0, 0);
INSERT INTO payment_caps VALUES ('S3006', 'card', 40000, 0, 0);
INSERT INTO payment_caps VALUES ('S3006', 'points', 4000, 0, 0);
INSERT INTO payment_caps VALUES ('S3007', 'card', 40000, 0, 19000);
INSERT INTO payment_caps VALUES ('S3007', 'points', 4000, 0, 3000);
INSERT INTO payment_caps VALUES ('S3008', 'card', 40000, 0, 19000);
INSERT INTO payment_caps VALUES ('S3008', 'points', 4000, 0, 3000);
INSERT INTO visit_payments VALUES (1, 0, 'S3001', 'card', 19000, 1, 'approval_cancel', '2026-11-23', '2026-11-27');
INSERT INTO visit_payments VALUES (1, 1, 'S3001', 'points', 3000, 1, 'points', '2026-11-20', '2026-11-21');
INSERT INTO visit_payments VALUES (2, 0, 'S3002', 'card', 19000, 0, 'approval_cancel', '2026-11-23', '2026-11-27');
INSERT INTO visit_payments VALUES (2, 1, 'S3002', 'points', 3000, 0, 'points', '2026-11-20', '2026-11-21');
INSERT INTO visit_payments VALUES (2, 2, 'S3002', 'card', 15000, 1, 'approval_cancel', '2026-11-23', '2026-11-27');
INSERT INTO visit_payments VALUES (2, 3, 'S3002', 'points', 3000, 1, 'points', '2026-11-20', '2026-11-21');
INSERT INTO visit_payments VALUES (3, 0, 'S3003', 'card', 19000, 0, 'approval_cancel', '2026-11-23', '2026-11-27');
INSERT INTO visit_payments VALUES (3, 1, 'S3003', 'points', 3000, 0, 'points', '2026-11-20', '2026-11-21');
INSERT INTO visit_payments VALUES (6, 0, 'S3006', 'card', 19000, 0, 'approval_cancel', '2026-11-23', '2026-11-27');
INSERT INTO visit_payments VALUES (6, 1, 'S3006', 'points', 3000, 0, 'points', '2026-11-20', '2026-11-21');
INSERT INTO visit_payments VALUES (7, 0, 'S3007', 'card', 19000, 1, 'approval_cancel', '2026-11-23', '2026-11-27');
INSERT INTO visit_payments VALUES (7, 1, 'S3007', 'points', 3000, 1, 'points', '2026-11-20', '2026-11-21');
INSERT INTO visit_payments VALUES (8, 0, 'S3008', 'card', 19000, 1, 'approval_cancel', '2026-11-23', '2026-11-27');
INSERT INTO visit_payments VALUES (8, 1, 'S3008', 'points', 3000, 1, 'points', '2026-11-20', '2026-11-21');
INSERT INTO surveys VALUES (2, 1, 'completed', 9, '2026-11-20T03:41:00Z', '2026-11-20T03:42:00Z');
INSERT INTO surveys VALUES (3, 1, 'declined', NULL, '2026-11-20T03:41:00Z', '2026-11-20T03:41:00Z');
INSERT INTO survey_touches VALUES (2, 1, '2026-11-20T03:41:00Z', 'recommend', 3, NULL, NULL);
INSERT INTO survey_touches VALUES (2, 2, '2026-11-20T03:41:00Z', 'recommend', 9, NULL, NULL);
INSERT INTO survey_touches VALUES (2, 3, '2026-11-20T03:41:00Z', 'why', NULL, 'staff', 1);
INSERT INTO survey_touches VALUES (2, 4, '2026-11-20T03:41:00Z', 'why', NULL, 'goods', 1);
INSERT INTO survey_touches VALUES (2, 5, '2026-11-20T03:41:00Z', 'why', NULL, 'goods', 0);
INSERT INTO survey_touches VALUES (2, 6, '2026-11-20T03:41:00Z', 'why', NULL, 'speed', 1);
INSERT INTO seal VALUES (1, x'91bef87171c3e08549cb679a74876f2aa5d0aee210147e1fb5677621996cc526df8cc2765e81b38225424d4b');
INSERT INTO contacts VALUES (1, x'a6386ce3aff0c0202dbcc76318f39818dbd8004fbc96aa7bf61693d86fc54aff9993c62ad5786bf1f47ecb841e7096800e583e', 1, '2026-12-20', 1);
INSERT INTO contacts VALUES (2, x'a2982f19fd677990b1bdf87a373218653d523d859614750b82d02fa93e06e98fcdf6a83c7228674fc60874993d6a785481e65f', 1, '2026-12-20', 1);
INSERT INTO contacts VALUES (3, x'e83fd28bd4403e8237ce3b49e24b28ef0029b8c64a5adb70e32e6a8b02c102f1fbf5c2dbb96390854fba2c5d67e5c24ac869a9', 1, '2026-12-20', 1);
INSERT INTO contacts VALUES (7, x'eb15657f58f1b90da133507c2d59769423e8f8916a3f8bc0df314abcde497300fc89cb8c148199f939420aebae260006cbcb27', 1, '2026-12-20', 1);
INSERT INTO contacts VALUES (8, x'5c177dd3bc2f6f855401073143a47e38534fc740c4aa99b72707b34b9c3b52505b1782b841db5a86d5ab99a89920964e11e3f9', 1, '2026-12-20', 1);
INSERT INTO visit_units VALUES (1, 0, 1, '08801234567890', 'A1', 'S-1', '2027-05-31', '2026-05-31', 0);
INSERT INTO visit_units VALUES (1, 0, 2, '08801234567890', 'A2', 'D-1', '2027-05-31', '2026-05-31', 1);
INSERT INTO visit_units VALUES (2, 0, 1, '08801234567890', 'A1', 'S-2', '2027-05-31', '2026-05-31', 0);
INSERT INTO visit_units VALUES (2, 0, 2, '08801234567890', 'A2', 'D-2', '2027-05-31', '2026-05-31', 1);
INSERT INTO visit_units VALUES (3, 0, 1, '08801234567890', 'A1', 'S-3', '2027-05-31', '2026-05-31', 0);
INSERT INTO visit_units VALUES (3, 0, 2, '08801234567890', 'A2', 'D-3', '2027-05-31', '2026-05-31', 1);
INSERT INTO visit_units VALUES (6, 0, 1, '08801234567890', 'A1', 'S-6', '2027-05-31', '2026-05-31', 0);
INSERT INTO visit_units VALUES (6, 0, 2, '08801234567890', 'A2', 'D-6', '2027-05-31', '2026-05-31', 1);
INSERT INTO visit_units VALUES (7, 0, 1, '08801234567890', 'A1', 'S-7', '2027-05-31', '2026-05-31', 0);
INSERT INTO visit_units VALUES (7, 0, 2, '08801234567890', 'A2', 'D-7', '2027-05-31', '2026-05-31', 1);
INSERT INTO visit_units VALUES (8, 0, 1, '08801234567890', 'A1', 'S-8', '2027-05-31', '2026-05-31', 0);
INSERT INTO visit_units VALUES (8, 0, 2, '08801234567890', 'A2', 'D-8', '2027-05-31', '2026-05-31', 1);
INSERT INTO settlements VALUES (2, '{"form":1,"policy_from":"2026-01-01","lines":[{"outcome":"eligible","clauses":[],"deadline":"2026-12-18","missing_evidence":[],"evidence_until":null,"checks":["calendar","clock"],"path":["stop_shipment","collect","inspect","refund"],"net":20000,"cancellation_fee":500,"derivation":{"counted":[{"since":"noticed","start_on":"2026-11-18","period":{"days":30},"first_day_counts":false,"ends_on":"2026-12-18","skipped":[],"last_on":"2026-12-18"},{"since":"received","start_on":"2026-11-14","period":{"months":3},"first_day_counts":true,"ends_on":"2027-02-13","skipped":[["2027-02-13","saturday"],["2027-02-14","sunday"],["2027-02-15",{"holiday":"substitute"}],["2027-02-16",{"holiday":{"temporary":{"ko":"임시공휴일","en":"Temporary holiday"}}}]],"last_on":"2027-02-17"}],"gross":21000,"discount":1000},"alternatives":[]},{"outcome":"needs_evidence","clauses":["evidence.medical"],"deadline":"2026-12-18","missing_evidence":["medical_certificate","medical_opinion"],"evidence_until":"2026-12-04","checks":[],"path":["stop_shipment","collect","inspect","refund"],"net":5000,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[]},{"outcome":"refused","clauses":["deadline.change_of_mind","condition.apparel"],"deadline":"2026-11-16","missing_evidence":[],"evidence_until":null,"checks":[],"path":[],"net":0,"cancellation_fee":0,"derivation":{"counted":[],"gross":0,"discount":0},"alternatives":[{"change_of_mind_until":null},{"defect_until":"2026-12-18"},"exchange","repair","ask_staff"]}],"shipping":{"payer":"customer","amount":2500},"cancellation_fee":500,"first_delivery":0,"refund":{"amount":18000,"due":0,"payments":[{"method":"card","amount":15000,"how":"approval_cancel","earliest":"2026-11-23","latest":"2026-11-27","within_hours":null},{"method":"points","amount":3000,"how":"points","earliest":"2026-11-20","latest":"2026-11-21","within_hours":24}]}}');
INSERT INTO slips VALUES (1, 1, 'abandoned', '2026-11-20T03:00:00Z', 0, 'kiosk');
INSERT INTO slips VALUES (1, 2, 'queued', '2026-11-20T03:00:00Z', 0, 'kiosk');
INSERT INTO slips VALUES (2, 1, 'printed', '2026-11-20T03:00:00Z', 0, 'kiosk');
INSERT INTO slips VALUES (3, 1, 'abandoned', '2026-11-20T03:40:00Z', 0, 'kiosk');
INSERT INTO slips VALUES (4, 1, 'paperless', '2026-11-20T03:00:00Z', 0, 'kiosk');
INSERT INTO slips VALUES (5, 1, 'queued', '2026-11-20T03:00:00Z', 0, 'kiosk');
INSERT INTO slips VALUES (6, 1, 'abandoned', '2026-11-20T03:00:00Z', 0, 'kiosk');
INSERT INTO slips VALUES (7, 1, 'queued', '2026-11-20T03:07:00Z', 0, 'kiosk');
INSERT INTO slips VALUES (8, 1, 'sending', '2026-11-20T03:00:00Z', 0, 'kiosk');
INSERT INTO calls VALUES (1, 20, 'asked', '2026-11-20T03:20:00Z', 'taken', '2026-11-20T03:21:00Z', 2, NULL, NULL, 'kiosk');
INSERT INTO calls VALUES (1, 21, 'no_receipt', '2026-11-20T03:21:00Z', 'called_off', '2026-11-20T03:22:00Z', NULL, NULL, NULL, 'kiosk');
INSERT INTO calls VALUES (1, 22, 'misses', '2026-11-20T03:22:00Z', 'nobody', '2026-11-20T03:23:00Z', NULL, 1, '2026-11-20T03:45:00Z', 'kiosk');
INSERT INTO calls VALUES (1, 23, 'no_paper', '2026-11-20T03:23:00Z', 'nobody', '2026-11-20T03:24:00Z', NULL, NULL, NULL, 'kiosk');
INSERT INTO calls VALUES (1, 24, 'talk', '2026-11-20T03:24:00Z', NULL, NULL, NULL, NULL, NULL, 'kiosk');
INSERT INTO contact_looks VALUES (1, 52, 1, 2, '2026-11-20T03:40:00Z', 'kiosk');
INSERT INTO sqlite_sequence VALUES ('boots', 1);
INSERT INTO sqlite_sequence VALUES ('clock_confirmations', 1);
INSERT INTO sqlite_sequence VALUES ('imports', 1);
INSERT INTO sqlite_sequence VALUES ('staff', 3);
INSERT INTO sqlite_sequence VALUES ('visits', 8);
CREATE UNIQUE INDEX orders_by_no ON orders (order_no, import_id);
CREATE INDEX orders_by_import ON orders (import_id);
CREATE INDEX orders_by_order_digits ON orders (order_digits);
CREATE INDEX orders_by_receipt_digits ON orders (receipt_digits);
CREATE VIEW live_orders AS
    SELECT o.* FROM orders o JOIN imports i ON i.id = o.import_id
    WHERE i.live = 1 AND NOT EXISTS (
        SELECT 1 FROM orders newer JOIN imports j ON j.id = newer.import_id
        WHERE newer.order_no = o.order_no AND newer.import_id > o.import_id AND j.live = 1);
CREATE INDEX drafts_open ON drafts (boot, serial) WHERE state = 'open';
CREATE TRIGGER a_closed_draft_stays_closed BEFORE UPDATE ON drafts WHEN OLD.state <> 'open' AND NEW.state = 'open'
BEGIN SELECT RAISE(ABORT, 'a closed draft stays closed'); END;
CREATE UNIQUE INDEX a_claim_code_is_unique_among_open_visits ON visits (claim_code) WHERE stage = 'waiting';
CREATE UNIQUE INDEX the_first_delivery_is_charged_once ON visits (order_no)
    WHERE charges_outbound = 1 AND stage <> 'refused';
CREATE INDEX visits_of_order ON visits (order_no);
CREATE TRIGGER a_visit_stays BEFORE DELETE ON visits
BEGIN SELECT RAISE(ABORT, 'a visit is never deleted'); END;
CREATE TRIGGER a_decided_visit_stays_decided BEFORE UPDATE OF stage, decided_at, decided_by, refused_clause ON visits
WHEN OLD.stage <> 'waiting'
BEGIN SELECT RAISE(ABORT, 'a decided visit stays decided'); END;
CREATE INDEX visit_lines_of_line ON visit_lines (order_no, line_no);
CREATE TRIGGER a_booked_line_counts AFTER INSERT ON visit_lines WHEN NEW.counts = 1
BEGIN
    UPDATE line_caps SET returned_here = returned_here + NEW.units
    WHERE order_no = NEW.order_no AND line_no = NEW.line_no;
END;
CREATE TRIGGER a_refused_line_counts_no_more AFTER UPDATE OF counts ON visit_lines WHEN NEW.counts <> OLD.counts
BEGIN
    UPDATE line_caps SET returned_here = returned_here + (NEW.counts - OLD.counts) * NEW.units
    WHERE order_no = NEW.order_no AND line_no = NEW.line_no;
END;
CREATE TRIGGER only_a_refused_visit_frees_units BEFORE UPDATE OF counts ON visit_lines
WHEN NEW.counts < OLD.counts AND (SELECT stage FROM visits WHERE id = NEW.visit_id) IS NOT 'refused'
BEGIN SELECT RAISE(ABORT, 'only a refused visit gives units back'); END;
CREATE TRIGGER a_booked_line_does_not_change BEFORE UPDATE OF visit_id, position, order_no, line_no, units ON visit_lines
BEGIN SELECT RAISE(ABORT, 'what was booked does not change'); END;
CREATE TRIGGER a_booked_line_stays BEFORE DELETE ON visit_lines
BEGIN SELECT RAISE(ABORT, 'a booked line is never deleted'); END;
CREATE TRIGGER counted_units_are_the_booked_units AFTER UPDATE OF returned_here ON line_caps
WHEN NEW.returned_here IS NOT (SELECT coalesce(sum(units), 0) FROM visit_lines
    WHERE order_no = NEW.order_no AND line_no = NEW.line_no AND counts = 1)
BEGIN SELECT RAISE(ABORT, 'returned units are counted, not written'); END;
CREATE TRIGGER a_new_cap_has_counted_what_is_booked BEFORE INSERT ON line_caps
WHEN NEW.returned_here IS NOT (SELECT coalesce(sum(units), 0) FROM visit_lines
    WHERE order_no = NEW.order_no AND line_no = NEW.line_no AND counts = 1)
BEGIN SELECT RAISE(ABORT, 'returned units are counted, not written'); END;
CREATE TRIGGER a_cap_is_what_the_order_says BEFORE INSERT ON line_caps
WHEN NOT EXISTS (SELECT 1 FROM live_orders o JOIN order_lines l ON l.order_id = o.id
    WHERE o.order_no = NEW.order_no AND l.line_no = NEW.line_no
      AND l.quantity = NEW.bought AND l.already_returned = NEW.returned_before)
BEGIN SELECT RAISE(ABORT, 'a limit is what the order says'); END;
CREATE TRIGGER a_cap_stays_what_the_order_says BEFORE UPDATE OF bought, returned_before ON line_caps
WHEN NOT EXISTS (SELECT 1 FROM live_orders o JOIN order_lines l ON l.order_id = o.id
    WHERE o.order_no = NEW.order_no AND l.line_no = NEW.line_no
      AND l.quantity = NEW.bought AND l.already_returned = NEW.returned_before)
BEGIN SELECT RAISE(ABORT, 'a limit is what the order says'); END;
CREATE INDEX visit_payments_of_payment ON visit_payments (order_no, method);
CREATE TRIGGER a_promised_refund_counts AFTER INSERT ON visit_payments WHEN NEW.counts = 1
BEGIN
    UPDATE payment_caps SET refunded_here_won = refunded_here_won + NEW.amount_won
    WHERE order_no = NEW.order_no AND method = NEW.method;
END;
CREATE TRIGGER a_refused_refund_counts_no_more AFTER UPDATE OF counts ON visit_payments WHEN NEW.counts <> OLD.counts
BEGIN
    UPDATE payment_caps SET refunded_here_won = refunded_here_won + (NEW.counts - OLD.counts) * NEW.amount_won
    WHERE order_no = NEW.order_no AND method = NEW.method;
END;
CREATE TRIGGER a_promised_refund_does_not_change
BEFORE UPDATE OF visit_id, position, order_no, method, amount_won ON visit_payments
BEGIN SELECT RAISE(ABORT, 'what was booked does not change'); END;
CREATE TRIGGER a_promised_refund_stays BEFORE DELETE ON visit_payments
BEGIN SELECT RAISE(ABORT, 'a promised refund is never deleted'); END;
CREATE TRIGGER counted_won_are_the_promised_won AFTER UPDATE OF refunded_here_won ON payment_caps
WHEN NEW.refunded_here_won IS NOT (SELECT coalesce(sum(amount_won), 0) FROM visit_payments
    WHERE order_no = NEW.order_no AND method = NEW.method AND counts = 1)
BEGIN SELECT RAISE(ABORT, 'refunded won are counted, not written'); END;
CREATE TRIGGER a_new_payment_cap_has_counted_what_is_promised BEFORE INSERT ON payment_caps
WHEN NEW.refunded_here_won IS NOT (SELECT coalesce(sum(amount_won), 0) FROM visit_payments
    WHERE order_no = NEW.order_no AND method = NEW.method AND counts = 1)
BEGIN SELECT RAISE(ABORT, 'refunded won are counted, not written'); END;
CREATE TRIGGER a_payment_cap_is_what_the_order_says BEFORE INSERT ON payment_caps
WHEN (NEW.paid_won, NEW.refunded_before_won) IS NOT (SELECT sum(p.amount_won), sum(p.refunded_won)
    FROM live_orders o JOIN order_payments p ON p.order_id = o.id
    WHERE o.order_no = NEW.order_no AND p.method = NEW.method)
BEGIN SELECT RAISE(ABORT, 'a limit is what the order says'); END;
CREATE TRIGGER a_payment_cap_stays_what_the_order_says BEFORE UPDATE OF paid_won, refunded_before_won ON payment_caps
WHEN (NEW.paid_won, NEW.refunded_before_won) IS NOT (SELECT sum(p.amount_won), sum(p.refunded_won)
    FROM live_orders o JOIN order_payments p ON p.order_id = o.id
    WHERE o.order_no = NEW.order_no AND p.method = NEW.method)
BEGIN SELECT RAISE(ABORT, 'a limit is what the order says'); END;
CREATE TRIGGER an_ended_survey_stays_ended BEFORE UPDATE ON surveys WHEN OLD.status <> 'shown'
BEGIN SELECT RAISE(ABORT, 'a survey is answered once'); END;
CREATE TRIGGER a_survey_follows_a_closed_visit BEFORE INSERT ON surveys
WHEN (SELECT stage FROM visits WHERE id = NEW.visit_id) IS 'waiting'
BEGIN SELECT RAISE(ABORT, 'a survey follows a closed visit'); END;
CREATE TRIGGER an_ended_survey_takes_no_touch BEFORE INSERT ON survey_touches
WHEN (SELECT status FROM surveys WHERE visit_id = NEW.visit_id) IS NOT 'shown'
BEGIN SELECT RAISE(ABORT, 'a survey is answered once'); END;
CREATE TRIGGER a_touch_stays BEFORE UPDATE ON survey_touches
BEGIN SELECT RAISE(ABORT, 'a touch does not change'); END;
CREATE INDEX contacts_by_end ON contacts (destroy_on);
CREATE UNIQUE INDEX a_serial_number_comes_once_in_a_visit ON visit_units (gtin, serial, visit_id)
    WHERE serial IS NOT NULL;
CREATE TRIGGER not_more_units_seen_than_booked BEFORE INSERT ON visit_units
WHEN NEW.nth > (SELECT units FROM visit_lines WHERE visit_id = NEW.visit_id AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'not more units are seen than booked'); END;
CREATE TRIGGER a_seen_unit_does_not_change BEFORE UPDATE ON visit_units
BEGIN SELECT RAISE(ABORT, 'what was booked does not change'); END;
CREATE TRIGGER a_seen_unit_stays BEFORE DELETE ON visit_units
BEGIN SELECT RAISE(ABORT, 'a seen unit is never deleted'); END;
CREATE INDEX visits_that_are_not_shown ON visits (id) WHERE standing = 'booked';
CREATE VIEW shown_visits AS SELECT * FROM visits WHERE standing = 'shown';
CREATE TRIGGER a_void_visit_stays_void BEFORE UPDATE OF standing ON visits
WHEN OLD.standing = 'void' OR NEW.standing = 'booked'
BEGIN SELECT RAISE(ABORT, 'a void visit stays void, a shown one shown'); END;
CREATE TRIGGER a_void_visit_waits_for_nobody BEFORE UPDATE OF standing ON visits
WHEN NEW.standing = 'void' AND (NEW.stage = 'waiting' OR NEW.decided_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'only a visit that nobody waits for and nobody decided is void'); END;
CREATE TRIGGER a_number_is_given_once BEFORE INSERT ON visits
WHEN NEW.sequence <= (SELECT sequence FROM number_fences WHERE day_on = NEW.day_on)
BEGIN SELECT RAISE(ABORT, 'this number may have been given before'); END;
CREATE TRIGGER a_fence_only_rises BEFORE UPDATE ON number_fences
WHEN NEW.day_on <> OLD.day_on OR NEW.sequence < OLD.sequence
BEGIN SELECT RAISE(ABORT, 'a fence only rises'); END;
CREATE TRIGGER a_fence_stays BEFORE DELETE ON number_fences
BEGIN SELECT RAISE(ABORT, 'a fence only rises'); END;
CREATE UNIQUE INDEX the_first_delivery_goes_back_once ON visits (order_no)
    WHERE first_delivery_won > 0 AND stage <> 'refused';
CREATE TRIGGER only_what_comes_back_is_approved BEFORE UPDATE OF stage ON visits
WHEN NEW.stage = 'approved'
    AND NOT EXISTS (SELECT 1 FROM visit_lines WHERE visit_id = NEW.id AND counts = 1)
BEGIN SELECT RAISE(ABORT, 'nothing comes back that could be approved'); END;
CREATE TRIGGER only_an_enquiry_ends_with_a_talk BEFORE UPDATE OF talked ON visits
WHEN NEW.talked = 1 AND (NEW.stage <> 'refused'
    OR EXISTS (SELECT 1 FROM visit_lines WHERE visit_id = NEW.id AND outcome <> 'refused'))
BEGIN SELECT RAISE(ABORT, 'a visit in which something comes back is approved or refused'); END;
CREATE TRIGGER a_settlement_is_made_by_the_approval BEFORE INSERT ON settlements
WHEN (SELECT stage FROM visits WHERE id = NEW.visit_id) IS NOT 'waiting'
BEGIN SELECT RAISE(ABORT, 'a visit is settled when it is approved'); END;
CREATE TRIGGER a_settlement_does_not_change BEFORE UPDATE ON settlements
BEGIN SELECT RAISE(ABORT, 'a settlement does not change'); END;
CREATE TRIGGER a_settlement_stays BEFORE DELETE ON settlements
BEGIN SELECT RAISE(ABORT, 'a settlement is never deleted'); END;
CREATE TRIGGER won_that_are_paid_stay_counted BEFORE UPDATE OF counts ON visit_payments
WHEN NEW.counts < OLD.counts AND (SELECT stage FROM visits WHERE id = NEW.visit_id) IS 'approved'
BEGIN SELECT RAISE(ABORT, 'what is paid stays counted'); END;
CREATE TRIGGER a_visit_keeps_its_order BEFORE UPDATE OF order_no, day_on, sequence, booking ON visits
BEGIN SELECT RAISE(ABORT, 'what was booked does not change'); END;
CREATE TRIGGER a_decided_visit_keeps_its_sums
BEFORE UPDATE OF charges_outbound, shipping_won, fee_won, refund_won, due_won, first_delivery_won ON visits
WHEN OLD.stage <> 'waiting'
BEGIN SELECT RAISE(ABORT, 'a decided visit keeps its sums'); END;
CREATE INDEX slips_that_matter ON slips (visit_id) WHERE state NOT IN ('printed', 'paperless', 'abandoned');
CREATE INDEX slips_not_cleared ON slips (visit_id) WHERE state IN ('in_doubt', 'abandoned') AND cleared = 0;
CREATE TRIGGER a_slip_that_has_ended_stays_so BEFORE UPDATE OF state ON slips
WHEN OLD.state IN ('printed', 'paperless', 'abandoned') AND NEW.state <> OLD.state
BEGIN SELECT RAISE(ABORT, 'a printed, paperless or abandoned slip stays so'); END;
CREATE INDEX missed_calls ON calls (boot, serial) WHERE ended = 'nobody' AND seen_at IS NULL;
CREATE INDEX open_calls ON calls (boot) WHERE ended IS NULL;
CREATE TRIGGER a_call_ends_once BEFORE UPDATE OF why, called_at, ended, ended_at, taken_by ON calls
WHEN OLD.ended IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a call that has ended stays as it ended'); END;
CREATE INDEX looks_of_a_visit ON contact_looks (visit_id);
CREATE INDEX sign_ins_in_order ON sign_ins (nth);
CREATE TRIGGER a_draft_names_the_terminal_of_its_start BEFORE INSERT ON drafts
WHEN NEW.terminal <> (SELECT terminal FROM boots WHERE boot = NEW.boot)
BEGIN SELECT RAISE(ABORT, 'a key names the terminal of its start'); END;
CREATE TRIGGER a_visit_names_the_terminal_of_its_start BEFORE INSERT ON visits
WHEN NEW.terminal <> (SELECT terminal FROM boots WHERE boot = NEW.boot)
BEGIN SELECT RAISE(ABORT, 'a key names the terminal of its start'); END;
CREATE TRIGGER a_sign_in_names_the_terminal_of_its_start BEFORE INSERT ON sign_ins
WHEN NEW.terminal <> (SELECT terminal FROM boots WHERE boot = NEW.boot)
BEGIN SELECT RAISE(ABORT, 'a key names the terminal of its start'); END;
CREATE TRIGGER a_call_names_the_terminal_of_its_start BEFORE INSERT ON calls
WHEN NEW.terminal <> (SELECT terminal FROM boots WHERE boot = NEW.boot)
BEGIN SELECT RAISE(ABORT, 'a key names the terminal of its start'); END;
CREATE TRIGGER a_look_names_the_terminal_of_its_start BEFORE INSERT ON contact_looks
WHEN NEW.terminal <> (SELECT terminal FROM boots WHERE boot = NEW.boot)
BEGIN SELECT RAISE(ABORT, 'a key names the terminal of its start'); END;
