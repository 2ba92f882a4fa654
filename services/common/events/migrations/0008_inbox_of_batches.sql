-- The inbox has a row for each batch of events instead of one for each event: the
-- row and its key cost as much as the effect of most events. Ids of events are
-- made in the order of time, so those of a batch lie close together and the rows
-- that may hold one of them are few: their first and last id tell.
ALTER TABLE inbox RENAME TO inbox_of_events;
CREATE TABLE inbox (
  consumer   text        NOT NULL,
  first_id   uuid        NOT NULL,
  last_id    uuid        NOT NULL,
  event_ids  uuid[]      NOT NULL,  -- in order
  applied_at timestamptz NOT NULL DEFAULT now()
);
-- Ids do not compress.
ALTER TABLE inbox ALTER COLUMN event_ids SET STORAGE EXTERNAL;
CREATE INDEX inbox_ids ON inbox (consumer, last_id, first_id);

INSERT INTO inbox (consumer, first_id, last_id, event_ids, applied_at)
SELECT consumer, event_ids[1], event_ids[cardinality(event_ids)], event_ids, applied_at
FROM (SELECT consumer, array_agg(event_id ORDER BY event_id) AS event_ids, max(applied_at) AS applied_at
      FROM (SELECT consumer, event_id, applied_at,
                   (row_number() OVER (PARTITION BY consumer ORDER BY event_id) - 1) / 1000 AS batch
            FROM inbox_of_events) AS numbered
      GROUP BY consumer, batch) AS batches;
DROP TABLE inbox_of_events;

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, DELETE ON inbox TO %I', current_setting('waymark.app_role'));
END $$;
