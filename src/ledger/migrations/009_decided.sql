-- What the staff decide. An enquiry about lines that the policy refuses ends with a talk: nothing comes back, and there
-- is nothing to approve. A visit is promised its sums by the order as it stood with everything that waited before it;
-- it is paid by the order as it stands when the staff approve it, with what was approved before it and nothing else.

ALTER TABLE visits ADD COLUMN talked INTEGER NOT NULL DEFAULT 0 CHECK (talked IN (0, 1));

CREATE TRIGGER only_what_comes_back_is_approved BEFORE UPDATE OF stage ON visits
WHEN NEW.stage = 'approved'
    AND NOT EXISTS (SELECT 1 FROM visit_lines WHERE visit_id = NEW.id AND counts = 1)
BEGIN SELECT RAISE(ABORT, 'nothing comes back that could be approved'); END;
CREATE TRIGGER only_an_enquiry_ends_with_a_talk BEFORE UPDATE OF talked ON visits
WHEN NEW.talked = 1 AND (NEW.stage <> 'refused'
    OR EXISTS (SELECT 1 FROM visit_lines WHERE visit_id = NEW.id AND outcome <> 'refused'))
BEGIN SELECT RAISE(ABORT, 'a visit in which something comes back is approved or refused'); END;

-- What an approved visit is paid; none of visits that were approved before this was kept: they are paid as promised.
CREATE TABLE settlements (
    visit_id    INTEGER PRIMARY KEY REFERENCES visits (id),
    decision    TEXT NOT NULL
) STRICT;
CREATE TRIGGER a_settlement_is_made_by_the_approval BEFORE INSERT ON settlements
WHEN (SELECT stage FROM visits WHERE id = NEW.visit_id) IS NOT 'waiting'
BEGIN SELECT RAISE(ABORT, 'a visit is settled when it is approved'); END;
CREATE TRIGGER a_settlement_does_not_change BEFORE UPDATE ON settlements
BEGIN SELECT RAISE(ABORT, 'a settlement does not change'); END;
CREATE TRIGGER a_settlement_stays BEFORE DELETE ON settlements
BEGIN SELECT RAISE(ABORT, 'a settlement is never deleted'); END;

-- A promise gives way to what is paid; what is paid stays counted for ever.
DROP TRIGGER only_a_refused_visit_frees_won;
CREATE TRIGGER won_that_are_paid_stay_counted BEFORE UPDATE OF counts ON visit_payments
WHEN NEW.counts < OLD.counts AND (SELECT stage FROM visits WHERE id = NEW.visit_id) IS 'approved'
BEGIN SELECT RAISE(ABORT, 'what is paid stays counted'); END;

-- Which of the visits that wait is charged the first delivery is settled by the first that is approved.
DROP TRIGGER a_visit_keeps_its_order;
CREATE TRIGGER a_visit_keeps_its_order BEFORE UPDATE OF order_no, day_on, sequence, booking ON visits
BEGIN SELECT RAISE(ABORT, 'what was booked does not change'); END;
CREATE TRIGGER a_decided_visit_keeps_its_sums
BEFORE UPDATE OF charges_outbound, shipping_won, fee_won, refund_won, due_won, first_delivery_won ON visits
WHEN OLD.stage <> 'waiting'
BEGIN SELECT RAISE(ABORT, 'a decided visit keeps its sums'); END;
