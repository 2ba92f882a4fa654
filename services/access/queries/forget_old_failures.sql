-- Forgets failed sign-ins that are too old to count.
DELETE FROM sign_in_failure
WHERE last_time <= :name_since::timestamptz
   OR (user_name_digest = '' AND first_time <= :address_since::timestamptz)
