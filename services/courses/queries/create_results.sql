-- Records results.
INSERT INTO result (organization_id, assessment_id, participant_id, attempt, cohort_id, score, passed, assessed_on,
                    version, create_time, update_time)
SELECT :organization_id, *, 1, :now::timestamptz, :now::timestamptz
FROM unnest(:owner_ids::uuid[], :participant_ids::uuid[], :attempts::int[], :cohort_ids::uuid[], :scores::float8[],
            :passed::boolean[], :assessed_ons::date[])
