-- Moves an enrolment to another state.
UPDATE enrolment
SET state = :state, state_on = :state_on::date, exit_reason = :exit_reason, ever_active = :ever_active,
    historical = false, recorded_as_past = recorded_as_past OR historical, version = version + 1,
    update_time = :now::timestamptz
WHERE organization_id = :organization_id AND enrolment_id = :enrolment_id::uuid
