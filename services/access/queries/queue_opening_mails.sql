-- Has accounts told that somebody opened a record.
INSERT INTO mail (mail_id, kind, account_id, state, tries, next_try_time, create_time, opening, opened_by, opened_at,
                  version)
SELECT m.mail_id, 2, m.account_id, 1, 0, :opened_at::timestamptz, :opened_at::timestamptz, :opening, :opened_by,
       :opened_at::timestamptz, 0
FROM unnest(:mail_ids::uuid[], :account_ids::uuid[]) AS m(mail_id, account_id)
