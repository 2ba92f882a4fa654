-- For each participant and cohort: an enrolment that is open (as
-- enrolment_open_unique has it) or has the same content.
SELECT asked.i - 1 AS item, e.enrolment_id AS id, e.content_digest
FROM unnest(:participant_ids::uuid[], :cohort_ids::uuid[], :open::boolean[], :content_digests::uuid[]) WITH ORDINALITY
  AS asked(participant_id, cohort_id, open, content_digest, i)
JOIN enrolment e ON e.organization_id = :organization_id AND e.participant_id = asked.participant_id
  AND e.cohort_id = asked.cohort_id
  AND (asked.open AND e.state IN (1, 2, 3, 5, 6, 7) OR e.content_digest = asked.content_digest)
ORDER BY asked.i, e.content_digest = asked.content_digest DESC
