-- Lets an account teach a cohort.
{{record}}
INSERT INTO instructor (organization_id, instructor_id, cohort_id, account_id, start_time, end_time, version,
                        create_time, update_time)
VALUES (:organization_id, :instructor_id::uuid, :cohort_id::uuid, :account_id::uuid, :start_time::timestamptz,
        :end_time::timestamptz, 1, :recorded_at::timestamptz, :recorded_at::timestamptz)
