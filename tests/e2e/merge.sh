#!/bin/bash
# A person who was recorded twice is counted once by every service, as soon as somebody with
# the right to both records says so, and twice again when that is taken back.
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/lib_accounts.sh
. "$(dirname "$0")/lib_accounts.sh"

# Ana was trained under one number and promoted under another; Cen is somebody else.
set_stage() {
  waymark organization create asp --display-name "State Police" >/dev/null
  printf 'external_id,display_name\nnorth,North\nsouth,South\n' | import_input units
  import_input participants <<'END'
external_id,display_name,sex,unit
A1,Ana Hoxha,female,north
A2,Anna Hoxha,unknown,south
C,Cen Gashi,male,south
END
  printf 'external_id,title\nC,Course\n' | import_input courses
  printf 'external_id,course\nK1,C\nK2,C\n' | import_input cohorts
  import_input enrolments <<'END'
participant,cohort,state,enrolled_on,state_on
A1,K1,graduated,2020-01-01,2020-06-01
A2,K2,withdrawn,2021-01-01,2021-02-01
C,K1,active,2020-01-01,2020-01-01
END
  printf 'ladder,external_id,title,position,command\nP,officer,Officer,1,no\nP,captain,Captain,2,yes\n' | import_input rungs
  import_input career-events <<'END'
participant,rung,effective_on
A1,officer,2019-01-01
A2,officer,2019-02-01
A2,captain,2022-01-01
C,officer,2019-01-01
END
}

# funnel DIMENSION: `F 1 1 1 1`: the rows with persons, how many are enrolled, graduated,
# promoted, in command.
funnel() {
  waymark funnel -o asp --by "$1" --json |
    jq -r '[.rows[] | select(.enrolled > 0) | [.key, .enrolled, .graduated // 0, .promoted // 0, .inCommand // 0] | join(" ")] | join(", ")'
}
# stands PERSON: on which rung, as of now.
stands() {
  call CareersService/GetStanding "{\"name\":\"organizations/asp/standings/~$1\",\"asOf\":\"2023-01-01\"}" | jq -r '.rung // "" | sub(".*/"; "")'
}
standing() {
  call CareersService/ListStandings '{"parent":"organizations/asp","asOf":"2023-01-01"}' | jq '.standings | length'
}
enrolled_in() {
  call EnrolmentsService/ListEnrolments "{\"parent\":\"organizations/asp\",\"filter\":\"participant = \\\"organizations/asp/participants/~$1\\\"\"}" |
    jq '.enrolments | length'
}
listed() {
  call ParticipantsService/ListParticipants '{"parent":"organizations/asp"}' | jq -r '[.participants[].externalId] | join(" ")'
}

# become WHAT EXPECTED COMMAND…: what the command prints, once the services have heard of it.
become() {
  local what=$1 expected=$2 actual
  shift 2
  for _ in $(seq 150); do
    actual=$("$@")
    [ "$actual" = "$expected" ] && break
    sleep 0.2
  done
  expect "$what" "$actual" "$expected"
}
by_both() { echo "$("$1" A1) $("$1" A2)"; }

# audited TYPE: how many entries of it there are.
audited() { waymark audit export -o asp --type "$1" 2>/dev/null | wc -l; }

# merge NAME INTO: as whoever has signed in.
merge() { with_cookie POST "/v1/organizations/$1:merge" -d "{\"into\":\"organizations/$2\"}"; }

who_has_no_right_to_both_is_refused() {
  new_account north
  grant north REGISTRAR organizations/asp/units/~north >/dev/null
  sign_in north
  merge asp/participants/~A1 asp/participants/~A2
  expect "merging into one of another unit" "$STATUS $(reason)" "404 REFERENCE_NOT_FOUND"
  merge asp/participants/~A2 asp/participants/~A1
  expect "merging one of another unit" "$STATUS $(reason)" "404 RESOURCE_NOT_FOUND"
  waymark organization create other --display-name Other >/dev/null
  call ParticipantsService/CreateParticipant '{"parent":"organizations/other","participant":{"displayName":"O","externalId":"O"}}' >/dev/null
  merge asp/participants/~A1 other/participants/~O
  expect "merging into one of another organization" "$STATUS $(reason)" "400 FIELD_INVALID"
  merge asp/participants/~A1 asp/participants/~O
  expect "one of another organization by its number" "$STATUS $(reason)" "404 REFERENCE_NOT_FOUND"
  merge other/participants/~O asp/participants/~A1
  expect "merging one of another organization" "$STATUS $(reason)" "404 RESOURCE_NOT_FOUND"
  expect "entries of merging in the audit log" "$(audited participant.merged)" 0
}

one_person_is_counted_once() {
  become "by sex, as two" "F 1 1 0 0, M 1 0 0 0, _U 1 0 0 0, _T 3 1 0 0" funnel sex
  new_account registrar
  grant registrar REGISTRAR >/dev/null
  sign_in registrar
  merge asp/participants/~A2 asp/participants/~A1
  expect "merging them" "$STATUS $(jq -r '.mergedInto == $to' --arg to "$(name_of A1)" <<<"$BODY")" "200 true"
  merge asp/participants/~A2 asp/participants/~A1
  expect "merging them again" "$STATUS $(reason)" "400 PARTICIPANT_MERGED"
  become "by sex, as one" "F 1 1 1 1, M 1 0 0 0, _T 2 1 1 1" funnel sex
  become "persons who stand somewhere" 2 standing
  become "her rung, by both numbers" "$(rung captain) $(rung captain)" by_both stands
  become "her enrolments, by both numbers" "2 2" by_both enrolled_in
  expect "persons listed" "$(listed)" "A1 C"
  expect_invariants asp
}

taken_back_they_are_two_again() {
  with_cookie POST /v1/organizations/asp/participants/~A2:unmerge -d '{}'
  expect "taking it back" "$STATUS" 200
  become "by sex, as two again" "F 1 1 0 0, M 1 0 0 0, _U 1 0 0 0, _T 3 1 0 0" funnel sex
  become "persons who stand somewhere then" 3 standing
  become "their rungs" "$(rung officer) $(rung captain)" by_both stands
  expect "persons listed then" "$(listed)" "A1 A2 C"
  expect "entries of it in the audit log" "$(audited participant.merged) $(audited participant.unmerged)" "1 1"
  expect_invariants asp
}

name_of() { call ParticipantsService/GetParticipant "{\"name\":\"organizations/asp/participants/~$1\"}" | jq -r .name; }
rung() { call LaddersService/GetRung "{\"name\":\"organizations/asp/rungs/~$1\"}" | jq -r '.name | sub(".*/"; "")'; }

make_stage
suite_start
set_stage
who_has_no_right_to_both_is_refused
one_person_is_counted_once
taken_back_they_are_two_again
finish
