-- Pairs a mentor and a mentee.
{{record}}
INSERT INTO mentorship (organization_id, mentorship_id, account_id, participant_id, mode, state, state_on, started_on,
                        version, create_time, update_time)
VALUES (:organization_id, :mentorship_id::uuid, :account_id::uuid, :participant_id::uuid, :mode::smallint,
        :state::smallint, :state_on::date, :started_on::date, 1, :recorded_at::timestamptz, :recorded_at::timestamptz)
