-- An opening, kept from being changed by others until the end of the transaction:
-- one of the account, or any.
SELECT * FROM opening_record
WHERE _organization_id = :organization_id AND _opening_id = :opening_id::uuid AND name = :name
  AND (:any::bool OR _account_id = :account_id::uuid)
FOR UPDATE
