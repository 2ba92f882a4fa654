-- What references to courses stand for; those that are not there are left out.
SELECT asked.i - 1 AS item, t.course_id AS id, t.course_version
FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS asked(id, external_id, i)
JOIN course t ON t.organization_id = :organization_id
  AND t.course_id = coalesce(asked.id, (SELECT course_id FROM course
                                    WHERE organization_id = :organization_id AND external_id = asked.external_id))
