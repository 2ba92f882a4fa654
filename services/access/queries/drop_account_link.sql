-- Makes the one-time link of an account void.
DELETE FROM account_link WHERE account_id = :account_id::uuid
