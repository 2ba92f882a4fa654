-- Keeps an e-mail from being dropped until the end of the transaction; no row when it
-- was.
SELECT mail_id FROM mail WHERE mail_id = :mail_id::uuid AND state = 1 FOR UPDATE
