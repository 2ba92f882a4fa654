-- Grants a role.
INSERT INTO role_grant (organization_id, grant_id, account_id, role, unit_id, participant_id, start_time, end_time,
                        version, create_time, update_time)
VALUES (:organization_id, :grant_id::uuid, :account_id::uuid, :role::smallint, :unit_id::uuid, :participant_id::uuid,
        :start_time::timestamptz, :end_time::timestamptz, 1, :now::timestamptz, :now::timestamptz)
