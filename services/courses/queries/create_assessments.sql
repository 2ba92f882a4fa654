-- Makes assessments.
INSERT INTO assessment (organization_id, assessment_id, external_id, course_id, cohort_id, kind, title, max_score,
                        pass_score, weight, attempts_allowed, content_digest, version, create_time, update_time)
SELECT :organization_id, *, 1, :now::timestamptz, :now::timestamptz
FROM unnest(:assessment_ids::uuid[], :external_ids::text[], :course_ids::uuid[], :cohort_ids::uuid[],
            :kinds::smallint[], :titles::text[], :max_scores::float8[], :pass_scores::float8[], :weights::float8[],
            :attempts_allowed::int[], :content_digests::uuid[])
