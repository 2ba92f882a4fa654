#!/bin/bash
# Gives the importer and the API what they must refuse: each with a clear error,
# the right code, and nothing half written.
# One service is stopped by itself in the end.
export WAYMARK_PROCESSES=many
. "$(dirname "$0")/lib.sh"

suite_start
files=$(mktemp -d)
waymark organization create bad --display-name "Bad input"
printf 'external_id,display_name,kind\nHQ,Headquarters,office\n' >"$files/units.csv"
waymark import units "$files/units.csv" -o bad >/dev/null
printf 'external_id,title\nC1,Course\n' >"$files/courses.csv"
waymark import courses "$files/courses.csv" -o bad >/dev/null
printf 'external_id,course,starts_on,ends_on\nK1,C1,2026-01-01,2026-02-01\n' >"$files/cohorts.csv"
waymark import cohorts "$files/cohorts.csv" -o bad >/dev/null
{ echo external_id,display_name; for i in $(seq 20); do echo "P$i,Person $i"; done; } >"$files/people.csv"
waymark import participants "$files/people.csv" -o bad >/dev/null

# refused WHAT KIND EXIT PATTERN: imports $files/x.csv.
refused() {
  local status=0 output
  output=$(waymark import "$2" "$files/x.csv" -o bad 2>&1) || status=$?
  expect "$1: exit code" $status "$3"
  if grep -qE "$4" <<<"$output"; then
    expect "$1: message" yes yes
  else
    expect "$1: message" "$output" "$4"
  fi
}
count() { waymark export "$1" -o bad 2>/dev/null | tail -n +2 | wc -l | tr -d ' '; }

: >"$files/x.csv"
refused "an empty file" participants 1 'is empty'
printf 'external_id;display_name\n1;Ana\n' >"$files/x.csv"
refused "semicolons" participants 1 "row 1: columns are separated by ';'"
printf 'external_id,display_name\n1,M\xfcller\n' >"$files/x.csv"
refused "Latin-1" participants 1 'row 2: display_name: is not UTF-8'
printf 'external_id,display_name\n1,Ana\x00\n' >"$files/x.csv"
refused "a NUL" participants 1 'row 2: display_name: holds a NUL'
printf 'external_id,display_name\n1,"Ana\n2,Bora\n' >"$files/x.csv"
refused "an open quote" participants 1 'row 2: display_name: opens a quote that is not closed'
printf 'external_id,name\n1,Ana\n' >"$files/x.csv"
refused "an unknown column" participants 1 'row 1: name: is not a column of participants'
printf 'external_id,display_name,sex\n1,Ana,woman\n' >"$files/x.csv"
refused "a wrong value" participants 3 'row 2: sex: must be one of male, female'
printf 'external_id,display_name,birth_date\n1,Ana,1990-02-30\n' >"$files/x.csv"
refused "a day that is none" participants 3 'row 2: birth_date: '
printf 'external_id,display_name,unit\n1,Ana,Nowhere\n' >"$files/x.csv"
refused "an unknown unit" participants 3 'row 2: unit: .*REFERENCE_NOT_FOUND'
printf 'external_id,display_name\nP1,Somebody else\n' >"$files/x.csv"
refused "an external id that is taken" participants 3 'row 2: external_id: .*RESOURCE_EXISTS'
printf 'external_id,course,starts_on,ends_on\nK2,C1,2026-02-01,2026-01-01\n' >"$files/x.csv"
refused "an end before the start" cohorts 3 'row 2: ends_on: '
printf 'participant,cohort,state,enrolled_on,state_on\nP1,K1,graduated,2026-01-10,2026-01-09\n' >"$files/x.csv"
refused "graduation before enrolment" enrolments 3 'row 2: state_on: '
{
  echo participant,cohort,enrolled_on
  for i in $(seq 15); do echo "P$i,K1,2026-01-01"; done
  echo P16,K9,2026-01-01
  echo P17,K1,2026-01-01
} >"$files/x.csv"
people=$(count participants)
refused "an unknown cohort in row 17" enrolments 3 "row 17: cohort: .*'K9'.*REFERENCE_NOT_FOUND"
expect "the other rows of that file" "$(count enrolments)" 16
waymark import enrolments "$files/x.csv" -o bad --errors "$files/errors.csv" >/dev/null 2>&1 || true
sed -i s/K9/K1/ "$files/errors.csv"
waymark import enrolments "$files/errors.csv" -o bad >/dev/null
expect "with the corrected row" "$(count enrolments)" 17
expect "nobody was added on the way" "$(count participants)" "$people"
printf 'external_id,display_name\nP21,Person 21\n' >"$files/x.csv"
waymark import participants "$files/x.csv" -o bad --dry-run >/dev/null
expect "a dry run writes nothing" "$(count participants)" "$people"

token=$(cat "$WAYMARK_DATA/admin-token")
url=$(cat "$WAYMARK_DATA/url")
# http EXPECTED_STATUS WHAT CURL_ARGUMENT…
http() {
  local expected=$1 what=$2
  shift 2
  expect "$what" "$(curl -s -o "$files/answer" -w '%{http_code}' -H "Authorization: Bearer $token" \
    -H 'Content-Type: application/json' "$@")" "$expected"
}
people_url=$url/v1/organizations/bad/participants
http 400 "an unknown field" -d '{"displayName":"Ana","shoeSize":38}' "$people_url"
http 400 "a wrong type" -d '{"displayName":38.5e}' "$people_url"
http 400 "a wrong enum" -d '{"displayName":"Ana","sex":"SEX_WOMAN"}' "$people_url"
http 400 "a missing required field" -d '{"givenName":"Ana"}' "$people_url"
expect "which names the field" "$(jq -r '.fieldViolations[0].field' "$files/answer")" participant.displayName
http 400 "a NUL in a text" -d '{"displayName":"A\u0000na"}' "$people_url"
http 404 "an unknown unit" -d '{"displayName":"Ana","unit":"organizations/bad/units/~Nowhere"}' "$people_url"
http 409 "an external id that is taken" -d '{"displayName":"Ana","externalId":"P1"}' "$people_url"
http 400 "a page token that was tampered with" "$people_url?pageToken=AAAA"
http 200 "a participant by external id" "$people_url/~P1"
name=$(jq -r .name "$files/answer")
http 400 "an etag that was tampered with" -X PATCH -H 'If-Match: "zzzz"' -d '{"givenName":"Ana"}' \
  "$url/v1/$name?updateMask=givenName"
http 400 "an etag where no version is compared" -H 'If-Match: "zzzz"' "$people_url/~P1"
expect "which is said of it" "$(jq -r '.fieldViolations[0].field' "$files/answer")" If-Match
http 404 "a list of an organization that is not there" "$url/v1/organizations/typo/participants"
http 404 "its figures" "$url/v1/organizations/typo:funnel"
http 404 "a webhook there" -d '{"url":"https://hooks.example/"}' "$url/v1/organizations/typo/webhooks"
printf 'external_id,title\nC1,Course\n' >"$files/x.csv"
expect "and courses" "$(waymark import courses "$files/x.csv" -o typo 2>&1 | grep -c 'organizations/typo was not found')" 1
head -c 20000000 /dev/zero | tr '\0' ' ' >"$files/large"
http 413 "a body over the limit" --data-binary "@$files/large" "$people_url"
expect "no token" "$(curl -s -o /dev/null -w '%{http_code}' "$people_url")" 401
read -r pid _ <"$WAYMARK_DATA/pid/supervisor.pid"
kill -STOP "$pid"
read -r down _ <"$WAYMARK_DATA/pid/participants.pid"
kill -9 "$down"
http 503 "a service that is down" --max-time 20 -D "$files/headers" "$people_url/~P1"
expect "with Retry-After" "$(grep -ci '^retry-after:' "$files/headers")" 1
kill -CONT "$pid"
rm -rf "$files"
finish
