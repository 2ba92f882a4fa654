-- The secret of an account, confirmed or not, and when it was given.
SELECT sealed_secret, micros(begun_at) AS begun_time, confirmed_at IS NOT NULL AS confirmed FROM account_totp WHERE account_id = :account_id::uuid
