-- How many events a consumer has put aside, of all organizations.
SELECT count(*) AS events FROM parked_event WHERE consumer = :consumer
