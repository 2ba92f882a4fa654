-- The key with which the values of one account are sealed, by id or user name.
SELECT account_id, seal_key FROM account
WHERE account_id = (SELECT coalesce(:id::uuid, (SELECT account_id FROM account
                                                WHERE user_name_key = lower(:user_name::text COLLATE "und-x-icu"))))
