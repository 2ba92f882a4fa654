-- How far each stream has been applied, and what of this organization was set aside.
SELECT producer.name AS producer, 0 AS partition, COALESCE(p.sequence, 0) AS position,
       (SELECT count(*) FROM parked_event e WHERE e.consumer = 'evaluation' AND e.producer = producer.name)
         AS parked_count
FROM unnest(:producers::text[]) WITH ORDINALITY AS producer(name, place)
LEFT JOIN position p ON p.consumer = 'evaluation' AND p.producer = producer.name AND p.partition = 0
ORDER BY producer.place
