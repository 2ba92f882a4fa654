-- Whether an account has a grant that has not ended, in whatever organization.
SELECT has_grants(:account_id::uuid, :now::timestamptz) AS has_grants
