-- A page of enrolments of a person, by any of their records, by id. The records are joined, not
-- compared with ANY, which a plan may do for each row of the organization.
SELECT enrolment.*
FROM unnest(records_of_person(:participant_id::uuid)) AS record(id)
JOIN enrolment_record enrolment
  ON enrolment._organization_id = :organization_id AND enrolment._participant_id = record.id
WHERE _enrolment_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
  AND (:state::smallint IS NULL OR state = :state::smallint)
  AND (NOT :by_cohort::boolean OR _cohort_id = (SELECT coalesce(:cohort_id::uuid, (
    SELECT cohort_id FROM cohort WHERE organization_id = :organization_id AND external_id = :cohort_external_id))))
ORDER BY _enrolment_id
LIMIT :limit
