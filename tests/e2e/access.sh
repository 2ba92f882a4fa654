#!/bin/bash
# Who may come in, as attackers would try it: on a running suite, over HTTP.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/lib_accounts.sh"

# A made-up national id that must not show up anywhere but in the databases.
canary=CANARY-830415-7719

set_stage() {
  waymark organization create asp --display-name "State Police"
  waymark organization create other --display-name "Somebody else"
  printf 'external_id,display_name\nnorth,North\nsouth,South\n' >"$stage/units.csv"
  printf 'external_id,display_name,unit\nA,Ana,north\nB,Besa,south\n' >"$stage/people.csv"
  waymark import units "$stage/units.csv" -o asp >/dev/null
  waymark import participants "$stage/people.csv" -o asp >/dev/null
  printf 'external_id,display_name\nC,Cen\n' >"$stage/others.csv"
  waymark import participants "$stage/others.csv" -o other >/dev/null
}

nobody_comes_in() {
  for path in /v1/organizations /v1/organizations/asp/participants /v1/accounts/me; do
    request GET "$path"
    expect "nobody: $path" "$STATUS $(reason)" "401 CREDENTIALS_MISSING"
    request GET "$path" -H "Authorization: Bearer wmk_AaILkmeAcACUp_xckxPeRg_wV7T1uiWFv4cXp1UZxrX6geYouKIckfoe4H-lw4wbFE"
    expect "a token that was never given: $path" "$STATUS $(reason)" "401 CREDENTIALS_INVALID"
  done
  request POST /v1/sessions -d '{"userName":"nobody","password":"correct horse battery"}'
  expect "an unknown user name" "$STATUS $(reason)" "401 SIGN_IN_REFUSED"
  local unknown=$BODY
  request POST /v1/sessions -d '{"userName":"reg","password":"wrong horse battery"}'
  expect "a wrong password is told the same" "$(jq -c 'del(.requestId)' <<<"$BODY")" "$(jq -c 'del(.requestId)' <<<"$unknown")"
}

# persons_made_by KEY: how many are registered straight at the service by callers that are signed so.
persons_made_by() {
  local list='{"parent":"organizations/straight","pageSize":1000}' before after
  before=$(call ParticipantsService/ListParticipants "$list" | jq '.participants | length')
  "$root/build/release/tests/bench/waymark_bench_create" library "unix:$(socket_folder)/participants.sock" straight 1 1 "$1" >/dev/null 2>&1 || true
  after=$(call ParticipantsService/ListParticipants "$list" | jq '.participants | length')
  echo $((after - before))
}

services_take_no_caller_of_their_own() {
  waymark organization create straight --display-name Straight >/dev/null
  openssl genpkey -algorithm ed25519 -out "$stage/key" 2>/dev/null
  expect "persons that a forged caller made, straight at the service" "$(persons_made_by "$stage/key")" 0
  expect "whom the gateway signs for makes some" "$(($(persons_made_by "$WAYMARK_DATA/caller-key") > 0))" 1
}

sessions_stay_in_their_organization_and_units() {
  grant reg REGISTRAR organizations/asp/units/~north >/dev/null
  sign_in reg
  with_cookie GET /v1/organizations/asp/participants
  expect "persons of the own unit" "$(jq -r '[.participants[].externalId] | join(" ")' <<<"$BODY")" A
  with_cookie GET /v1/organizations/asp/participants/~B
  expect "a person of another unit" "$STATUS $(reason)" "404 RESOURCE_NOT_FOUND"
  with_cookie GET /v1/organizations/other/participants/~C
  expect "a person of another organization" "$STATUS $(reason)" "404 RESOURCE_NOT_FOUND"
  with_cookie GET /v1/organizations/nowhere/participants/~C
  expect "one of an organization that is not there is told the same" "$STATUS $(reason)" "404 RESOURCE_NOT_FOUND"
  with_cookie GET '/v1/organizations/asp/participants:batchGet?names=organizations/asp/participants/~A&names=organizations/asp/participants/~B'
  expect "both at once" "$STATUS" 404
  with_cookie POST /v1/organizations/asp/participants -d '{"displayName":"New","unit":"organizations/asp/units/~south"}'
  expect "a new person of another unit" "$STATUS $(reason)" "403 OUTSIDE_REACH"
}

foreign_pages_change_nothing() {
  request POST /v1/organizations/asp/participants -H "Cookie: $COOKIE" -H 'Origin: https://evil.example' -d '{"displayName":"New"}'
  expect "a change by a foreign page" "$STATUS $(reason)" "403 ORIGIN_REFUSED"
  request POST /v1/organizations/asp/participants -H "Cookie: $COOKIE" -d '{"displayName":"New"}'
  expect "a change by nobody knows what page" "$STATUS $(reason)" "403 ORIGIN_REFUSED"
  request POST /v1/sessions -H 'Origin: https://evil.example' -d '{"userName":"reg","password":"x"}'
  expect "a sign-in by a foreign page" "$STATUS $(reason)" "403 ORIGIN_REFUSED"
}

tokens_do_no_more_than_they_say() {
  with_cookie POST /v1/accounts/me/apiTokens -d '{"displayName":"import"}'
  expect "a session that makes a token without the password" "$STATUS $(reason)" "400 PASSWORD_MISSING"
  with_cookie POST /v1/accounts/me/apiTokens -d "{\"displayName\":\"import\",\"currentPassword\":\"$password\"}"
  TOKEN=$(jq -r .token <<<"$BODY")
  local name
  name=$(jq -r .name <<<"$BODY")
  with_token GET /v1/organizations/asp/participants
  expect "a token" "$STATUS" 200
  with_token POST /v1/accounts/me/apiTokens -d '{"displayName":"more"}'
  expect "a token that makes a token" "$STATUS $(reason)" "403 SESSION_NEEDED"
  with_token POST /v1/accounts/me:changePassword -d "{\"currentPassword\":\"$password\",\"newPassword\":\"another horse battery\"}"
  expect "a token that changes the password" "$STATUS $(reason)" "403 SESSION_NEEDED"
  with_token DELETE /v1/accounts/me/sessions/current
  expect "a token that ends a session" "$STATUS $(reason)" "403 SESSION_NEEDED"
  request GET /v1/organizations/asp/participants -H "Cookie: __Host-session=$TOKEN"
  expect "a token shown as a session" "$STATUS $(reason)" "401 CREDENTIALS_INVALID"
  request GET /v1/organizations/asp/participants -H "Authorization: Bearer ${COOKIE#*=}"
  expect "a session shown as a token" "$STATUS $(reason)" "401 CREDENTIALS_INVALID"
  with_token DELETE "/v1/$name"
  expect "a token that revokes itself" "$STATUS" 200
  with_token GET /v1/organizations/asp/participants
  expect "the token, right after it was revoked" "$STATUS $(reason)" "401 CREDENTIALS_INVALID"
}

what_is_ended_has_ended() {
  new_account gone
  local given
  given=$(grant gone EVALUATOR)
  sign_in gone
  with_cookie GET /v1/organizations/asp:funnel
  expect "an evaluator's figures" "$STATUS" 200
  with_cookie GET /v1/organizations/asp/participants
  expect "an evaluator's names" "$STATUS $(reason)" "403 PERMISSION_DENIED"
  call GrantsService/EndGrant "{\"name\":\"$given\"}" >/dev/null
  with_cookie GET /v1/organizations/asp:funnel
  expect "the session, right after the last grant ended" "$STATUS $(reason)" "401 CREDENTIALS_INVALID"
  grant gone EVALUATOR >/dev/null
  sign_in gone
  call AccountsService/DisableAccount '{"name":"accounts/~gone"}' >/dev/null
  with_cookie GET /v1/organizations/asp:funnel
  expect "the session, right after its account was disabled" "$STATUS $(reason)" "401 CREDENTIALS_INVALID"
  request POST /v1/sessions -d "{\"userName\":\"gone\",\"password\":\"$password\"}"
  expect "signing in to a disabled account" "$STATUS $(reason)" "401 SIGN_IN_REFUSED"
}

# Failures of one account from here lock out neither others nor other addresses;
# the pause itself is a unit test's.
guesses_are_slowed_down() {
  local i
  for i in 1 2 3 4 5 6; do request POST /v1/sessions -d "{\"userName\":\"victim\",\"password\":\"guess number $i\"}"; done
  expect "the sixth guess" "$STATUS $(reason)" "429 TOO_MANY_FAILURES"
  request POST /v1/sessions -d "{\"userName\":\"reg\",\"password\":\"$password\"}"
  expect "somebody else from the same address" "$STATUS" 200
}

names_stay_where_they_are() {
  local socket hits stream
  printf 'external_id,display_name,given_name,family_name,attribute.note\n%s,%s,%s,%s,%s\n' \
    "$canary" "$canary" "$canary" "$canary" kept >"$stage/canary.csv"
  waymark import participants "$stage/canary.csv" -o asp >/dev/null
  call AccountsService/CreateAccount "{\"account\":{\"userName\":\"$canary\",\"displayName\":\"$canary\",\"email\":\"$canary@x.example\"}}" >/dev/null
  request POST /v1/sessions -d "{\"userName\":\"$canary\",\"password\":\"$canary\"}"
  request GET "/v1/organizations/asp/participants/~$canary" -H "Authorization: Bearer $canary"
  with_cookie GET "/v1/organizations/asp/participants/~$canary?x=$canary"
  local person
  person=$(call ParticipantsService/GetParticipant "{\"name\":\"organizations/asp/participants/~$canary\"}" | jq -r .name)
  call ParticipantsService/UpdateParticipant \
    "{\"participant\":{\"name\":\"$person\",\"gender\":\"$canary\",\"birthDate\":\"2015\",\"contact\":{\"address\":\"$canary\"}}}" >/dev/null
  call ParticipantsService/GetParticipant "{\"name\":\"$person\"}" >/dev/null
  call AccountsService/UpdateAccount "{\"account\":{\"name\":\"accounts/~$canary\",\"displayName\":\"$canary 2\"}}" >/dev/null
  call UnitsService/CreateUnit "{\"parent\":\"organizations/asp\",\"unit\":{\"displayName\":\"$canary\"}}" >/dev/null
  call CoursesService/CreateCourse "{\"parent\":\"organizations/asp\",\"course\":{\"title\":\"$canary\"}}" >/dev/null
  request GET /metrics
  expect "hits in the metrics" "$(grep -c "$canary" <<<"$BODY" || true)" 0
  hits=$(cat "$WAYMARK_DATA"/log/*.log | grep -c "$canary" || true)
  expect "hits in the logs" "$hits" 0
  await_lag_0 asp
  socket=$(socket_folder)/redis.sock
  hits=0
  for stream in $(redis-cli -s "$socket" --scan --pattern 'waymark.*'); do
    hits=$((hits + $(redis-cli -s "$socket" XRANGE "$stream" - + | grep -c "$canary" || true)))
  done
  expect "hits in the streams" "$hits" 0
  hits=$(redis-cli -s "$socket" XLEN waymark.audit.participants.0)
  expect "the audit streams hold something" "$((hits > 0))" 1
  for organization in asp -; do
    waymark audit export -o "$organization" 2>/dev/null | jq -r .record | base64 -d >"$stage/records"
    expect "the audit log of $organization tells of accounts" "$(($(grep -a -c 'accounts/' "$stage/records") > 0))" 1
    expect "hits in the audit log of $organization" "$(grep -a -c "$canary" "$stage/records" || true)" 0
  done
}

# ask PATH: keeps the answer, and what its page token holds, in $stage/answers.
ask() {
  with_cookie GET "/v1/organizations/asp/participants$1"
  echo "$BODY" >>"$stage/answers"
  jq -r '.nextPageToken // ""' <<<"$BODY" | tr '_-' '/+' | base64 --decode 2>/dev/null >>"$stage/answers" || true
}

# ask_for_all: in every way there is, as whoever has signed in; prints how many answers hold
# the hidden name, in any case.
ask_for_all() {
  local path
  rm -f "$stage/answers"
  for path in /~M /~F '?pageSize=1000' '?pageSize=1' '?pageSize=1&orderBy=display_name' '?orderBy=display_name' \
    ':batchGet?names=organizations/asp/participants/~M&names=organizations/asp/participants/~F' \
    "?filter=display_name%3D%22$hidden%22" "?filter=display_name%3D%22${hidden:0:4}*%22" \
    "?filter=display_name%3D%22${hidden:0:4}*%22&orderBy=display_name&pageSize=1" \
    '?filter=external_id%3DM' '?filter=sex%3DFEMALE&orderBy=display_name' '?orderBy=given_name' '?filter=birth_date%3D2015'; do
    ask "$path"
  done
  WAYMARK_URL=$(cat "$WAYMARK_DATA/url") WAYMARK_TOKEN=$TOKEN waymark export participants -o asp >>"$stage/answers" 2>&1
  with_cookie PATCH /v1/organizations/asp/participants/~M -d '{"sex":"SEX_FEMALE"}'
  echo "$BODY" >>"$stage/answers"
  grep -aic "$hidden" "$stage/answers" || true
}

# Both, with an attribute as of then.
enrol_protected_persons() {
  local kind
  printf 'external_id,title\nC,Course\n' >"$stage/courses.csv"
  printf 'external_id,course\nK,C\n' >"$stage/cohorts.csv"
  printf 'participant,cohort,attribute.school\nM,K,%s\nF,K,%s\n' "$hidden" "$hidden" >"$stage/enrolments.csv"
  for kind in courses cohorts enrolments; do waymark import $kind "$stage/$kind.csv" -o asp >/dev/null; done
}

# schools_seen: of how many enrolments whoever has signed in sees the attributes.
schools_seen() {
  with_cookie GET /v1/organizations/asp/enrolments
  jq '[.enrolments[] | select(.attributes != null and .redacted != true)] | length' <<<"$BODY"
}

protected_persons_are_named_to_few() {
  local opening
  hidden=Zamira-Kanarina-4711
  printf 'external_id,display_name,given_name,sex,birth_date,unit,protection\nM,%s,%s,female,%s,north,\nF,%s,%s,female,1980,south,flagged\n' \
    "$hidden" "$hidden" "$(($(date +%Y) - 10))" "$hidden" "$hidden" >"$stage/protected.csv"
  waymark import participants "$stage/protected.csv" -o asp >/dev/null
  enrol_protected_persons
  new_account commander
  grant commander COMMANDER >/dev/null
  sign_in commander
  TOKEN=$(new_token)
  expect "answers to a commander with a protected person's name" "$(ask_for_all)" 0
  ask '?pageSize=1000'
  expect "persons listed without what is theirs" "$(jq -r '[.participants[] | select(.redacted) | .externalId] | join(" ")' <<<"$BODY")" "M F"
  ask '?orderBy=display_name'
  expect "persons listed by name" "$(jq -r '[.participants[].externalId] | join(" ")' <<<"$BODY")" "A B"

  expect "enrolments of theirs with attributes" "$(schools_seen)" 0

  with_cookie POST /v1/organizations/asp/participants/~M:breakGlass -d '{"reason":"Bored","caseNumber":"17"}'
  expect "breaking the glass without much of a reason" "$STATUS $(reason)" "400 FIELD_INVALID"
  with_cookie POST /v1/organizations/asp/participants/~A:breakGlass -d '{"reason":"Missing since noon","caseNumber":"17"}'
  expect "breaking it for a person who is not protected" "$STATUS $(reason)" "400 PARTICIPANT_NOT_PROTECTED"
  with_cookie POST /v1/organizations/asp/participants/~M:breakGlass -d '{"reason":"Missing since noon","caseNumber":"17"}'
  expect "breaking the glass" "$STATUS" 200
  opening=$(jq -r .name <<<"$BODY")
  ask /~M
  expect "the name, once the glass is broken" "$(jq -r '.displayName, .redacted // false' <<<"$BODY" | xargs)" "$hidden false"
  expect "enrolments with attributes then" "$(schools_seen)" 1
  waymark verify -o asp >/dev/null || true
  expect "readings of enrolments in the audit log" \
    "$(waymark audit export -o asp --type record.read --method waymark.courses.v1.EnrolmentsService/ListEnrolments 2>/dev/null | wc -l)" 4
  ask '?orderBy=display_name'
  expect "persons listed by name then" "$(jq -r '[.participants[].externalId] | join(" ")' <<<"$BODY")" "A B M"
  ask /~F
  expect "another protected person" "$(jq -r '.redacted' <<<"$BODY")" true
  with_cookie GET /v1/organizations/asp/participants/-/openings
  expect "the list of openings, to a commander" "$STATUS $(reason)" "403 PERMISSION_DENIED"
  await_lag_0 asp
  expect "openings that an administrator hears of" "$(count_events asp participant.glass_broken)" 1
  expect "openings that an administrator lists" \
    "$(waymark openings list -o asp --open --participant participants/~M --json | jq -r .caseNumber)" 17
  waymark openings close "$opening" | grep -q '(closed)'
  expect "open ones after they have closed it" "$(waymark openings list -o asp --open | wc -l)" 0
  expect "answers with the name, once an administrator has closed it" "$(ask_for_all)" 0
  with_cookie GET '/v1/organizations/asp/outcomes?types=participant.updated'
  expect "changes of persons in the feed" "$STATUS $(reason)" "400 FIELD_INVALID"
  with_cookie GET '/v1/organizations/asp/outcomes?types=participant.glass_broken'
  expect "openings in the feed, to a commander" "$STATUS $(reason)" "403 PERMISSION_DENIED"
}

stage=$(mktemp -d)
suite_start
set_stage
new_account reg
nobody_comes_in
services_take_no_caller_of_their_own
sessions_stay_in_their_organization_and_units
foreign_pages_change_nothing
tokens_do_no_more_than_they_say
what_is_ended_has_ended
protected_persons_are_named_to_few
guesses_are_slowed_down
names_stay_where_they_are
rm -rf "$stage"
finish
