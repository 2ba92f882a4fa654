-- Says what became of an e-mail, unless it was dropped meanwhile.
UPDATE mail SET state = :state::smallint, end_time = :now::timestamptz, failure = :failure
WHERE mail_id = :mail_id::uuid AND state = 1
