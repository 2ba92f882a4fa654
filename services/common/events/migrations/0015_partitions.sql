-- The changes of an organization go to one of several partitions of the service's streams,
-- which are numbered, published and read apart. How many there are is said before the first
-- change, and is the number of rows of publication: see ADR 48.

-- The partition of an organization. What is of no organization, `*`, is of the first.
-- PartitionOf() in partitions.h is the same.
CREATE FUNCTION partition_of(organization text) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT 0::smallint $$;

-- What the change_nos of a partition come from: each has its own, so that what is numbered of
-- it are few ranges.
CREATE FUNCTION change_no_seq(partition smallint) RETURNS regclass LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ('change_no_seq' || CASE WHEN partition > 0 THEN '_' || partition ELSE '' END)::regclass $$;

-- The next change_no for an organization. Its transaction has an id before, so that seen_xid
-- tells of it.
CREATE FUNCTION next_change_no(organization text) RETURNS bigint LANGUAGE sql
AS $$ SELECT nextval(CASE WHEN pg_current_xact_id() IS NOT NULL THEN change_no_seq(partition_of(organization)) END) $$;

-- Makes so many partitions; to be called by the owner. Tells why not: RECORDED, what was
-- recorded already would be in other ones; RUNNING, a program serves that knows of those
-- before.
CREATE FUNCTION set_partitions(partitions int) RETURNS text LANGUAGE plpgsql AS $body$
DECLARE
  recorded boolean;
BEGIN
  IF partitions = (SELECT count(*) FROM publication) THEN
    RETURN '';
  END IF;
  PERFORM set_config('waymark.organization', '*', true);
  recorded := EXISTS (SELECT FROM change) OR EXISTS (SELECT FROM numbering);
  PERFORM set_config('waymark.organization', '', true);
  IF recorded THEN
    RETURN 'RECORDED';
  END IF;
  IF NOT pg_try_advisory_xact_lock(hashtextextended('waymark.relay.0', 0)) THEN
    RETURN 'RUNNING';
  END IF;
  DELETE FROM publication WHERE partition >= partitions;
  FOR p IN 1 .. partitions - 1 LOOP
    INSERT INTO publication (partition) VALUES (p) ON CONFLICT DO NOTHING;
    EXECUTE format('CREATE SEQUENCE IF NOT EXISTS change_no_seq_%s', p);
    EXECUTE format('GRANT USAGE ON SEQUENCE change_no_seq_%s TO %I', p, current_setting('waymark.app_role'));
  END LOOP;
  EXECUTE format($function$
    CREATE OR REPLACE FUNCTION partition_of(organization text) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE organization WHEN '*' THEN 0
                 ELSE ('x' || left(encode(sha256(organization::bytea), 'hex'), 7))::bit(28)::int %% %s END::smallint $$
    $function$, partitions);
  RETURN '';
END $body$;

ALTER TABLE parked_event ADD COLUMN partition smallint NOT NULL DEFAULT 0;
