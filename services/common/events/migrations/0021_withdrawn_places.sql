-- Where a unit was said to stand from a day on by mistake is taken away again.
DO $$
BEGIN
  EXECUTE format('GRANT DELETE ON reach_unit TO %I', current_setting('waymark.app_role'));
END $$;
