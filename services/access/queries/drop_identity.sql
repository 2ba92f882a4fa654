-- An account is nobody at a provider any more.
DELETE FROM account_identity WHERE account_id = :account_id::uuid
