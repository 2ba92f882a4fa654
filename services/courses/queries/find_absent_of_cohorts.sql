-- Who never took part in a cohort. Row by row (LIMIT), by index whatever the
-- statistics say of a table that is filling.
SELECT asked.participant_id
FROM unnest(:participant_ids::uuid[], :cohort_ids::uuid[]) AS asked(participant_id, cohort_id)
WHERE (SELECT true FROM enrolment
       WHERE organization_id = :organization_id AND participant_id = asked.participant_id
         AND cohort_id = asked.cohort_id AND ever_active
       LIMIT 1) IS NULL
