-- Keeps others from changing the grant until the end of the transaction.
SELECT grant_id FROM role_grant WHERE organization_id = :organization_id AND grant_id = :grant_id::uuid FOR UPDATE
