-- Forgets sessions that nobody could use for a month, with the addresses they hold.
DELETE FROM session
WHERE account_id = :account_id::uuid AND expire_time < :now::timestamptz - interval '30 days'
