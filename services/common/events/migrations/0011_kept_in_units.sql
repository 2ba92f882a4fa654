-- Binds a table with unit_id, of records that callers with a right to some units keep
-- there: they are added and changed where their unit is one of these. A unit that the
-- copy does not have yet may be referred to: the participants service has resolved it,
-- within the caller's reach. Who else reads them is for the table to say.
CREATE FUNCTION bind_to_units(table_name text) RETURNS void LANGUAGE plpgsql AS $bind$
DECLARE
  part text := current_setting('waymark.app_role') || '_part';
  kept text := $kept$unit_id IN (SELECT unnest(current_setting('waymark.units')::uuid[]))$kept$;
  referred text := format($referred$%s OR unit_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM reach_unit u WHERE u.organization_id = %I.organization_id AND u.unit_id = %I.unit_id)$referred$,
    kept, table_name, table_name);
BEGIN
  EXECUTE format('CREATE POLICY keep_insert ON %I AS RESTRICTIVE FOR INSERT TO %I WITH CHECK (%s)',
                 table_name, part, referred);
  EXECUTE format('CREATE POLICY keep_update ON %I AS RESTRICTIVE FOR UPDATE TO %I USING (%s) WITH CHECK (%s)',
                 table_name, part, kept, referred);
  EXECUTE format('CREATE POLICY keep_delete ON %I AS RESTRICTIVE FOR DELETE TO %I USING (%s)',
                 table_name, part, kept);
END $bind$;
