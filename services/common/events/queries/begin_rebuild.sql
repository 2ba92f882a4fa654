-- Begins a rebuild of these tables, or goes on with one.
SELECT begin_rebuild(:model::text[]) AS goes_on
