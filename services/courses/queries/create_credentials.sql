-- Issues credentials of one title and one day; gives their last day.
INSERT INTO credential (organization_id, credential_id, number, enrolment_id, participant_id, course_id, title,
                        issued_on, valid_until, version, create_time, update_time)
SELECT :organization_id, c.credential_id, c.number, c.enrolment_id, c.participant_id, :course_id::uuid, :title,
       :issued_on::date,
       CASE WHEN :valid_months::int > 0 THEN (:issued_on::date + make_interval(months => :valid_months::int))::date END,
       1, :now::timestamptz, :now::timestamptz
FROM unnest(:credential_ids::uuid[], :numbers::text[], :enrolment_ids::uuid[], :participant_ids::uuid[])
  AS c(credential_id, number, enrolment_id, participant_id)
RETURNING valid_until
