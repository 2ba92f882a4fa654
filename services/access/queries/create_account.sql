-- Makes an account; no row when the user name is taken. To ask first, rather than
-- to run into the constraint, keeps the user name out of the server's log.
INSERT INTO account (account_id, user_name, display_name, email, language, state, seal_key, version, create_time,
                     update_time)
VALUES (:account_id::uuid, :user_name, :display_name, :email, :language, :state::smallint, :seal_key::bytea, 1,
        :now::timestamptz, :now::timestamptz)
ON CONFLICT DO NOTHING
RETURNING account_id
