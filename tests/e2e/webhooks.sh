#!/bin/bash
# Webhooks of a running suite, to a receiver that checks them by libraries that others have
# written: signed, in order, once each or again with the same id, through failures, kills
# and the end of a receiver; and not to where they must not go.
. "$(dirname "$0")/lib.sh"

receiver_port=$(free_port 12000 8000 3)
# Not the one that names of this machine stand for.
at=http://127.0.0.2:$receiver_port
over_tls=https://127.0.0.2:$((receiver_port + 1))
by_another=https://127.0.0.2:$((receiver_port + 2))
schema=$shared/schemas/cloudevents/cloudevents.json
. "$root/deploy/lib/certificates.sh"

set_stage() {
  local kind
  stage_start
  make_authority "$stage/known"
  make_certificate "$stage/known" receiver IP:127.0.0.2
  make_certificate "$stage/known" another DNS:another.example
  export WAYMARK_WEBHOOK_ALLOWED_NETWORKS=127.0.0.2 WAYMARK_WEBHOOK_CA_FILE=$stage/known/authority.crt
  suite_start
  waymark organization create asp --display-name "State Police" >/dev/null
  printf 'external_id,title\nC,Course\n' >"$stage/courses.csv"
  printf 'external_id,course\nK,C\n' >"$stage/cohorts.csv"
  for kind in courses cohorts; do load $kind; done
  if [ ! -e "$schema" ]; then
    echo "skipped: the schema of CloudEvents is not here (set WAYMARK_SHARED): events are held against the library alone"
    schema=
  fi
  run_beside tests/e2e/webhooks/receiver.mjs "$receiver_port" "$stage" "$schema" \
    "$stage/known/receiver.pem" "$stage/known/another.pem"
  await_count 3 grep -c listening "$stage/log"
}

load() { waymark import "$1" "$stage/$1.csv" --organization asp >/dev/null; }

# graduate PREFIX NUMBER: so many persons, whose ids begin so, graduate.
graduate() {
  awk -v prefix="$1" -v n="$2" -v dir="$stage" 'BEGIN {
    print "external_id,display_name" >(dir "/participants.csv")
    print "participant,cohort,state,enrolled_on,state_on" >(dir "/enrolments.csv")
    for (i = 0; i < n; i++) {
      print prefix i ",Person" >(dir "/participants.csv")
      print prefix i ",K,graduated,2024-01-01,2024-06-01" >(dir "/enrolments.csv")
    }
  }'
  load participants && load enrolments
}

# receive NAME JSON: what the receiver of that path knows and does.
receive() { printf '%s' "$2" >"$stage/$1.new" && mv "$stage/$1.new" "$stage/$1.json"; }

# new_webhook NAME OPTION…: sets WEBHOOK to its name and SECRET.
new_webhook() {
  local made
  : >"$stage/$1.ndjson"
  receive "$1" '{}'
  made=$(waymark webhooks create "$at/$1" -o asp --json "${@:2}")
  WEBHOOK=$(jq -r .name <<<"$made")
  SECRET=$(jq -r .secret <<<"$made")
  receive "$1" "{\"secrets\":{\"own\":\"$SECRET\"}}"
}

# taken NAME [FILTER]: what the receiver has taken, of jq's FILTER each.
taken() { jq -c "select(.status < 300) | ${2:-.id}" "$stage/$1.ndjson"; }
count_taken() { taken "$1" | sort -u | wc -l; }
# out_of_order NAME: how many were taken after a later one of the same subject of the same stream.
out_of_order() {
  taken "$1" '[.subject, .source, .sequence]' |
    jq -s 'reduce .[] as [$subject, $source, $n] ({last: {}, wrong: 0};
      ($subject + $source) as $key | if (.last[$key] // 0) > $n then .wrong += 1 else .last[$key] = $n end) | .wrong'
}

# await_count NUMBER COMMAND…: until the command prints it.
await_count() {
  local wanted=$1 i
  shift
  for i in $(seq 600); do
    [ "$("$@" 2>/dev/null)" != "$wanted" ] || return 0
    sleep 0.2
  done
}

deliveries() { waymark webhooks deliveries "$WEBHOOK" --limit 100000 --json "$@"; }
count_deliveries() { deliveries --state "$1" | wc -l; }

what_happens_is_sent() {
  new_webhook first --type participant.graduated --type 'enrolment.*' --description "for tests"
  graduate A 20
  await_count 40 count_taken first
  expect "events that the receiver took" "$(count_taken first)" 40
  expect "signed with the secret" "$(taken first '.signers | join(" ")' | sort | uniq -c | xargs)" "40 own"
  expect "ids that are the event's" "$(taken first .sameId | sort | uniq -c | xargs)" "40 true"
  expect "as CloudEvents in JSON" "$(taken first .contentType | sort -u)" '"application/cloudevents+json; charset=utf-8"'
  expect "what they say" "$(taken first 'select(.type == "participant.graduated") | .data.graduatedOn' | sort -u)" '"2024-06-01"'
  expect "out of order" "$(out_of_order first)" 0
  await_count 40 count_deliveries delivered
  expect "deliveries" "$(count_deliveries delivered) $(count_deliveries waiting)" "40 0"
}

a_failure_holds_back_its_person_alone() {
  local slow
  slow=$(waymark call ParticipantsService/GetParticipant '{"name":"organizations/asp/participants/~A0"}' | jq -r .name)
  receive first "{\"secrets\":{\"own\":\"$SECRET\"},\"failing\":{\"${slow##*/}\":2}}"
  : >"$stage/first.ndjson"
  waymark webhooks replay "$WEBHOOK" --from 2020-01-01 >/dev/null
  await_count 38 count_taken first
  expect "events of others that were taken meanwhile" "$(count_taken first)" 38
  await_count 40 count_taken first
  expect "all in the end" "$(count_taken first)" 40
  expect "tries that failed" "$(jq -c 'select(.status == 503) | .subject' "$stage/first.ndjson" | sort | uniq -c | xargs)" "4 $slow"
  expect "out of order" "$(out_of_order first)" 0
  await_count 0 count_deliveries waiting
  expect "why they failed, as it is listed" "$(waymark call DeliveriesService/GetDelivery \
    "{\"name\":\"$(deliveries --subject "$slow" | jq -r 'select(.replay) | .name' | head -n 1)\"}" |
    jq -r '.attempts[-1] | .error + " / " + .answer')" "the receiver answered 503 / not <now>"
}

a_rotation_signs_with_both() {
  local new last
  new=$(waymark webhooks rotate-secret "$WEBHOOK" --json | jq -r .secret)
  receive first "{\"secrets\":{\"old\":\"$SECRET\",\"new\":\"$new\"}}"
  : >"$stage/first.ndjson"
  graduate B 1
  await_count 2 count_taken first
  expect "signed during the overlap" "$(taken first '.signers | join(" ")' | sort | uniq -c | xargs)" "2 old new"
  last=$(waymark webhooks rotate-secret "$WEBHOOK" --overlap 0 --json | jq -r .secret)
  receive first "{\"secrets\":{\"old\":\"$SECRET\",\"new\":\"$new\",\"last\":\"$last\"}}"
  : >"$stage/first.ndjson"
  graduate D 1
  await_count 2 count_taken first
  expect "signed after one without" "$(taken first '.signers | join(" ")' | sort | uniq -c | xargs)" "2 last"
  expect "secrets in logs" "$(cat "$WAYMARK_DATA"/log/*.log | grep -cF -e "$SECRET" -e "$new" || true)" 0
}

a_test_is_sent_at_once() {
  expect "a test" "$(waymark webhooks test "$WEBHOOK" --json | jq -c '[.delivered, .attempt.status]')" "[true,204]"
  receive first '{"status":500}'
  expect "a test that is not taken" "$(waymark webhooks test "$WEBHOOK" --json | jq -c '[.delivered, .attempt.status]')" "[false,500]"
}

who_is_gone_is_disabled() {
  new_webhook gone
  receive gone '{"status":410}'
  graduate E 1
  await_count DISABLED state
  expect "a receiver that answers 410" "$(state) $(waymark webhooks show "$WEBHOOK" | jq -r .disableReason)" \
    "DISABLED WEBHOOK_DISABLE_REASON_GONE"
  await_count 1 count_disabled
  expect "in the audit log, by" "$(waymark audit list -o asp --type webhook.changed --json |
    jq -r 'select(.content.actor == "waymark-webhooks") | .content.actor')" waymark-webhooks
  receive gone '{}'
  waymark webhooks enable "$WEBHOOK" >/dev/null
  await_count 1 count_taken gone
  expect "what waited, when it is enabled" "$(count_taken gone)" 1
  waymark webhooks delete "$WEBHOOK" >/dev/null
}
state() { waymark webhooks show "$WEBHOOK" | jq -r '.state | ltrimstr("WEBHOOK_STATE_")'; }
count_disabled() { waymark audit list -o asp --type webhook.changed --json | jq -c 'select(.content.actor == "waymark-webhooks")' | wc -l; }

what_is_given_up_is_shown_and_tried_again() {
  new_webhook parks
  receive parks '{"status":500}'
  graduate F 3
  await_count 3 failed_once
  as_owner webhooks "UPDATE delivery SET first_try_time = first_try_time - interval '3 days' WHERE state = 1"
  as_owner webhooks "UPDATE webhook SET enable_time = enable_time - interval '3 days'"
  as_owner webhooks "UPDATE lane SET next_try_time = now() WHERE next_try_time > now()"
  await_count 3 count_deliveries parked
  expect "given up after three days" "$(count_deliveries parked)" 3
  receive parks '{}'
  expect "tried again" "$(waymark webhooks retry "$WEBHOOK")" "3 deliveries are tried again"
  await_count 3 count_taken parks
  expect "taken then" "$(count_taken parks)" 3
  waymark webhooks delete "$WEBHOOK" >/dev/null
}
failed_once() { deliveries --state waiting | jq -c 'select(.tries > 0)' | wc -l; }

addresses_inside_are_refused() {
  local url name
  for url in https://127.0.0.1/ https://10.0.0.1/ 'https://[::1]/' https://169.254.169.254/latest/meta-data \
    https://2130706433/ http://1.1.1.1/ ftp://hooks.example/ https://user:secret@hooks.example/; do
    expect "$url" "$(waymark webhooks create "$url" -o asp 2>&1 | grep -o 'FIELD_INVALID')" FIELD_INVALID
  done
  # A name whose address is looked at when it is called.
  name=$(awk '$1 ~ /^(127|10|192)\./ && $2 !~ /localhost$/ { print $2; exit }' /etc/hosts)
  if [ -z "$name" ]; then
    echo "skipped: no name in /etc/hosts stands for an address inside"
    return
  fi
  WEBHOOK=$(waymark webhooks create "http://$name:$receiver_port/first" -o asp --json | jq -r .name)
  expect "a name of an address inside ($name)" \
    "$(waymark webhooks test "$WEBHOOK" --json | jq -r .attempt.error)" \
    "its name stands for an address that may not be called without TLS"
  waymark webhooks delete "$WEBHOOK" >/dev/null
}

certificates_are_checked() {
  receive tls '{}'
  WEBHOOK=$(waymark webhooks create "$over_tls/tls" -o asp --json | jq -r .name)
  expect "over TLS" "$(waymark webhooks test "$WEBHOOK" --json | jq -c '[.delivered, .attempt.status]')" "[true,204]"
  waymark webhooks update "$WEBHOOK" --url "$by_another/tls" >/dev/null
  expect "a certificate of another name" "$(waymark webhooks test "$WEBHOOK" --json |
    jq -c '[.delivered, .attempt.status, (.attempt.error | contains("SSL"))]')" "[false,0,true]"
  waymark webhooks delete "$WEBHOOK" >/dev/null
}

a_slow_one_holds_up_no_other() {
  local slow quick
  new_webhook slow
  slow=$WEBHOOK
  receive slow '{"delay":10000}'
  new_webhook quick
  quick=$WEBHOOK
  graduate G 100
  await_count 100 count_taken quick
  expect "taken by the quick one, by the slow one" "$(count_taken quick) $(count_taken slow)" "100 0"
  waymark webhooks delete "$slow" >/dev/null
  waymark webhooks delete "$quick" >/dev/null
}

kills_lose_nothing() {
  local i
  new_webhook killed --type participant.graduated --type 'enrolment.*'
  receive killed "{\"secrets\":{\"own\":\"$SECRET\"},\"delay\":30}"
  graduate H 300
  for i in 1 2 3; do
    await_more_taken $((i * 60))
    kill_program suite
    sleep 2
  done
  # What was under way waits until another may take it.
  await_count 600 count_taken killed
  expect "taken, each at least once" "$(count_taken killed)" 600
  expect "out of order" "$(out_of_order_first killed)" 0
  expect "taken twice or more, of those under way at the kills" \
    "$(taken killed | sort | uniq -d | wc -l | awk '{ print ($1 <= 12) ? "at most 12" : $1 }')" "at most 12"
  await_count 0 count_deliveries waiting
  expect "deliveries" "$(count_deliveries delivered)" 600
}
await_more_taken() {
  local i
  for i in $(seq 300); do
    [ "$(count_taken killed)" -lt "$1" ] || return 0
    sleep 0.1
  done
}
# The same of the first time that each was taken: one that comes again may come later.
out_of_order_first() {
  taken "$1" '[.id, .subject, .source, .sequence]' |
    jq -s 'reduce .[] as [$id, $subject, $source, $n] ({seen: {}, last: {}, wrong: 0};
      if .seen[$id] then . else .seen[$id] = true | ($subject + $source) as $key |
      if (.last[$key] // 0) > $n then .wrong += 1 else .last[$key] = $n end end) | .wrong'
}

set_stage
what_happens_is_sent
a_failure_holds_back_its_person_alone
a_rotation_signs_with_both
a_test_is_sent_at_once
waymark webhooks delete "$WEBHOOK" >/dev/null
who_is_gone_is_disabled
what_is_given_up_is_shown_and_tried_again
addresses_inside_are_refused
certificates_are_checked
a_slow_one_holds_up_no_other
kills_lose_nothing
await_lag_0 asp
expect_invariants asp
finish
