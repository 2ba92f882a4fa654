-- How far each stream has been applied.
SELECT producer, sequence FROM position WHERE consumer = 'evaluation' AND partition = 0
