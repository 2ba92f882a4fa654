-- For each participant, assessment, attempt and cohort: whether the participant takes or
-- took part, which is all that have a cohort, and the result that is there already. Row by
-- row (LIMIT), by index whatever the statistics say of a table that is filling.
SELECT asked.i - 1 AS item, asked.cohort_id IS NOT NULL AS enrolled, r.score, r.assessed_on, r.version
FROM unnest(:participant_ids::uuid[], :owner_ids::uuid[], :attempts::int[], :cohort_ids::uuid[]) WITH ORDINALITY
  AS asked(participant_id, assessment_id, attempt, cohort_id, i)
LEFT JOIN LATERAL (
  SELECT score, assessed_on, version FROM result
  WHERE organization_id = :organization_id AND assessment_id = asked.assessment_id
    AND participant_id = asked.participant_id AND attempt = asked.attempt AND cohort_id = asked.cohort_id
  LIMIT 1
) r ON true
ORDER BY asked.i
