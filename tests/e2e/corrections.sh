#!/bin/bash
# Since when people belong to their units, and units stand where they do, is corrected: figures
# go by the right days at once, and so does what is made anew from all events.
. "$(dirname "$0")/lib.sh"

# Ana, of the North, is trained in June 2024.
set_stage() {
  waymark organization create asp --display-name "State Police" >/dev/null
  import_input units <<'END'
external_id,display_name,parent
police,Police,
north,North,police
south,South,police
post,Post,north
END
  printf 'external_id,display_name,sex,unit\nA,Ana Hoxha,female,post\n' | import_input participants
  printf 'external_id,title\nC,Course\n' | import_input courses
  printf 'external_id,course\nK,C\n' | import_input cohorts
  printf 'participant,cohort,state,enrolled_on,state_on\nA,K,active,2024-06-01,2024-06-01\n' | import_input enrolments
}

# change SERVICE KIND NAME FIELDS MASK: by the JSON of its fields; what comes of it.
change() {
  if waymark call "$1" "{\"$2\":{\"name\":\"organizations/asp/$3\",$4},\"updateMask\":\"$5\"}" >"$stage/said" 2>&1; then echo OK; else cat "$stage/said"; fi
}
person_is() { change ParticipantsService/UpdateParticipant participant participants/~A "\"unit\":\"organizations/asp/units/~$1\",\"unitEffectiveOn\":\"$2\"" unit,unitEffectiveOn; }
unit_is() { change UnitsService/UpdateUnit unit "units/~$1" "\"parent\":\"organizations/asp/units/~$2\",\"parentEffectiveOn\":\"$3\"" parent,parentEffectiveOn; }
unit() { waymark call "UnitsService/$1" "{\"name\":\"organizations/asp/units/~$2\"}"; }

# where: the unit of the second level to which her training is counted.
where() {
  local unit
  unit=$(waymark funnel -o asp --by unit --level 2 --json | jq -r '.rows[] | select(.key != "_T" and .enrolled > 0) | .key')
  case $unit in
    organizations/*) waymark call UnitsService/GetUnit "{\"name\":\"$unit\"}" | jq -r .displayName ;;
    *) echo "$unit" ;;
  esac
}
# counts WHAT UNIT: she is counted to it, as soon as evaluation has heard of it.
counts() {
  for _ in $(seq 150); do
    [ "$(where)" = "$2" ] && break
    sleep 0.2
  done
  expect "$1" "$(where)" "$2"
  expect_invariants asp
}

the_day_of_a_person_is_corrected() {
  counts "before" North
  expect "a move" "$(person_is south 2024-03-01)" OK
  counts "after the move" South
  expect "its day is later" "$(person_is south 2024-09-01)" OK
  counts "after the correction" North
  expect "its day is earlier" "$(person_is south 2024-02-01)" OK
  counts "after another" South
  expect "there was no move" "$(person_is post '')" OK
  counts "after all" North
}

the_day_of_a_unit_is_corrected() {
  expect "a move of the unit" "$(unit_is post south 2024-03-01)" OK
  counts "after the move of the unit" South
  expect "its day is later" "$(unit_is post south 2024-09-01)" OK
  counts "after its correction" North
  expect "one is planned" "$(unit_is post police 2190-01-01)" OK
  expect "it is shown" "$(unit GetUnit post | jq -r '.plannedMoves[].effectiveOn')" 2190-01-01
  expect "it is given up" "$(unit_is post south 2190-01-01)" OK
  expect "none is shown" "$(unit GetUnit post | jq -r '.plannedMoves | length')" 0
  expect_invariants asp
}

a_unit_that_was_closed_is_opened_again() {
  expect "closing" "$(unit DeleteUnit post | jq -r .state)" UNIT_STATE_CLOSED
  expect "opening again" "$(unit UndeleteUnit post | jq -r .state)" UNIT_STATE_OPEN
  counts "then" North
}

made_anew_it_is_the_same() {
  "$root/deploy/rebuild" evaluation >"$stage/said" 2>&1 || cat "$stage/said"
  counts "from all events" North
}

make_stage
suite_start
set_stage
the_day_of_a_person_is_corrected
the_day_of_a_unit_is_corrected
a_unit_that_was_closed_is_opened_again
made_anew_it_is_the_same
finish
