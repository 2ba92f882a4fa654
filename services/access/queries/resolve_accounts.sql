-- What references to accounts stand for among those that have a role in the organization,
-- in the order asked, and whether the account is not disabled and has the role `:role`.
WITH wanted AS MATERIALIZED (
  SELECT r.i, coalesce(r.id, (SELECT account_id FROM account
                              WHERE user_name_key = lower(r.user_name COLLATE "und-x-icu"))) AS id
  FROM unnest(:ids::uuid[], :user_names::text[]) WITH ORDINALITY AS r(id, user_name, i)
), known AS MATERIALIZED (
  SELECT wanted.i, a.account_id, a.state, roles_of(a.account_id, :now::timestamptz) AS roles
  FROM wanted
  JOIN account a ON a.account_id = wanted.id
)
SELECT known.account_id AS id, coalesce(:role::smallint = ANY (known.roles) AND known.state <> 3, false) AS open
FROM wanted
LEFT JOIN known ON known.i = wanted.i AND cardinality(known.roles) > 0
ORDER BY wanted.i
