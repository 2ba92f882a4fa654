-- What references to accounts stand for among those that have a role in the organization,
-- in the order asked, whether the account is not disabled and has the role `:role`, and
-- which participants' it is.
WITH wanted AS MATERIALIZED (
  SELECT r.i, coalesce(r.id, (SELECT account_id FROM account
                              WHERE user_name_key = lower(r.user_name COLLATE "und-x-icu"))) AS id
  FROM unnest(:ids::uuid[], :user_names::text[]) WITH ORDINALITY AS r(id, user_name, i)
), known AS MATERIALIZED (
  SELECT wanted.i, a.account_id, a.state, roles_of(a.account_id, :now::timestamptz) AS roles
  FROM wanted
  JOIN account a ON a.account_id = wanted.id
)
SELECT known.account_id AS id, coalesce(:role::smallint = ANY (known.roles) AND known.state <> 3, false) AS open,
       ARRAY(SELECT g.participant_id FROM role_grant g
             WHERE g.organization_id = :organization_id AND g.account_id = known.account_id
               AND g.participant_id IS NOT NULL AND g.start_time <= :now::timestamptz
               AND (g.end_time IS NULL OR g.end_time > :now::timestamptz)) AS participant_ids
FROM wanted
LEFT JOIN known ON known.i = wanted.i AND cardinality(known.roles) > 0
ORDER BY wanted.i
