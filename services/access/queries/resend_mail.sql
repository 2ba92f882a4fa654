-- Lets an e-mail wait again, to be tried at once.
UPDATE mail
SET state = 1, next_try_time = :now::timestamptz, end_time = NULL, resend_time = :now::timestamptz, version = version + 1
WHERE mail_id = :mail_id::uuid
