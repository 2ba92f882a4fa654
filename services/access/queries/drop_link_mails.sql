-- Sends no link to an account that has found another way in.
UPDATE mail SET state = 4, end_time = :now::timestamptz
WHERE account_id = :account_id::uuid AND kind = 1 AND state = 1
