-- Moves a mentorship to another state.
UPDATE mentorship
SET state = :state::smallint, state_on = :state_on::date, started_on = :started_on::date, ended_on = :ended_on::date,
    version = version + 1, update_time = :now::timestamptz
WHERE organization_id = :organization_id AND mentorship_id = :mentorship_id::uuid
