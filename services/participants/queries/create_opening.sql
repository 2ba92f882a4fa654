-- Opens the whole record of a person to an account.
{{record}}
INSERT INTO opening (organization_id, opening_id, participant_id, account_id, reason, case_number, version, open_time,
                     expire_time, end_time)
VALUES (:organization_id, :opening_id::uuid, :participant_id::uuid, :account_id::uuid, :reason, :case_number, 1,
        :open_time::timestamptz, :expire_time::timestamptz, :expire_time::timestamptz)
