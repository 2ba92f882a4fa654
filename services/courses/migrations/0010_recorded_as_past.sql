-- Whether an enrolment was recorded as a past one, which took no seat; `historical` says
-- so only until its state is changed. NULL: as `historical` says.
ALTER TABLE enrolment ADD COLUMN recorded_as_past boolean;

-- Those whose state was changed since, as their first event has it: `historical` (10) of
-- EnrolmentStateChanged is true. No text holds a byte 1, and nothing else that such an
-- event consists of is written as these two.
--
-- Of all organizations at once: policies would hide them from their owner.
ALTER TABLE enrolment NO FORCE ROW LEVEL SECURITY;
ALTER TABLE change NO FORCE ROW LEVEL SECURITY;
UPDATE enrolment e SET recorded_as_past = true
FROM change c
WHERE NOT e.historical AND e.version > 1 AND c.organization_id = e.organization_id
  AND c.aggregate = 'enrolments/' || e.enrolment_id AND c.aggregate_version = 1
  AND c.type = 'enrolment.state_changed' AND position('\x5001'::bytea IN c.payload) > 0;
ALTER TABLE enrolment FORCE ROW LEVEL SECURITY;
ALTER TABLE change FORCE ROW LEVEL SECURITY;
