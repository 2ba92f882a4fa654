-- Keeps others from changing the account until the end of the transaction.
SELECT account_id, seal_key FROM account
WHERE account_id = (SELECT coalesce(:id::uuid, (SELECT account_id FROM account
                                                WHERE user_name_key = lower(:user_name::text COLLATE "und-x-icu"))))
FOR UPDATE
