-- A page of the results of an assessment by participant and attempt.
SELECT * FROM result_record r
WHERE _organization_id = :organization_id
  AND _assessment_id = (SELECT coalesce(:assessment_id::uuid, (
    SELECT assessment_id FROM assessment
    WHERE organization_id = :organization_id AND external_id = :assessment_external_id)))
  AND (NOT :by_participant::boolean OR _participant_id = ANY ((SELECT records_of_person(:participant_id::uuid))::uuid[]))
  AND (r._assessment_id, r._participant_id, r.attempt)
      > ((SELECT coalesce(:after_assessment::uuid, '00000000-0000-0000-0000-000000000000')),
         (SELECT coalesce(:after_participant::uuid, '00000000-0000-0000-0000-000000000000')),
         (SELECT coalesce(:after_attempt::int, 0)))
ORDER BY _assessment_id, _participant_id, attempt
LIMIT :limit
