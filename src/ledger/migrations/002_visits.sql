-- Visits, what they return, and the limits that no writer can pass: not more units than were bought, not more won
-- than were paid, the first delivery once an order. Rows of visits are never deleted; a refusal by the staff takes
-- a visit's rows out of the count.

CREATE TABLE clock (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    newest_at   TEXT CHECK (newest_at GLOB '????-??-??T??:??:??*Z')
) STRICT;
INSERT INTO clock VALUES (1, NULL);

CREATE TABLE boots (
    boot    INTEGER PRIMARY KEY AUTOINCREMENT,
    nonce   INTEGER NOT NULL UNIQUE,
    at      TEXT    NOT NULL
) STRICT;

CREATE TABLE drafts (
    boot        INTEGER NOT NULL,
    serial      INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('open', 'wiped', 'booked')),
    content     TEXT,
    PRIMARY KEY (boot, serial),
    CHECK ((state = 'open') = (content IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX drafts_open ON drafts (boot, serial) WHERE state = 'open';
CREATE TRIGGER a_closed_draft_stays_closed BEFORE UPDATE ON drafts WHEN OLD.state <> 'open' AND NEW.state = 'open'
BEGIN SELECT RAISE(ABORT, 'a closed draft stays closed'); END;

CREATE TABLE staff (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    name            TEXT    NOT NULL UNIQUE CHECK (trim(name) <> ''),
    role            TEXT    NOT NULL CHECK (role IN ('clerk', 'senior', 'manager')),
    pin_hash        TEXT    NOT NULL CHECK (pin_hash GLOB '$argon2id$*'),
    failures        INTEGER NOT NULL DEFAULT 0 CHECK (failures BETWEEN 0 AND 5),
    failures_ever   INTEGER NOT NULL DEFAULT 0,
    locked_until_at TEXT,
    added_at        TEXT    NOT NULL
) STRICT;

CREATE TABLE sign_ins (
    boot        INTEGER NOT NULL,
    serial      INTEGER NOT NULL,
    staff_id    INTEGER REFERENCES staff (id),
    at          TEXT    NOT NULL,
    result      TEXT    NOT NULL CHECK (result IN ('in', 'wrong', 'locked')),
    left_over   INTEGER,
    until_at    TEXT,
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
    booking             TEXT    NOT NULL,
    UNIQUE (boot, serial),
    UNIQUE (day_on, sequence),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK (stage <> 'waiting' OR decided_at IS NULL),
    CHECK (stage <> 'approved' OR (decided_at IS NOT NULL AND refused_clause IS NULL)),
    CHECK (stage <> 'refused' OR (decided_at IS NULL) = (refused_clause IS NULL))
) STRICT;
CREATE UNIQUE INDEX a_claim_code_is_unique_among_open_visits ON visits (claim_code) WHERE stage = 'waiting';
CREATE UNIQUE INDEX the_first_delivery_is_charged_once ON visits (order_no)
    WHERE charges_outbound = 1 AND stage <> 'refused';
CREATE INDEX visits_of_order ON visits (order_no);
CREATE TRIGGER a_visit_stays BEFORE DELETE ON visits
BEGIN SELECT RAISE(ABORT, 'a visit is never deleted'); END;
CREATE TRIGGER a_decided_visit_stays_decided BEFORE UPDATE OF stage, decided_at, decided_by, refused_clause ON visits
WHEN OLD.stage <> 'waiting'
BEGIN SELECT RAISE(ABORT, 'a decided visit stays decided'); END;
CREATE TRIGGER a_visit_keeps_its_order BEFORE UPDATE OF order_no, day_on, sequence, charges_outbound, booking ON visits
BEGIN SELECT RAISE(ABORT, 'what was booked does not change'); END;

-- What an order line allows and what has come back of it. `returned_here` is counted by the triggers below.
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

-- What a payment of an order allows and what has gone back of it; two payments by one method count together.
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
CREATE TRIGGER only_a_refused_visit_frees_won BEFORE UPDATE OF counts ON visit_payments
WHEN NEW.counts < OLD.counts AND (SELECT stage FROM visits WHERE id = NEW.visit_id) IS NOT 'refused'
BEGIN SELECT RAISE(ABORT, 'only a refused visit gives won back'); END;
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

CREATE TABLE slips (
    visit_id    INTEGER NOT NULL REFERENCES visits (id),
    copy        INTEGER NOT NULL CHECK (copy >= 1),
    state       TEXT    NOT NULL CHECK (state IN ('queued', 'sending', 'printed', 'in_doubt', 'not_printed')),
    changed_at  TEXT    NOT NULL,
    PRIMARY KEY (visit_id, copy)
) STRICT, WITHOUT ROWID;
CREATE INDEX slips_not_printed ON slips (visit_id) WHERE state <> 'printed';
