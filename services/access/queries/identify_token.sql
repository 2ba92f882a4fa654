-- Whose token this is, with a row for each grant of the account that has not ended,
-- or one without. An account that has no password yet may have tokens: the first
-- administrator begins by one.
SELECT t.account_id, t.digest, t.roles::text[] AS roles, t.limited_to, micros(t.last_use_time) AS last_use_time,
       micros(t.expire_time) AS expire_time, g.organization_id, g.role, g.unit_id, g.participant_id,
       micros(g.start_time) AS start_time, micros(g.end_time) AS end_time
FROM api_token t
JOIN account a ON a.account_id = t.account_id AND a.state <> 3
LEFT JOIN role_grant g ON g.account_id = t.account_id AND (g.end_time IS NULL OR g.end_time > :now::timestamptz)
WHERE t.token_id = :token_id::uuid AND t.revoke_time IS NULL
ORDER BY g.organization_id, g.grant_id
