-- Lanes in which nothing waits.
DELETE FROM lane WHERE waiting = 0
