-- For each participant and cohort: an enrolment that is open (as enrolment_open_unique has
-- it), of any record of the person, or has the same content; and the record that stands for
-- the person. Only where there is such an enrolment or another record. Row by row (LIMIT),
-- by index whatever the statistics say of a table that is filling.
SELECT asked.i - 1 AS item, person.id AS person_id, e.enrolment_id AS id, e.content_digest
FROM unnest(:participant_ids::uuid[], :cohort_ids::uuid[], :open::boolean[], :content_digests::uuid[]) WITH ORDINALITY
  AS asked(participant_id, cohort_id, open, content_digest, i)
LEFT JOIN LATERAL (
  SELECT merged_into_id FROM reach_person
  WHERE organization_id = :organization_id AND person_id = asked.participant_id
  LIMIT 1
) merged ON true
CROSS JOIN LATERAL (SELECT coalesce(merged.merged_into_id, asked.participant_id) AS id) person
LEFT JOIN LATERAL (
  SELECT of_record.enrolment_id, of_record.content_digest
  FROM (
    SELECT person.id
    UNION ALL
    SELECT person_id FROM reach_person
    WHERE organization_id = :organization_id AND merged_into_id = person.id
  ) record(id)
  CROSS JOIN LATERAL (
    SELECT enrolment_id, content_digest FROM enrolment
    WHERE organization_id = :organization_id AND participant_id = record.id AND cohort_id = asked.cohort_id
      AND (asked.open AND state IN (1, 2, 3, 5, 6, 7) OR content_digest = asked.content_digest)
    ORDER BY content_digest IS NOT DISTINCT FROM asked.content_digest DESC
    LIMIT 1
  ) of_record
  ORDER BY of_record.content_digest IS NOT DISTINCT FROM asked.content_digest DESC
  LIMIT 1
) e ON true
WHERE e.enrolment_id IS NOT NULL OR merged.merged_into_id IS NOT NULL
ORDER BY asked.i
