#!/bin/bash
# Events that a service cannot apply, on a running suite: they are parked with the later
# ones of their record, seen, applied when the cause has gone, or given up.
. "$(dirname "$0")/lib.sh"

stage=$(mktemp -d)

parked() { waymark events parked "$@"; }

# listed FIELD: of each parked event.
listed() { parked list -o asp --json | jq -r ".$1" | xargs; }

# set_birth_date EXTERNAL_ID DAY
set_birth_date() {
  local name
  name=$(waymark call ParticipantsService/GetParticipant "{\"name\":\"organizations/asp/participants/~$1\"}" | jq -r .name)
  waymark call ParticipantsService/UpdateParticipant "{\"participant\":{\"name\":\"$name\",\"birthDate\":\"$2\"}}" >/dev/null
}

# await_parked NUMBER
await_parked() {
  local i
  for ((i = 0; i < 150; i++)); do
    if [ "$(parked list -o asp --json | wc -l)" = "$1" ]; then break; fi
    sleep 0.2
  done
  expect "events that are parked" "$(parked list -o asp --json | wc -l)" "$1"
}

# exit_code COMMAND…: sets STATUS, and SAID to what it said.
exit_code() {
  STATUS=0
  SAID=$("$@" 2>&1) || STATUS=$?
}

break_evaluation() { as_owner evaluation "ALTER TABLE person ADD CONSTRAINT not_so_old CHECK (birth_date > '1950-01-01') NOT VALID"; }
repair_evaluation() { as_owner evaluation "ALTER TABLE person DROP CONSTRAINT not_so_old"; }

set_stage() {
  waymark organization create asp --display-name "State Police" >/dev/null
  printf 'external_id,display_name,birth_date\nA,Ana,1980-05-17\nB,Besa,1900-01-01\nC,Cen,1990-01-01\n' >"$stage/people.csv"
}

what_cannot_be_applied_is_parked() {
  break_evaluation
  waymark import participants "$stage/people.csv" -o asp >/dev/null
  await_parked 1
  set_birth_date B 1985-01-01
  await_parked 2
  expect "consumers" "$(listed 'name | split("/")[3]')" "evaluation evaluation"
  expect "types" "$(listed type)" "participant.registered participant.updated"
  expect "tries" "$(listed tries)" "5 0"
  expect "behind" "$(listed behind)" "false true"
  expect "persons who are counted all the same" "$(waymark call StatusService/GetEvaluationFigures \
    '{"name":"organizations/asp/evaluationFigures"}' | jq -r .persons)" 2
  expect "birth dates that are shown" "$(parked show "$(first)" | grep -c '"birthDate": ""')" 1
  expect "verify names them" "$(waymark verify -o asp | grep -c '^FAILS I6  participants  no event is parked: 2 events')" 1
}

first() { parked list -o asp --json | jq -r .name | head -n 1; }

what_fails_again_stays() {
  exit_code parked replay "$(first)"
  expect "replaying it now" "$STATUS $(grep -o 'NOT_SO_OLD' <<<"$SAID" | head -n 1)" "1 NOT_SO_OLD"
  exit_code parked replay "$(parked list -o asp --json | jq -r .name | tail -n 1)"
  expect "replaying that behind it" "$STATUS $(grep -o 'BEHIND_PARKED' <<<"$SAID")" "1 BEHIND_PARKED"
  exit_code parked replay --all -o asp
  expect "replaying all" "$STATUS" 1
  expect "tries" "$(listed tries)" "7 0"
  exit_code parked replay
  expect "replaying nothing" "$STATUS" 2
}

what_is_repaired_is_applied() {
  repair_evaluation
  exit_code parked replay --all -o asp --json
  expect "replaying all" "$STATUS $(jq -c '[.appliedCount, .next]' <<<"$SAID")" '0 [2,""]'
  await_parked 0
  await_lag_0 asp
  expect_invariants asp
  expect "what the audit log tells" "$(waymark audit list -o asp --type parked_event.replayed --json | jq -r .content.service)" evaluation
}

what_is_given_up_is_told() {
  break_evaluation
  set_birth_date C 1900-01-01
  await_parked 1
  exit_code parked discard "$(first)"
  expect "giving up without a reason" "$STATUS" 2
  exit_code parked discard "$(first)" --reason "corrected in the register"
  expect "giving up" "$STATUS" 0
  await_parked 0
  repair_evaluation
  await_lag_0 asp
  expect_invariants asp
  expect "why, in the audit log" "$(waymark audit list -o asp --type parked_event.discarded --json |
    jq -r .content.purpose)" "corrected in the register"
}

suite_start
set_stage
what_cannot_be_applied_is_parked
what_fails_again_stays
what_is_repaired_is_applied
what_is_given_up_is_told
finish
