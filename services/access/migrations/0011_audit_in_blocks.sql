-- The audit log is kept in blocks: entries that follow on each other and were recorded at
-- one time by one call, so that what these have in common is there once, and what is left
-- is compressed. A row for each entry took five times the space.

ALTER TABLE audit_entry RENAME TO audit_entry_before;
ALTER TABLE audit_entry_before NO FORCE ROW LEVEL SECURITY;

-- types, lengths (of the records, bytes), records (serialized waymark.events.v1.AuditRecord,
-- the bytes that are hashed) and hashes have an element for each entry. previous_hash:
-- before its first one. The columns up to lengths are copies of what the records say, to
-- search by.
CREATE TABLE audit_block (
  organization_id text        NOT NULL,
  first_no        bigint      NOT NULL,
  last_no         bigint      NOT NULL,
  service         text        NOT NULL,
  actor           text        NOT NULL,
  method          text        NOT NULL,
  recorded_at     timestamptz NOT NULL,
  types           text[]      NOT NULL,
  lengths         int[]       NOT NULL,
  records         bytea[]     COMPRESSION lz4 NOT NULL,
  previous_hash   bytea       NOT NULL,
  hashes          bytea[]     NOT NULL,
  CONSTRAINT audit_block_unique PRIMARY KEY (organization_id, last_no)
);

-- Which entries are of a record: its own, and as their subject.
CREATE TABLE audit_mention (
  organization_id text        NOT NULL,
  record          text        NOT NULL,
  recorded_at     timestamptz NOT NULL,
  entry_no        bigint      NOT NULL,
  CONSTRAINT audit_mention_unique PRIMARY KEY (organization_id, record, recorded_at, entry_no)
);

WITH entry AS (
  SELECT *, (service, actor, method, recorded_at)
              IS DISTINCT FROM (lag(service) OVER chain, lag(actor) OVER chain, lag(method) OVER chain,
                                lag(recorded_at) OVER chain) AS begins
  FROM audit_entry_before
  WINDOW chain AS (PARTITION BY organization_id ORDER BY entry_no)
), of_run AS (
  SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY organization_id ORDER BY entry_no) AS run FROM entry
), of_block AS (
  SELECT *, (row_number() OVER in_run - 1) / 128 AS by_entries, sum(octet_length(record)) OVER in_run / (256 << 10) AS by_bytes
  FROM of_run
  WINDOW in_run AS (PARTITION BY organization_id, run ORDER BY entry_no)
)
INSERT INTO audit_block (organization_id, first_no, last_no, service, actor, method, recorded_at, types, lengths, records,
                         previous_hash, hashes)
SELECT organization_id, min(entry_no), max(entry_no), min(service), min(actor), min(method), min(recorded_at),
       array_agg(type ORDER BY entry_no), array_agg(octet_length(record) ORDER BY entry_no),
       array_agg(record ORDER BY entry_no), (array_agg(previous_hash ORDER BY entry_no))[1],
       array_agg(hash ORDER BY entry_no)
FROM of_block
GROUP BY organization_id, run, by_entries, by_bytes;

INSERT INTO audit_mention (organization_id, record, recorded_at, entry_no)
SELECT organization_id, subject, recorded_at, entry_no FROM audit_entry_before
UNION ALL
SELECT organization_id, aggregate, recorded_at, entry_no FROM audit_entry_before WHERE aggregate <> subject;

DROP TABLE audit_entry_before;

CREATE INDEX audit_block_time ON audit_block (organization_id, recorded_at, last_no);
CREATE INDEX audit_block_actor ON audit_block (organization_id, actor, recorded_at, last_no);

-- A row for each entry. `aggregate` and `subject` are for what a program of before writes, and
-- are not read: see audit_mention.
CREATE VIEW audit_entry WITH (security_invoker = true) AS
SELECT b.organization_id, b.first_no + e.i - 1 AS entry_no, b.service, e.type, NULL::text AS aggregate,
       NULL::text AS subject, b.actor, b.method, b.recorded_at, e.record, e.previous_hash, e.hash
FROM audit_block b
  CROSS JOIN LATERAL unnest(b.types, b.records, b.hashes, array_prepend(b.previous_hash, b.hashes))
    WITH ORDINALITY AS e(type, record, hash, previous_hash, i)
WHERE e.record IS NOT NULL;

-- While programs of before and of now run side by side, as in an upgrade, those of before
-- append entries one by one.
CREATE FUNCTION append_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_block (organization_id, first_no, last_no, service, actor, method, recorded_at, types, lengths,
                           records, previous_hash, hashes)
  VALUES (NEW.organization_id, NEW.entry_no, NEW.entry_no, NEW.service, NEW.actor, NEW.method, NEW.recorded_at,
          ARRAY[NEW.type], ARRAY[octet_length(NEW.record)], ARRAY[NEW.record], NEW.previous_hash, ARRAY[NEW.hash]);
  INSERT INTO audit_mention (organization_id, record, recorded_at, entry_no)
  SELECT DISTINCT NEW.organization_id, m.record, NEW.recorded_at, NEW.entry_no
  FROM (VALUES (NEW.subject), (NEW.aggregate)) AS m(record)
  WHERE m.record IS NOT NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER append INSTEAD OF INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION append_audit_entry();

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['audit_block', 'audit_mention'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format(
      $policy$CREATE POLICY tenant ON %I
        USING (organization_id = current_setting('waymark.organization', true))
        WITH CHECK (organization_id = current_setting('waymark.organization', true))$policy$, table_name);
    -- Nobody changes an entry or takes one away.
    EXECUTE format('GRANT SELECT, INSERT ON %I TO %I', table_name, current_setting('waymark.app_role'));
  END LOOP;
  EXECUTE format('GRANT SELECT, INSERT ON audit_entry TO %I', current_setting('waymark.app_role'));
END $$;

-- They are searched by indexes that serve one kind of question each, so planning needs next
-- to no statistics: see 0018_statistics_of_changes.sql of the events.
DO $$
DECLARE
  column_of record;
BEGIN
  FOR column_of IN
    SELECT attrelid::regclass AS table_name, attname AS name, attlen = -1 AND attname NOT IN ('actor', 'record') AS wide
    FROM pg_attribute
    WHERE attrelid IN ('audit_block'::regclass, 'audit_mention'::regclass) AND attnum > 0
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', column_of.table_name, column_of.name,
                   CASE WHEN column_of.wide THEN 0 ELSE 10 END);
  END LOOP;
END $$;
SELECT keep_organizations_equal();
