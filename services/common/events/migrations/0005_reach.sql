-- A copy of who belongs to which unit, for services that keep records of persons but
-- not the persons themselves, and policies by it: so a caller with a right to a
-- part of the organization sees the records of that part. It is fed by the stream
-- of the participants service (reach_copy.h); elsewhere it stays empty.
CREATE TABLE reach_person (
  organization_id text NOT NULL,
  person_id       uuid NOT NULL,
  unit_id         uuid,
  version         int  NOT NULL,
  CONSTRAINT reach_person_unique PRIMARY KEY (organization_id, person_id)
);
CREATE TABLE reach_unit (
  organization_id text NOT NULL,
  unit_id         uuid NOT NULL,
  effective_on    date NOT NULL,
  parent_id       uuid,
  version         int  NOT NULL,
  CONSTRAINT reach_unit_day_unique PRIMARY KEY (organization_id, unit_id, effective_on)
);
CREATE INDEX reach_unit_children ON reach_unit (organization_id, parent_id);

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['reach_person', 'reach_unit'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (organization_id = current_setting('waymark.organization', true))
      WITH CHECK (organization_id = current_setting('waymark.organization', true))$policy$, table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO %I', table_name, current_setting('waymark.app_role'));
  END LOOP;
END $$;

-- The units and all below them, as the tree is today.
CREATE FUNCTION units_below(roots uuid[]) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  WITH RECURSIVE below AS (
    SELECT root AS unit_id FROM unnest(roots) AS root
    UNION
    SELECT u.unit_id FROM reach_unit u JOIN below ON u.parent_id = below.unit_id
    WHERE u.organization_id = current_setting('waymark.organization') AND u.effective_on <= current_date
      AND NOT EXISTS (SELECT FROM reach_unit later
                      WHERE later.organization_id = u.organization_id AND later.unit_id = u.unit_id
                        AND later.effective_on > u.effective_on AND later.effective_on <= current_date)
  )
  SELECT coalesce(array_agg(unit_id), '{}') FROM below
$$;

-- Binds a table with participant_id: its rows are seen and changed where their
-- person is. A new row is not held to it: its statement's reference to the person
-- was resolved within the caller's reach, and the person may be newer than the
-- copy.
CREATE FUNCTION bind_to_reach(table_name text) RETURNS void LANGUAGE plpgsql AS $bind$
DECLARE
  command text;
BEGIN
  FOREACH command IN ARRAY ARRAY['SELECT', 'UPDATE', 'DELETE'] LOOP
    EXECUTE format($policy$
      CREATE POLICY reach_%s ON %I AS RESTRICTIVE FOR %s TO %I
      USING (EXISTS (SELECT FROM reach_person r
                     WHERE r.organization_id = %I.organization_id AND r.person_id = %I.participant_id
                       AND r.unit_id IN (SELECT unnest(current_setting('waymark.units')::uuid[])))
             OR participant_id IN (SELECT unnest(current_setting('waymark.persons')::uuid[])))$policy$,
      lower(command), table_name, command, current_setting('waymark.app_role') || '_part', table_name, table_name);
  END LOOP;
END $bind$;

SELECT keep_organizations_equal();
