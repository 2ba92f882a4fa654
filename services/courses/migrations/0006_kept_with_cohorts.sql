-- Administrators of units keep the sessions, assessments and instructors of the cohorts
-- of these. What hangs from no cohort is of who keeps the organization.
DO $$
DECLARE
  part text := current_setting('waymark.app_role') || '_part';
  name text;
  kept text;
BEGIN
  FOREACH name IN ARRAY ARRAY['session', 'assessment', 'instructor'] LOOP
    kept := format($kept$EXISTS (
      SELECT FROM cohort c
      WHERE c.organization_id = %I.organization_id AND c.cohort_id = %I.cohort_id
        AND c.unit_id IN (SELECT unnest(current_setting('waymark.units')::uuid[])))$kept$, name, name);
    EXECUTE format('CREATE POLICY keep_insert ON %I AS RESTRICTIVE FOR INSERT TO %I WITH CHECK (%s)', name, part, kept);
    EXECUTE format('CREATE POLICY keep_update ON %I AS RESTRICTIVE FOR UPDATE TO %I USING (%s)', name, part, kept);
    EXECUTE format('CREATE POLICY keep_delete ON %I AS RESTRICTIVE FOR DELETE TO %I USING (%s)', name, part, kept);
  END LOOP;
END $$;
