-- Forgets the failures of an account: from one address, or from all (NULL).
DELETE FROM sign_in_failure
WHERE user_name_digest = (SELECT user_name_digest(user_name) FROM account WHERE account_id = :account_id::uuid)
  AND (:address::text IS NULL OR address = :address::text)
