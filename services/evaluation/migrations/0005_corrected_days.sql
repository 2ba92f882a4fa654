-- A day that was told by mistake is taken away again.
DO $$
BEGIN
  EXECUTE format('GRANT DELETE ON unit_parent, person_unit TO %I', current_setting('waymark.app_role'));
END $$;
