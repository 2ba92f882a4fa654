-- Says why an e-mail could not be sent, and when it is tried again.
UPDATE mail SET next_try_time = :next_try_time::timestamptz, failure = :failure
WHERE mail_id = :mail_id::uuid AND state = 1
