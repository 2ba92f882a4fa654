-- Takes the e-mail that is due for longest, for as long as one try may last, with whom
-- it is to.
WITH taken AS (
  UPDATE mail SET tries = tries + 1, next_try_time = :taken_until::timestamptz
  WHERE mail_id = (SELECT mail_id FROM mail WHERE state = 1 AND next_try_time <= :now::timestamptz
                   ORDER BY next_try_time LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING *
)
SELECT t.mail_id, t.kind, t.tries, t.opening, t.opened_by, micros(t.opened_at) AS opened_at,
       micros(coalesce(t.resend_time, t.create_time)) AS waits_since, a.account_id, a.user_name, a.email, a.language, a.state AS account_state
FROM taken t
LEFT JOIN account a ON a.account_id = t.account_id
