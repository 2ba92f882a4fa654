-- A read model can be made from the first event on beside the live one, in the schema
-- `rebuild`, and then takes its place: see ADR 50. These are for the owner to call.

-- Makes a table like that of the same name in use: with its constraints, indexes, policies,
-- grants and what planning goes by.
CREATE FUNCTION make_beside(table_name text) RETURNS void LANGUAGE plpgsql AS $body$
DECLARE
  live regclass := format('public.%I', table_name)::regclass;
  beside text := format('rebuild.%I', table_name);
  item record;
BEGIN
  EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING ALL EXCLUDING INDEXES)', beside, live);
  FOR item IN SELECT conname, pg_get_constraintdef(oid) AS definition
              FROM pg_constraint WHERE conrelid = live AND contype IN ('p', 'u', 'x', 'f') LOOP
    EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s', beside, item.conname, item.definition);
  END LOOP;
  FOR item IN SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index
              WHERE indrelid = live AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) LOOP
    EXECUTE replace(item.definition, ' ON public.', ' ON rebuild.');
  END LOOP;
  FOR item IN SELECT attname, attstattarget FROM pg_attribute
              WHERE attrelid = live AND attnum > 0 AND NOT attisdropped AND attstattarget >= 0 LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', beside, item.attname, item.attstattarget);
  END LOOP;
  FOR item IN SELECT p.*, (SELECT string_agg(quote_ident(role), ', ') FROM unnest(p.roles) AS role) AS role_list
              FROM pg_policies p WHERE schemaname = 'public' AND tablename = table_name LOOP
    EXECUTE format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', item.policyname, beside, item.permissive, item.cmd,
                   item.role_list)
            || coalesce(format(' USING (%s)', item.qual), '')
            || coalesce(format(' WITH CHECK (%s)', item.with_check), '');
  END LOOP;
  FOR item IN SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = live LOOP
    IF item.relrowsecurity THEN EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', beside); END IF;
    IF item.relforcerowsecurity THEN EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', beside); END IF;
  END LOOP;
  FOR item IN SELECT privilege_type, grantee::regrole AS grantee
              FROM pg_class, aclexplode(relacl) WHERE pg_class.oid = live AND grantee <> relowner LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA rebuild TO %s', item.grantee);
    EXECUTE format('GRANT %s ON %s TO %s', item.privilege_type, beside, item.grantee);
  END LOOP;
END $body$;

-- What a consumer keeps of itself: it is made beside, too.
CREATE FUNCTION tables_of_consumer() RETURNS text[] LANGUAGE sql IMMUTABLE
AS $$ SELECT ARRAY['position', 'inbox', 'event_try', 'parked_event'] $$;

-- Begins to rebuild these tables, or goes on where that was begun for the same tables of
-- the same schema: then it is true.
CREATE FUNCTION begin_rebuild(model text[]) RETURNS boolean LANGUAGE plpgsql AS $body$
DECLARE
  mark text := (SELECT md5(string_agg(component || name || sha256, ',' ORDER BY component, name) || model::text)
                FROM schema_migration);
  table_name text;
BEGIN
  IF obj_description(to_regnamespace('rebuild'), 'pg_namespace') = mark THEN
    RETURN true;
  END IF;
  PERFORM discard_rebuild();
  CREATE SCHEMA rebuild;
  EXECUTE format('COMMENT ON SCHEMA rebuild IS %L', mark);
  FOREACH table_name IN ARRAY model || tables_of_consumer() LOOP
    PERFORM make_beside(table_name);
  END LOOP;
  RETURN false;
END $body$;

-- Drops what was made beside.
CREATE FUNCTION discard_rebuild() RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  PERFORM set_config('client_min_messages', 'warning', true);
  DROP SCHEMA IF EXISTS rebuild CASCADE;
END $body$;

-- Puts the tables that were made beside in the place of those in use, which are dropped, and
-- what the consumer is with them: false, and nothing is changed, where it is further in any
-- stream. Readers wait for an instant; it does not wait for them for long, lest others
-- wait behind it: lock_not_available.
CREATE FUNCTION switch_to_rebuild(model text[], consumer_name text) RETURNS boolean LANGUAGE plpgsql AS $body$
DECLARE
  table_name text;
BEGIN
  PERFORM set_config('lock_timeout', '200ms', true), set_config('waymark.organization', '*', true);
  -- Whoever applies or replays events of it holds its position.
  LOCK TABLE public.position IN EXCLUSIVE MODE;
  IF EXISTS (SELECT FROM public.position live LEFT JOIN rebuild.position beside USING (consumer, producer, partition)
             WHERE live.consumer = consumer_name AND live.sequence > coalesce(beside.sequence, 0)) THEN
    RETURN false;
  END IF;
  FOREACH table_name IN ARRAY tables_of_consumer() LOOP
    EXECUTE format('DELETE FROM public.%I WHERE consumer = $1', table_name) USING consumer_name;
    EXECUTE format('INSERT INTO public.%1$I SELECT * FROM rebuild.%1$I WHERE consumer = $1', table_name)
      USING consumer_name;
  END LOOP;
  FOREACH table_name IN ARRAY model LOOP
    EXECUTE format('LOCK TABLE public.%I IN ACCESS EXCLUSIVE MODE', table_name);
  END LOOP;
  FOREACH table_name IN ARRAY model LOOP
    EXECUTE format('DROP TABLE public.%I', table_name);
    EXECUTE format('ALTER TABLE rebuild.%I SET SCHEMA public', table_name);
  END LOOP;
  PERFORM discard_rebuild();
  RETURN true;
END $body$;

REVOKE EXECUTE ON FUNCTION make_beside(text), begin_rebuild(text[]), discard_rebuild(),
  switch_to_rebuild(text[], text) FROM PUBLIC;
