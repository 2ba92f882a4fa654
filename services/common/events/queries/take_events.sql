-- Takes a run of events, in the transaction of their effect: moves the position of a
-- consumer in a partition from one sequence to another, and notes as applied those of
-- :event_ids (in order, from :first_id to :last_id, with the :aggregates they are of) that
-- nothing stands against. Tells, behind a first row of NULLs, what does: which were applied
-- before, and the records of which an event is parked. No row when the position was
-- another. The transaction need not wait for the disk: position and effect are lost
-- together, and the events come again.
WITH settings AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true) AS value),
moved AS (
  INSERT INTO position (consumer, producer, partition, sequence)
  SELECT :consumer, :producer, :partition::smallint, :to_sequence::bigint FROM settings
  ON CONFLICT (consumer, producer, partition)
  DO UPDATE SET sequence = EXCLUDED.sequence WHERE position.sequence = :from_sequence::bigint
  RETURNING sequence
), taken AS MATERIALIZED (
  SELECT event_id, NULL AS aggregate
  FROM (SELECT unnest(event_ids)
        FROM inbox
        WHERE consumer = :consumer AND last_id >= :first_id::uuid AND first_id <= :last_id::uuid
        INTERSECT
        SELECT unnest(:event_ids::uuid[])) AS applied(event_id)
  UNION ALL
  SELECT DISTINCT NULL::uuid, aggregate
  FROM parked_event
  WHERE consumer = :consumer AND producer = :producer AND partition = :partition AND aggregate = ANY (:aggregates::text[])
), fresh AS (
  SELECT CASE WHEN EXISTS (SELECT FROM taken)
              THEN ARRAY(SELECT event_id
                         FROM unnest(:event_ids::uuid[], :aggregates::text[]) AS e(event_id, aggregate)
                         WHERE NOT EXISTS (SELECT FROM taken t
                                           WHERE t.event_id = e.event_id OR t.aggregate = e.aggregate)
                         ORDER BY event_id)
              ELSE :event_ids::uuid[] END AS event_ids
), noted AS (
  INSERT INTO inbox (consumer, first_id, last_id, event_ids)
  SELECT :consumer, event_ids[1], event_ids[cardinality(event_ids)], event_ids
  FROM fresh
  WHERE cardinality(event_ids) > 0 AND EXISTS (SELECT FROM moved)
)
SELECT NULL AS event_id, NULL AS aggregate FROM moved
UNION ALL
SELECT event_id::text, aggregate FROM taken
