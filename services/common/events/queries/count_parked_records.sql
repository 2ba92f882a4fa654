-- How many of these records have an event of a producer that is parked.
SELECT count(DISTINCT aggregate) AS records
FROM parked_event
WHERE consumer = :consumer AND producer = :producer AND partition = :partition AND aggregate = ANY (:aggregates::text[])
