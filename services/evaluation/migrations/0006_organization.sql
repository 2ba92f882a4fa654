-- What an organization has set about figures.
CREATE TABLE organization (
  organization_id text NOT NULL PRIMARY KEY,
  min_cell        int  NOT NULL,
  version         int  NOT NULL
);
COMMENT ON COLUMN organization.min_cell IS 'the fewest persons that a count for evaluators may tell of';

ALTER TABLE organization ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organization USING (organization_id = current_setting('waymark.organization', true))
  WITH CHECK (organization_id = current_setting('waymark.organization', true));
SELECT keep_organizations_equal();
DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON organization TO %I', current_setting('waymark.app_role'));
END $$;
