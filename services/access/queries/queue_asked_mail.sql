-- Has a one-time link sent to who has a user name and a password, if there is anybody:
-- the row is written in any case, so that nobody learns that from how long it takes.
INSERT INTO mail (mail_id, kind, account_id, state, tries, next_try_time, create_time, user_name_digest, address)
VALUES (:mail_id::uuid, 1,
        (SELECT account_id FROM account
         WHERE user_name_key = lower(:user_name::text COLLATE "und-x-icu") AND state = 2),
        1, 0, :now::timestamptz, :now::timestamptz, user_name_digest(:user_name), :address)
