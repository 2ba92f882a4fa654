-- Whose session a secret opens, with a row for each grant of the account that has
-- not ended, or one without.
SELECT s.account_id, s.session_id, micros(s.last_use_time) AS last_use_time, micros(s.expire_time) AS expire_time,
       g.organization_id, g.role, g.unit_id, g.participant_id, micros(g.start_time) AS start_time,
       micros(g.end_time) AS end_time
FROM session s
JOIN account a ON a.account_id = s.account_id AND a.state = 2
LEFT JOIN role_grant g ON g.account_id = s.account_id AND (g.end_time IS NULL OR g.end_time > :now::timestamptz)
WHERE s.digest = :digest::bytea AND s.end_time IS NULL
ORDER BY g.organization_id, g.grant_id
