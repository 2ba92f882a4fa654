-- Forgets the wrong codes of an account.
DELETE FROM wrong_code WHERE account_id = :account_id::uuid
