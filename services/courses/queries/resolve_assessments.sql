-- What references to assessments stand for; those that are not there are left out.
SELECT asked.i - 1 AS item, t.assessment_id AS id, t.course_id, t.cohort_id, t.max_score, t.pass_score, t.attempts_allowed
FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS asked(id, external_id, i)
JOIN assessment t ON t.organization_id = :organization_id
  AND t.assessment_id = coalesce(asked.id, (SELECT assessment_id FROM assessment
                                    WHERE organization_id = :organization_id AND external_id = asked.external_id))
