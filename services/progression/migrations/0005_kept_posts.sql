-- Administrators of units keep the posts of these; see the common migration 0011.
SELECT bind_to_units('post');
