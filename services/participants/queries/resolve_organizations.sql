-- Which slugs are those of organizations, in the order asked: of others than that of the
-- call none is seen.
SELECT o.organization_id AS id, o.organization_id IS NOT NULL AS open
FROM unnest(:slugs::text[]) WITH ORDINALITY AS asked(slug, i)
LEFT JOIN organization o ON o.organization_id = asked.slug
ORDER BY asked.i
