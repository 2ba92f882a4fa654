-- Keeps an e-mail from being changed by others until the end of the transaction; not one
-- that was to nobody.
SELECT mail_id FROM mail WHERE mail_id = :mail_id::uuid AND account_id IS NOT NULL FOR UPDATE
