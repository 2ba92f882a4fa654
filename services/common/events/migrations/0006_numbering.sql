-- Numbers are no longer written into the change rows, which are wide and in several
-- indexes: one row tells of a whole batch which changes have its numbers (measured:
-- 38 us a change before, of 110 us for all of a person's import). Change rows are
-- never updated since.

-- The changes that have the numbers from first_seq on, in the order of change_no.
CREATE TABLE numbering (
  partition  smallint       NOT NULL,
  first_seq  bigint         NOT NULL,
  change_nos int8multirange NOT NULL,
  CONSTRAINT numbering_pkey PRIMARY KEY (partition, first_seq)
);

-- All changes up to settled_no are numbered or were rolled back; numbered_above are
-- the numbered ones beyond. settled_no moves to seen_no, the last change_no that
-- was given out at some moment, when every transaction of that moment (those
-- before seen_xid) has ended.
ALTER TABLE publication
  ADD COLUMN settled_no     bigint         NOT NULL DEFAULT 0,
  ADD COLUMN numbered_above int8multirange NOT NULL DEFAULT '{}',
  ADD COLUMN seen_no        bigint         NOT NULL DEFAULT 0,
  ADD COLUMN seen_xid       xid8           NOT NULL DEFAULT '0';

-- Carries over the numbers of before: a new row where the order of change_no and
-- that of the numbers part, and every 4,000.
SELECT set_config('waymark.organization', '*', true);
INSERT INTO numbering (partition, first_seq, change_nos)
SELECT partition, min(pub_seq), range_agg(int8range(change_no, change_no, '[]'))
FROM (SELECT partition, pub_seq, change_no,
             count(*) FILTER (WHERE change_no < before) OVER (PARTITION BY partition ORDER BY pub_seq) AS run
      FROM (SELECT partition, pub_seq, change_no,
                   lag(change_no) OVER (PARTITION BY partition ORDER BY pub_seq) AS before
            FROM change WHERE pub_seq IS NOT NULL) AS numbered) AS runs
GROUP BY partition, run, (pub_seq - 1) / 4000;
UPDATE publication
SET settled_no = coalesce((SELECT min(change_no) - 1 FROM change WHERE pub_seq IS NULL),
                          (SELECT max(change_no) FROM change), 0);
UPDATE publication
SET seen_no = settled_no,
    numbered_above = coalesce((SELECT range_agg(int8range(change_no, change_no, '[]')) FROM change
                               WHERE pub_seq IS NOT NULL AND change_no > settled_no), '{}');

-- A transaction has its id before it takes a change_no, so that seen_xid tells of it.
CREATE SEQUENCE change_no_seq OWNED BY change.change_no;
SELECT setval('change_no_seq', coalesce(max(change_no), 1), max(change_no) IS NOT NULL) FROM change;
ALTER TABLE change ALTER COLUMN change_no DROP IDENTITY;
ALTER TABLE change ALTER COLUMN change_no
  SET DEFAULT nextval(CASE WHEN pg_current_xact_id() IS NOT NULL THEN 'change_no_seq'::regclass END);

ALTER TABLE change DROP COLUMN pub_seq;  -- with its indexes
CREATE UNIQUE INDEX change_no_unique ON change (partition, change_no);
-- Nothing dies in it any more.
ALTER TABLE change RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON numbering TO %I', current_setting('waymark.app_role'));
  EXECUTE format('GRANT USAGE ON SEQUENCE change_no_seq TO %I', current_setting('waymark.app_role'));
END $$;
