#!/bin/bash
# Loads all of the Open University data set as past records and compares the
# funnel with figures counted straight from the files.
. "$(dirname "$0")/lib.sh"
need_data oulad

suite_start
waymark organization create ou --display-name "Open University" --country GB
load() { load_oulad_enrolments && load_oulad_results; }
load
await_lag_0 ou

# table OPTION…: the funnel's rows as people see them: `label enrolled graduated`.
table() {
  waymark funnel --organization ou "$@" | tr -d , |
    sed -nE 's/^(.*[^ ]) +([0-9]+) +[0-9]+ +([0-9]+) .*/\1\t\2\t\3/p' | grep -vE '^(Total|Unknown)' | LC_ALL=C sort
}
counted_table() { awk -F '\t' -v d="$1" '$1 == d { print $2 "\t" $3 "\t" $4 }' < <(count_oulad) | LC_ALL=C sort; }

expect "persons by sex" "$(table --by sex)" "$(counted_table sex)"
expect "persons by age band" "$(table --by age_band)" "$(counted_table age_band)"
expect "persons by region" "$(table --by unit --level 1)" "$(counted_table region)"
exported=$(mktemp -d)
waymark export participants "$exported/people.csv" --organization ou
waymark export enrolments "$exported/enrolments.csv" --organization ou
enrolments_by_sex() {
  awk -F, -v sex="$1" 'FNR == NR { is[$1] = $5; next } is[$2] == sex { n++ } END { print n }' \
    "$exported/people.csv" "$exported/enrolments.csv"
}
expect "enrolments of women" "$(enrolments_by_sex female)" "$(oulad_figure enrolments F 3)"
expect "enrolments of men" "$(enrolments_by_sex male)" "$(oulad_figure enrolments M 3)"
expect "graduated enrolments" "$(awk -F, '$4 == "graduated"' "$exported/enrolments.csv" | wc -l)" \
  "$(oulad_figure graduations _T 3)"
rm -rf "$exported"
expect "persons enrolled and graduated, all" "$(funnel_rows ou | awk '$1 == "_T" { print $2, $4 }')" \
  "$(oulad_figure all _T 3) $(oulad_figure all _T 4)"
expect "participant.graduated events" "$(count_events ou participant.graduated)" "$(oulad_figure graduations _T 3)"
expect_invariants ou
echo "the same import again"
load
await_lag_0 ou
expect "persons after the second import" "$(funnel_rows ou | awk '$1 == "_T" { print $2, $4 }')" \
  "$(oulad_figure all _T 3) $(oulad_figure all _T 4)"
expect "participant.graduated events after it" "$(count_events ou participant.graduated)" "$(oulad_figure graduations _T 3)"
finish
