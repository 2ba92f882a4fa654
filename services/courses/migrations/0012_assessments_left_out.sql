-- Assessments of whole courses that do not count for a cohort, since it was being graded
-- when they were made: a cohort stays on its own rule.
CREATE TABLE assessment_left_out (
  organization_id text NOT NULL,
  assessment_id   uuid NOT NULL,
  cohort_id       uuid NOT NULL,
  CONSTRAINT assessment_left_out_unique PRIMARY KEY (organization_id, cohort_id, assessment_id),
  CONSTRAINT assessment_left_out_assessment_known FOREIGN KEY (organization_id, assessment_id) REFERENCES assessment,
  CONSTRAINT assessment_left_out_cohort_known FOREIGN KEY (organization_id, cohort_id) REFERENCES cohort
);

ALTER TABLE assessment_left_out ENABLE ROW LEVEL SECURITY;
ALTER TABLE assessment_left_out FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON assessment_left_out
  USING (organization_id = current_setting('waymark.organization', true))
  WITH CHECK (organization_id = current_setting('waymark.organization', true));

-- Assessments of whole courses are made by who keeps the organization.
DO $$
BEGIN
  EXECUTE format('CREATE POLICY keep_insert ON assessment_left_out AS RESTRICTIVE FOR INSERT TO %I WITH CHECK (false)',
                 current_setting('waymark.app_role') || '_part');
END $$;

-- Which assessments count for which cohort: its own, and those of its course that are not
-- left out or that the version it is on asks for, as one that it was moved to since may.
CREATE VIEW cohort_assessment WITH (security_invoker = true) AS
SELECT c.organization_id, c.cohort_id, a.assessment_id
FROM cohort c
JOIN course_version v ON v.organization_id = c.organization_id AND v.course_id = c.course_id
  AND v.course_version = c.course_version
JOIN assessment a ON a.organization_id = c.organization_id AND a.course_id = c.course_id
  AND (a.cohort_id IS NULL OR a.cohort_id = c.cohort_id)
LEFT JOIN assessment_left_out o ON o.organization_id = c.organization_id AND o.cohort_id = c.cohort_id
  AND o.assessment_id = a.assessment_id
WHERE o.assessment_id IS NULL
   OR v.required_assessments @> jsonb_build_array(jsonb_build_object('assessment_id', a.assessment_id));

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON assessment_left_out TO %I', current_setting('waymark.app_role'));
  EXECUTE format('GRANT SELECT ON cohort_assessment TO %I', current_setting('waymark.app_role'));
END $$;

SELECT keep_organizations_equal();
