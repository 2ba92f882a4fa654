-- Callers with a right to a part of the persons: those of some units and all below
-- them, and their own record. Their calls run as the role <application role>_part,
-- which the policies `reach` bind besides the policy of the organization;
-- others pay nothing for them.

-- The units and all below them, as the tree is today: from the tree itself.
CREATE OR REPLACE FUNCTION units_below(roots uuid[]) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  WITH RECURSIVE below AS (
    SELECT root AS unit_id FROM unnest(roots) AS root
    UNION
    SELECT p.unit_id FROM unit_parent_today p JOIN below ON p.parent_id = below.unit_id
    WHERE p.organization_id = current_setting('waymark.organization')
  )
  SELECT coalesce(array_agg(unit_id), '{}') FROM below
$$;

-- What is recorded of a person besides stays theirs: it is seen and changed where
-- the person is. It may be added by the statement that registers the person, in
-- which the person is not to be seen yet.
DO $$
DECLARE
  part text := current_setting('waymark.app_role') || '_part';
  table_name text;
  command text;
BEGIN
  EXECUTE format($policy$
    CREATE POLICY reach ON participant AS RESTRICTIVE TO %I
    USING (unit_id IN (SELECT unnest(current_setting('waymark.units')::uuid[]))
           OR participant_id IN (SELECT unnest(current_setting('waymark.persons')::uuid[])))
    WITH CHECK (unit_id IN (SELECT unnest(current_setting('waymark.units')::uuid[])))$policy$, part);
  FOREACH table_name IN ARRAY ARRAY['participant_external_id', 'participant_former_unit', 'participant_attribute'] LOOP
    FOREACH command IN ARRAY ARRAY['SELECT', 'UPDATE', 'DELETE'] LOOP
      EXECUTE format($policy$
        CREATE POLICY reach_%s ON %I AS RESTRICTIVE FOR %s TO %I
        USING (EXISTS (SELECT FROM participant p
                       WHERE p.organization_id = %I.organization_id AND p.participant_id = %I.participant_id))$policy$,
        lower(command), table_name, command, part, table_name, table_name);
    END LOOP;
  END LOOP;
END $$;
