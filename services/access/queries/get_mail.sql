-- One e-mail; not one that was to nobody.
SELECT * FROM mail_record WHERE _mail_id = :mail_id::uuid AND _account_id IS NOT NULL
