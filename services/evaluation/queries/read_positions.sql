-- How far each stream has been applied.
SELECT producer, partition, sequence FROM position WHERE consumer = 'evaluation'
