-- Has codes asked for from now on.
UPDATE account_totp SET confirmed_at = :now::timestamptz, last_step = :step WHERE account_id = :account_id::uuid
