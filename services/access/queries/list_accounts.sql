-- A page of accounts by id, that is in the order of their making.
SELECT * FROM account_record
WHERE :after::uuid IS NULL OR _account_id > :after::uuid
ORDER BY _account_id
LIMIT :limit
