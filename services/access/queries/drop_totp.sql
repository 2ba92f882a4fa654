-- Has no codes asked for any more.
WITH codes AS (
  DELETE FROM recovery_code WHERE account_id = :account_id::uuid
)
DELETE FROM account_totp WHERE account_id = :account_id::uuid
