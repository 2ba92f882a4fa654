-- Takes a code; no row when it, or a later one, was taken already.
UPDATE account_totp SET last_step = :step
WHERE account_id = :account_id::uuid AND last_step < :step
RETURNING account_id
