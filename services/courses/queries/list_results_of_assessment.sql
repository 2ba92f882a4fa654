-- A page of the results of an assessment by participant, attempt and cohort.
SELECT * FROM result_record r
WHERE _organization_id = :organization_id
  AND _assessment_id = (SELECT coalesce(:assessment_id::uuid, (
    SELECT assessment_id FROM assessment
    WHERE organization_id = :organization_id AND external_id = :assessment_external_id)))
  AND (NOT :by_participant::boolean OR _participant_id = ANY ((SELECT records_of_person(:participant_id::uuid))::uuid[]))
  AND (r._assessment_id, r._participant_id, r.attempt)
      >= ((SELECT coalesce(:after_assessment::uuid, '00000000-0000-0000-0000-000000000000')),
          (SELECT coalesce(:after_participant::uuid, '00000000-0000-0000-0000-000000000000')),
          (SELECT coalesce(:after_attempt::int, 0)))
  AND ((r._assessment_id, r._participant_id, r.attempt)
         IS DISTINCT FROM (:after_assessment::uuid, :after_participant::uuid, :after_attempt::int)
       OR r._run_id > :after_run::uuid)
ORDER BY _assessment_id, _participant_id, attempt, _run_id
LIMIT :limit
