-- Drops what a rebuild has made so far.
SELECT discard_rebuild()
