-- What a caller sees of protected persons: 1 = what they are called, 2 = the whole
-- record. By units and all below them, by the cohorts that they teach, by whom they
-- accompany, and by the openings of the account.
SELECT 1 AS sight, unnest(units_below(:named_units::uuid[])) AS unit_id, NULL::uuid AS participant_id
UNION ALL
SELECT 2, unnest(units_below(:whole_units::uuid[])), NULL
UNION ALL
SELECT 1, NULL, unnest(persons_taught(:named_teacher::uuid, :named_taught_in::uuid[])
                      || persons_mentored(:named_mentor::uuid, :named_mentored_in::uuid[]))
UNION ALL
SELECT 2, NULL, participant_id FROM opening
WHERE organization_id = :organization_id AND account_id = :account_id::uuid
  AND end_time > :now::timestamptz
