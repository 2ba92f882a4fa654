-- Forgets e-mails that are done with.
DELETE FROM mail WHERE state <> 1 AND end_time < :before::timestamptz
