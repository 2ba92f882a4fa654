#!/bin/bash
# The read model of the evaluation service is damaged on a running suite, and made anew
# while more is recorded; the process that makes it is killed in between.
. "$(dirname "$0")/lib.sh"

stage=$(mktemp -d)

rebuild() { "$root/deploy/rebuild" evaluation "$@"; }

# people FIRST COUNT: registers them.
people() {
  awk -v first="$1" -v n="$2" 'BEGIN {
    print "external_id,display_name,sex"
    for (i = first; i < first + n; i++) print "P" i ",Person " i "," (i % 2 ? "female" : "male")
  }' >"$stage/people-$1.csv"
  waymark import participants "$stage/people-$1.csv" -o asp >/dev/null
}

counted() {
  waymark call StatusService/GetEvaluationFigures '{"name":"organizations/asp/evaluationFigures"}' | jq -r .persons
}

# begun TABLE: how many rows the rebuild has made of it.
begun() { psql -h "$(socket_folder)/postgres" -U waymark_admin -d waymark_evaluation -qAtc "SELECT count(*) FROM rebuild.$1" 2>/dev/null || echo 0; }

set_stage() {
  waymark organization create asp --display-name "State Police" >/dev/null
  people 1 20000
  await_lag_0 asp
}

damage() { as_owner evaluation "DELETE FROM person WHERE sex = 1; DELETE FROM inbox"; }

one_that_is_killed_changes_nothing() {
  local pid i
  damage
  expect "persons who are left" "$(counted)" 10000
  "$root/deploy/rebuild" evaluation >"$stage/killed" 2>&1 &
  pid=$!
  for ((i = 0; i < 300; i++)); do
    if [ "$(begun person)" -gt 0 ]; then break; fi
    sleep 0.02
  done
  kill -9 "$pid"
  wait "$pid" 2>/dev/null || true
  expect "it had begun" "$(($(begun person) > 0))" 1
  expect "persons after the kill" "$(counted)" 10000
}

the_next_goes_on_while_more_comes() {
  local writer
  people 30001 5000 &
  writer=$!
  rebuild >"$stage/said" 2>&1 || cat "$stage/said"
  expect "it goes on" "$(grep -c 'from where that stopped' "$stage/said")" 1
  expect "it is in use" "$(grep -c 'it is in use now: .* 0 parked' "$stage/said")" 1
  wait "$writer"
  await_lag_0 asp
  expect "persons" "$(counted)" 25000
  expect_invariants asp
  expect "what is left of it" "$(begun person)" 0
}

what_was_begun_is_dropped() {
  expect "dropping nothing" "$(rebuild --discard)" "what was rebuilt so far is dropped"
  expect "another service" "$("$root/deploy/rebuild" courses 2>&1 | grep -c 'has a read model')" 1
}

suite_start
set_stage
one_that_is_killed_changes_nothing
the_next_goes_on_while_more_comes
what_was_begun_is_dropped
finish
