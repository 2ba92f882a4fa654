-- One delivery.
SELECT * FROM delivery_record
WHERE _organization_id = :organization_id AND _webhook_id = :webhook_id::uuid AND _delivery_no = :delivery_no::bigint
  AND EXISTS (SELECT FROM webhook_record w
              WHERE w._organization_id = :organization_id AND w._webhook_id = :webhook_id::uuid)
