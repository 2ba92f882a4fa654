-- Counts a wrong code of an account; from one on where those before are too old.
INSERT INTO wrong_code AS w (account_id, failures, first_time)
VALUES (:account_id::uuid, 1, :now::timestamptz)
ON CONFLICT (account_id) DO UPDATE
SET failures = CASE WHEN w.first_time > :since::timestamptz THEN w.failures + 1 ELSE 1 END,
    first_time = CASE WHEN w.first_time > :since::timestamptz THEN w.first_time ELSE excluded.first_time END
RETURNING failures
