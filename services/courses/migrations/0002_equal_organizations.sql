-- See services/common/events/migrations/0003_equal_organizations.sql.
SELECT keep_organizations_equal();
