-- How far each stream that this organization is in has been applied, and what of it was set
-- aside.
SELECT producer.name AS producer, partition_of(:organization_id) AS partition, COALESCE(p.sequence, 0) AS position,
       (SELECT count(*) FROM parked_event e WHERE e.consumer = 'evaluation' AND e.producer = producer.name)
         AS parked_count
FROM unnest(:producers::text[]) WITH ORDINALITY AS producer(name, place)
LEFT JOIN position p ON p.consumer = 'evaluation' AND p.producer = producer.name AND p.partition = partition_of(:organization_id)
ORDER BY producer.place
