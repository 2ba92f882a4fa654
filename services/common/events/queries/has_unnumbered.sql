-- Whether any committed change of a partition waits for its number.
SELECT EXISTS (
  SELECT FROM change
  WHERE partition = :partition AND change_no > (SELECT settled_no FROM publication WHERE partition = :partition)
    AND NOT change_no <@ (SELECT numbered_above FROM publication WHERE partition = :partition)) AS waits
