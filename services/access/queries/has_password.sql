-- Whether somebody has set a password for the account.
SELECT EXISTS (SELECT FROM account_password WHERE account_id = :account_id::uuid) AS has_password
