-- Parked e-mails are sent again when somebody asks. resend_time: when that was last; an
-- e-mail waits from then on, or from when it was made. version: that of its last event,
-- 0 = none: those of openings come to be sent without.
ALTER TABLE mail
  ADD COLUMN version     int NOT NULL DEFAULT 1,
  ADD COLUMN resend_time timestamptz;
UPDATE mail SET version = 0 WHERE opening IS NOT NULL;

CREATE OR REPLACE VIEW mail_record WITH (security_invoker = true) AS
SELECT 'mails/' || mail_id AS name, kind, 'accounts/' || account_id AS account, state, tries,
       CASE state WHEN 1 THEN next_try_time END AS next_try_time, failure, opening, create_time, end_time,
       mail_id AS _mail_id, account_id AS _account_id, resend_time, version AS _version
FROM mail;
