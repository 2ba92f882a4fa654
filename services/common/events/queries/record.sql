-- Records the idempotency row and the change rows of one call: the last
-- statement of a transaction of several.
{{record}}
SELECT
