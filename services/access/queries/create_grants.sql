-- Grants several roles for every organization to one account.
INSERT INTO role_grant (organization_id, grant_id, account_id, role, start_time, version, create_time, update_time)
SELECT '*', g.grant_id, :account_id::uuid, g.role, :now::timestamptz, 1, :now::timestamptz, :now::timestamptz
FROM unnest(:grant_ids::uuid[], :roles::smallint[]) AS g(grant_id, role)
