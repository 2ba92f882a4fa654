-- Whether any committed change waits for its number.
SELECT EXISTS (
  SELECT FROM change
  WHERE partition = 0 AND change_no > (SELECT settled_no FROM publication WHERE partition = 0)
    AND NOT change_no <@ (SELECT numbered_above FROM publication WHERE partition = 0)) AS waits
