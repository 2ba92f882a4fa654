-- What an account was granted that holds now, in whatever organization.
SELECT organization_id, role, unit_id, participant_id
FROM role_grant
WHERE account_id = :account_id::uuid AND start_time <= :now::timestamptz
  AND (end_time IS NULL OR end_time > :now::timestamptz)
ORDER BY organization_id, grant_id
