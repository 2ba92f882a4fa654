-- The secret of an account, confirmed or not.
SELECT sealed_secret, confirmed_at IS NOT NULL AS confirmed FROM account_totp WHERE account_id = :account_id::uuid
