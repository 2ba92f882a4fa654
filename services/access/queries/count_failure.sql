-- Counts a failed sign-in: of the address, and of the user name from there.
INSERT INTO sign_in_failure AS f (user_name_digest, address, failures, first_time, last_time)
VALUES ('', :address, 1, :now::timestamptz, :now::timestamptz),
       (:user_name_digest::bytea, :address, 1, :now::timestamptz, :now::timestamptz)
ON CONFLICT (user_name_digest, address) DO UPDATE
SET failures = f.failures + 1, last_time = excluded.last_time
