-- Several machines may work on one ledger: each thing that a machine made names it. What is there already was made by
-- the first one. Starts are counted for all machines together, so that start and number still name one visit.

ALTER TABLE boots ADD COLUMN terminal TEXT NOT NULL DEFAULT 'kiosk' CHECK (terminal <> '');
ALTER TABLE drafts ADD COLUMN terminal TEXT NOT NULL DEFAULT 'kiosk' CHECK (terminal <> '');
ALTER TABLE visits ADD COLUMN terminal TEXT NOT NULL DEFAULT 'kiosk' CHECK (terminal <> '');
ALTER TABLE sign_ins ADD COLUMN terminal TEXT NOT NULL DEFAULT 'kiosk' CHECK (terminal <> '');
ALTER TABLE calls ADD COLUMN terminal TEXT NOT NULL DEFAULT 'kiosk' CHECK (terminal <> '');
ALTER TABLE contact_looks ADD COLUMN terminal TEXT NOT NULL DEFAULT 'kiosk' CHECK (terminal <> '');
-- Whose printer has it, or had it last.
ALTER TABLE slips ADD COLUMN terminal TEXT NOT NULL DEFAULT 'kiosk' CHECK (terminal <> '');

-- Starts of several machines run side by side: what was tried after what is counted.
ALTER TABLE sign_ins ADD COLUMN nth INTEGER NOT NULL DEFAULT 0 CHECK (nth >= 0);
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
