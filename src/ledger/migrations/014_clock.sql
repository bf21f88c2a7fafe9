-- A telephone number's day of destruction was counted from a clock; 0 where nobody vouched for that clock, and the day
-- is looked at again once somebody does.

ALTER TABLE contacts ADD COLUMN dated INTEGER NOT NULL DEFAULT 1 CHECK (dated IN (0, 1));
