-- A page of e-mails, the newest first; not those that were to nobody.
SELECT * FROM mail_record
WHERE (:before::uuid IS NULL OR _mail_id < :before::uuid)
  AND (:state::smallint IS NULL OR state = :state::smallint)
  AND _account_id IS NOT NULL
ORDER BY _mail_id DESC
LIMIT :limit
