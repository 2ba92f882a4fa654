-- How many of the deliveries named are there, and are parked.
SELECT count(*) AS found, count(*) FILTER (WHERE state = 3) AS parked FROM delivery
WHERE organization_id = :organization_id AND webhook_id = :webhook_id::uuid AND delivery_no = ANY (:delivery_nos::bigint[])
