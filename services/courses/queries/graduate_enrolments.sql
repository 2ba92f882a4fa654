-- Moves enrolments to GRADUATED. Two versions on: the change of state and the
-- graduation are an event each.
UPDATE enrolment
SET state = 8, state_on = :graduated_on::date, exit_reason = :exit_reason, historical = false,
    recorded_as_past = recorded_as_past OR historical, graduated = true,
    version = version + 2, update_time = :now::timestamptz
WHERE organization_id = :organization_id AND enrolment_id = ANY (:enrolment_ids::uuid[])
