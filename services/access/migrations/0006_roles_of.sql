-- The roles that an account has at an instant in the organization of the call, by
-- grants there and by those for every organization. When it fails, its transaction
-- takes the setting back.
CREATE FUNCTION roles_of(account uuid, instant timestamptz) RETURNS smallint[] LANGUAGE plpgsql
AS $$
DECLARE
  organization text := current_setting('waymark.organization');
  roles smallint[];
BEGIN
  PERFORM set_config('waymark.organization', '*', true);
  roles := ARRAY(SELECT g.role FROM role_grant g
                 WHERE g.account_id = account AND g.organization_id IN (organization, '*')
                   AND g.start_time <= instant AND (g.end_time IS NULL OR g.end_time > instant));
  PERFORM set_config('waymark.organization', organization, true);
  RETURN roles;
END $$;
