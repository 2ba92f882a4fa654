-- Puts the rebuilt tables in the place of those in use. False where the consumer is further
-- than they are.
SELECT switch_to_rebuild(:model::text[], :consumer) AS switched
