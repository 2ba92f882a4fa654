-- Whether an account or a grant gives the administration of all organizations, and
-- whether another does so without end. A disabled account administrates nothing.
SELECT coalesce(bool_or(a.asked), false) AS asked,
       coalesce(bool_or(NOT a.asked AND a.end_time IS NULL), false) AS another
FROM (
  SELECT (g.account_id = :account_id::uuid) IS TRUE OR (g.grant_id = :grant_id::uuid) IS TRUE AS asked, g.end_time
  FROM role_grant g
  JOIN account USING (account_id)
  WHERE g.organization_id = '*' AND g.role = 1 AND account.state <> 3 AND g.start_time <= :now::timestamptz
    AND (g.end_time IS NULL OR g.end_time > :now::timestamptz)
) a
