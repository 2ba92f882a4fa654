-- Makes enrolments.
INSERT INTO enrolment (organization_id, enrolment_id, external_id, participant_id, cohort_id, state, state_on,
                       enrolled_on, exit_reason, historical, ever_active,
                       graduated, attributes, content_digest, version, create_time, update_time)
SELECT :organization_id, *, :now::timestamptz, :now::timestamptz
FROM unnest(:enrolment_ids::uuid[], :external_ids::text[], :participant_ids::uuid[], :cohort_ids::uuid[],
            :states::smallint[], :state_ons::date[], :enrolled_ons::date[], :exit_reasons::text[],
            :historical::boolean[], :ever_active::boolean[], :graduated::boolean[], :attributes::jsonb[],
            :content_digests::uuid[], :versions::int[])
