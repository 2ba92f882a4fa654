-- Makes cohorts, each on the version of its course that was asked for.
INSERT INTO cohort (organization_id, cohort_id, external_id, course_id, course_version, unit_id, title, starts_on,
                    ends_on, capacity, state, content_digest, version, create_time, update_time)
SELECT :organization_id, *, 1, :now::timestamptz, :now::timestamptz
FROM unnest(:cohort_ids::uuid[], :external_ids::text[], :course_ids::uuid[], :course_versions::int[],
            :unit_ids::uuid[], :titles::text[], :starts_ons::date[], :ends_ons::date[], :capacities::int[],
            :states::smallint[], :content_digests::uuid[])
