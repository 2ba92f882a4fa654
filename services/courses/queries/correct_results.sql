-- Corrects results that have not changed since they were looked at: one row for
-- each.
UPDATE result r
SET score = c.score, passed = c.passed, assessed_on = c.assessed_on, version = r.version + 1,
    update_time = :now::timestamptz
FROM unnest(:owner_ids::uuid[], :participant_ids::uuid[], :attempts::int[], :cohort_ids::uuid[], :scores::float8[],
            :passed::boolean[], :assessed_ons::date[], :versions::int[])
  AS c(assessment_id, participant_id, attempt, cohort_id, score, passed, assessed_on, version)
WHERE r.organization_id = :organization_id AND r.assessment_id = c.assessment_id
  AND r.participant_id = c.participant_id AND r.attempt = c.attempt AND r.cohort_id = c.cohort_id
  AND r.version = c.version
RETURNING r.assessment_id
