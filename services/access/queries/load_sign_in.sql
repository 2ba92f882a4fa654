-- What a sign-in is decided by: always one row, also where there is no such
-- account, which takes as long.
SELECT user_name_digest(asked.user_name) AS user_name_digest, a.account_id, a.state, p.hash, t.sealed_secret, t.last_step,
       of_name.failures AS name_failures, micros(of_name.first_time) AS name_first, micros(of_name.last_time) AS name_last,
       of_address.failures AS address_failures, micros(of_address.first_time) AS address_first,
       micros(of_address.last_time) AS address_last
FROM (VALUES (coalesce((SELECT user_name FROM account WHERE account_id = :account_id::uuid), :user_name::text, '')))
       AS asked(user_name)
LEFT JOIN account a ON a.user_name_key = lower(asked.user_name COLLATE "und-x-icu")
LEFT JOIN account_password p ON p.account_id = a.account_id
LEFT JOIN account_totp t ON t.account_id = a.account_id AND t.confirmed_at IS NOT NULL
LEFT JOIN sign_in_failure of_name
  ON of_name.user_name_digest = user_name_digest(asked.user_name) AND of_name.address = :address
LEFT JOIN sign_in_failure of_address ON of_address.user_name_digest = '' AND of_address.address = :address
