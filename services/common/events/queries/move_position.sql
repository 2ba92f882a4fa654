-- Moves the position of a consumer from one sequence to another; no row when it
-- is not at the first. Its transaction need not wait for the disk: position and
-- effect are lost together, and the events come again.
WITH settings AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true) AS value)
INSERT INTO position (consumer, producer, partition, sequence)
SELECT :consumer, :producer, 0, :to_sequence::bigint FROM settings
ON CONFLICT (consumer, producer, partition)
DO UPDATE SET sequence = EXCLUDED.sequence WHERE position.sequence = :from_sequence::bigint
RETURNING sequence
