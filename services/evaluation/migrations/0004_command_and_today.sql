-- A promotion that gives a post of command counts as one to command. And whose last event is
-- still to come is found by index: of them the funnel counts what came before.
ALTER TABLE person_career NO FORCE ROW LEVEL SECURITY;
ALTER TABLE career_fact NO FORCE ROW LEVEL SECURITY;
UPDATE person_career c SET command_appointed_on = greatest(c.command_appointed_on, f.promoted_on)
FROM (
  SELECT organization_id, person_id, max(effective_on) AS promoted_on FROM career_fact
  WHERE type = 2 AND command_post AND NOT superseded
  GROUP BY organization_id, person_id
) f
WHERE f.organization_id = c.organization_id AND f.person_id = c.person_id;
ALTER TABLE person_career FORCE ROW LEVEL SECURITY;
ALTER TABLE career_fact FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN person_career.command_appointed_on IS 'last appointment or promotion to a post of command';
CREATE INDEX person_career_last ON person_career
  (organization_id, (greatest(promoted_on, command_promoted_on, command_appointed_on, command_acting_on)));
