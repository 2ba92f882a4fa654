-- Revokes a credential.
UPDATE credential
SET revoked_on = :revoked_on::date, revocation_reason = :reason, version = version + 1,
    update_time = :now::timestamptz
WHERE organization_id = :organization_id AND credential_id = :credential_id::uuid
