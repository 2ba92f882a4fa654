results-lead = Type the scores, or paste them from a spreadsheet into the first field. Where each pasted line begins with a person’s number, it goes to that person. An empty field means not submitted, which is not zero.
results-lead-read = A dash means that nothing was submitted, which is not zero.
results-attempt = Attempt
results-of = of { $max }
results-was = before: { $score }
results-in-between = somebody else recorded { $score } in between
results-no-number = Not a number.
results-above = At most { $max }.
results-pasted = Pasted: { $count }. Nothing is recorded yet.
results-pasted-beyond = Cells beyond the last line or column, left out: { $count }.
results-unplaced = Lines that were not placed, as they do not begin with the number of a person here, or begin with one a second time: { $count }
results-unchanged = Nothing to record.
results-preview = To be recorded: { $fresh } new, { $corrected } corrected. Wrong: { $wrong }.
results-record =
    { $count ->
        [one] Record one result
       *[other] Record { $count } results
    }
results-recorded = Recorded: { $recorded }. Refused: { $refused }.
results-no-assessments-text = What is scored is entered on the page of the course.
results-nobody = Nobody takes part yet
results-nobody-text = Whoever is active in the cohort has a line here.
