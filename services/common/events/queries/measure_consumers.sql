-- Of each stream that is read: how far, and how many of its events are parked, counted up to
-- :most.
SELECT r.place, coalesce(p.sequence, 0) AS sequence,
       (SELECT count(*) FROM (SELECT FROM parked_event e
                              WHERE e.consumer = r.consumer AND e.producer = r.producer AND e.partition = r.partition
                              LIMIT :most) AS counted) AS parked
FROM unnest(:consumers::text[], :producers::text[], :partitions::smallint[])
  WITH ORDINALITY AS r(consumer, producer, partition, place)
LEFT JOIN position p ON p.consumer = r.consumer AND p.producer = r.producer AND p.partition = r.partition
ORDER BY r.place
