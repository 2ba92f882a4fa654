-- Counts that a consumer begins behind this position of a stream.
INSERT INTO begun_run (consumer, producer, partition, sequence, tries)
VALUES (:consumer, :producer, :partition, :sequence, 1)
ON CONFLICT (consumer, producer, partition)
DO UPDATE SET tries = CASE WHEN begun_run.sequence = excluded.sequence THEN begun_run.tries + 1 ELSE 1 END,
              sequence = excluded.sequence
RETURNING tries
