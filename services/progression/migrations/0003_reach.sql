-- Callers with a right to a part of the persons; see the common migration 0005.
SELECT bind_to_reach(name) FROM unnest(ARRAY['career', 'career_event']) AS name;
