-- One account, by id or user name.
SELECT * FROM account_record
WHERE _account_id = (SELECT coalesce(:id::uuid, (SELECT account_id FROM account
                                                 WHERE user_name_key = lower(:user_name::text COLLATE "und-x-icu"))))
