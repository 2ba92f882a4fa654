-- Has a one-time link sent to the owner of an account.
INSERT INTO mail (mail_id, kind, account_id, state, tries, next_try_time, create_time)
VALUES (:mail_id::uuid, 1, :account_id::uuid, 1, 0, :now::timestamptz, :now::timestamptz)
