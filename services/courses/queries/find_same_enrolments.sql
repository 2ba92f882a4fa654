-- For each participant and cohort: an enrolment that is open (as
-- enrolment_open_unique has it) or has the same content. Row by row (LIMIT), by
-- index whatever the statistics say of a table that is filling.
SELECT asked.i - 1 AS item, e.enrolment_id AS id, e.content_digest
FROM unnest(:participant_ids::uuid[], :cohort_ids::uuid[], :open::boolean[], :content_digests::uuid[]) WITH ORDINALITY
  AS asked(participant_id, cohort_id, open, content_digest, i)
JOIN LATERAL (
  SELECT enrolment_id, content_digest FROM enrolment
  WHERE organization_id = :organization_id AND participant_id = asked.participant_id
    AND cohort_id = asked.cohort_id
    AND (asked.open AND state IN (1, 2, 3, 5, 6, 7) OR content_digest = asked.content_digest)
  ORDER BY content_digest IS NOT DISTINCT FROM asked.content_digest DESC
  LIMIT 1
) e ON true
ORDER BY asked.i
