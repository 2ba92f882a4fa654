-- Changes an account.
UPDATE account
SET display_name = :display_name, email = :email, language = :language, state = :state::smallint, seal_key = :seal_key::bytea,
    version = version + 1, update_time = :now::timestamptz
WHERE account_id = :account_id::uuid
