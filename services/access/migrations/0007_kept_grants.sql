-- Administrators of units keep the grants for these, and see no others; see the common
-- migration 0011.
SELECT bind_to_units('role_grant');
DO $$
BEGIN
  EXECUTE format($policy$CREATE POLICY keep_select ON role_grant AS RESTRICTIVE FOR SELECT TO %I
    USING (unit_id IN (SELECT unnest(current_setting('waymark.units')::uuid[])))$policy$,
    current_setting('waymark.app_role') || '_part');
END $$;

-- Whoever ends a grant, all that its account has left are counted. It runs as the owner,
-- whom no policy of reach binds.
ALTER FUNCTION has_grants(uuid, timestamptz) SECURITY DEFINER SET search_path = public, pg_temp;
