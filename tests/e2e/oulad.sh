#!/bin/bash
# Loads all of the Open University data set as past records and compares the
# funnel with figures counted straight from the files.
. "$(dirname "$0")/lib.sh"
need_data oulad
counts=$(zcat "$shared/data/oulad/studentInfo.csv.gz" | tr -d '"\r' | awk -f "$root/tests/e2e/oulad_counts.awk")
counted() { awk -F '\t' -v d="$1" -v v="$2" -v n="$3" '$1 == d && $2 == v { print $n }' <<<"$counts"; }

suite_start
waymark organization create ou --display-name "Open University" --country GB
load() {
  import ou oulad units oulad/studentInfo.csv.gz
  import ou oulad courses oulad/courses.csv.gz
  import ou oulad cohorts oulad/courses.csv.gz
  import ou oulad participants oulad/studentInfo.csv.gz
  import ou oulad assessments oulad/assessments.csv.gz
  import ou oulad enrolments oulad/studentInfo.csv.gz
  import ou oulad results oulad/studentAssessment.csv.gz
}
load
await_lag_0 ou

figures=$(waymark call GetEnrolmentFigures '{"name":"organizations/ou/enrolmentFigures"}')
echo "$figures"
for sex in female male; do
  row=$(funnel_rows ou --by sex | awk -v k="$sex" '$1 == k || tolower($1) ~ k "$" { print $2, $4; exit }')
  expect "persons enrolled and graduated, $sex" "$row" "$(counted sex $sex 3) $(counted sex $sex 4)"
done
expect "persons enrolled and graduated, all" "$(funnel_rows ou | awk '$1 == "_T" { print $2, $4 }')" \
  "$(counted all _T 3) $(counted all _T 4)"
expect "participant.graduated events" "$(count_events ou participant.graduated)" "$(counted graduations _T 3)"
finish
