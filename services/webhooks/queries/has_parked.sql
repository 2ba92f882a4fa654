-- Whether deliveries of a webhook are parked.
SELECT EXISTS (SELECT FROM delivery
               WHERE organization_id = :organization_id AND webhook_id = :webhook_id::uuid AND state = 3) AS found
