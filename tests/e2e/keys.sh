#!/bin/bash
# Keys of a running suite are changed: what they protected before stays readable by the new
# ones alone, and signs of before are still known.
. "$(dirname "$0")/lib.sh"

rotate() { "$root/deploy/rotate" "$@"; }
restart() { "$root/deploy/down" >/dev/null && "$@" >/dev/null && "$root/deploy/up" >/dev/null 2>&1; }

# her_values: what the last change of a person's record did, opened by her key.
her_values() {
  local entry
  entry=$(waymark audit list -o asp --type participant.updated --limit 1 --json)
  call waymark.participants.v1.ParticipantsService/OpenAuditDiff \
    "$(jq -c "{name: \"$ana\", eventId: .content.eventId, sealedDiff: .content.sealedDiff}" <<<"$entry")" |
    jq -c '.changes[] | [.field, .after]'
}

# Those that deploy/rotate waits for.
services_that_seal() { sed -n 's/^  for service in \(.*\); do$/\1/p' "$root/deploy/rotate"; }

has_sealed_anew() { cat "$WAYMARK_DATA"/log/*.log | grep '"all is sealed by the present key"' | grep -q "\"of\":\"$1\""; }

await_sealed() {
  local i service
  for service in $(services_that_seal); do
    for i in $(seq 100); do
      if has_sealed_anew "$service"; then continue 2; fi
      sleep 0.2
    done
    expect "sealed anew by $service" no yes
  done
}

the_token_key() {
  local before etag
  before=$(cat "$WAYMARK_DATA/token-key")
  etag=$(call ParticipantsService/GetParticipant "{\"name\":\"$ana\"}" | jq .etag)
  expect "while it runs" "$(rotate token-key 2>&1 | grep -c 'deploy/down first')" 1
  restart rotate token-key
  expect "keys in the file" "$(grep -c . "$WAYMARK_DATA/token-key")" 2
  expect "values sealed before" "$(her_values)" '["given_name","Anila"]'
  expect "an etag of before" "$(call ParticipantsService/UpdateParticipant \
    "{\"participant\":{\"name\":\"$ana\",\"etag\":$etag,\"givenName\":\"A\"}}" 2>&1 | grep -c TOKEN_INVALID)" 1
  await_sealed
  restart rotate token-key --finish
  expect "the key of before, in the file" "$(grep -c -F -e "$before" "$WAYMARK_DATA/token-key" || true)" 0
  expect "values, without that key" "$(her_values)" '["given_name","Anila"]'
}

the_pairs() {
  local before
  before=$(cat "$WAYMARK_DATA/caller-keys")
  restart rotate caller
  expect "keys of callers that are new" "$([ "$before" != "$(cat "$WAYMARK_DATA/caller-keys")" ] && echo yes)" yes
  expect "a call signed by the new one" "$(call ParticipantsService/GetParticipant "{\"name\":\"$ana\"}" | jq -r .name)" "$ana"
  checkpoint 1
  restart rotate audit
  checkpoint 2
  expect "checkpoints of both keys" \
    "$(waymark audit verify -o asp --against "$WAYMARK_DATA/audit/checkpoints" --key "$WAYMARK_DATA/audit-keys" | tail -1 | xargs)" \
    "2 of 2 checkpoints agree, and are signed"
}

# checkpoint COUNT: makes entries until there are so many checkpoints of the organization.
checkpoint() {
  local i
  seq 1001 | sed -e '1i external_id,display_name' -e "s/.*/$1-&,Person &/" >"$WAYMARK_DATA/many.csv"
  waymark import participants "$WAYMARK_DATA/many.csv" -o asp >/dev/null
  for i in $(seq 150); do
    if [ "$(grep -c '"organization":"asp"' "$WAYMARK_DATA/audit/checkpoints")" -ge "$1" ]; then return; fi
    sleep 0.2
  done
}

suite_start
waymark organization create asp --display-name "State Police" >/dev/null
ana=$(call ParticipantsService/CreateParticipant \
  '{"parent":"organizations/asp","participant":{"displayName":"Ana"}}' | jq -r .name)
call ParticipantsService/UpdateParticipant "{\"participant\":{\"name\":\"$ana\",\"givenName\":\"Anila\"}}" >/dev/null
waymark verify -o asp >/dev/null || true
the_token_key
the_pairs
finish
