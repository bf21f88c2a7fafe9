-- A visit is booked before its customer is told of it. One that is never shown to them is void: it holds no units and
-- no money, and whoever looks for visits looks into `shown_visits`, where it never stands. What is there already was
-- shown.

ALTER TABLE visits ADD COLUMN standing TEXT NOT NULL DEFAULT 'shown' CHECK (standing IN ('booked', 'shown', 'void'));
CREATE INDEX visits_that_are_not_shown ON visits (id) WHERE standing = 'booked';
CREATE VIEW shown_visits AS SELECT * FROM visits WHERE standing = 'shown';

CREATE TRIGGER a_void_visit_stays_void BEFORE UPDATE OF standing ON visits
WHEN OLD.standing = 'void' OR NEW.standing = 'booked'
BEGIN SELECT RAISE(ABORT, 'a void visit stays void, a shown one shown'); END;
CREATE TRIGGER a_void_visit_waits_for_nobody BEFORE UPDATE OF standing ON visits
WHEN NEW.standing = 'void' AND (NEW.stage = 'waiting' OR NEW.decided_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'only a visit that nobody waits for and nobody decided is void'); END;
