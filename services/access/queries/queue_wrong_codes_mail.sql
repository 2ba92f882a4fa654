-- Has the owner of an account told that its codes are guessed.
INSERT INTO mail (mail_id, kind, account_id, state, tries, next_try_time, create_time)
VALUES (:mail_id::uuid, 3, :account_id::uuid, 1, 0, :now::timestamptz, :now::timestamptz)
