-- Makes sessions.
INSERT INTO session (organization_id, session_id, external_id, cohort_id, start_time, end_time, topic, place,
                     cancelled, content_digest, version, create_time, update_time)
SELECT :organization_id, *, 1, :now::timestamptz, :now::timestamptz
FROM unnest(:session_ids::uuid[], :external_ids::text[], :cohort_ids::uuid[], :start_times::timestamptz[],
            :end_times::timestamptz[], :topics::text[], :places::text[], :cancelled::boolean[],
            :content_digests::uuid[])
