-- A page of results by assessment, participant and attempt.
SELECT * FROM result_record r
WHERE _organization_id = :organization_id
  AND (r._assessment_id, r._participant_id, r.attempt)
      > ((SELECT coalesce(:after_assessment::uuid, '00000000-0000-0000-0000-000000000000')),
         (SELECT coalesce(:after_participant::uuid, '00000000-0000-0000-0000-000000000000')),
         (SELECT coalesce(:after_attempt::int, 0)))
ORDER BY _assessment_id, _participant_id, attempt
LIMIT :limit
