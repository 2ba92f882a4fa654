#!/bin/bash
# The door for gRPC clients of a running suite, with two clients that others have
# written: buf curl and grpc-js.
. "$(dirname "$0")/lib.sh"

buf=$root/node_modules/.bin/buf
service=waymark.participants.v1.ParticipantsService

# ask METHOD JSON [OPTION…]: with buf, by reflection. Sets OUT.
ask() {
  local method=$1 json=$2
  shift 2
  OUT=$("$buf" curl --protocol grpc "${buf_options[@]}" --data "$json" "$@" "$door/$service/$method" 2>&1) || true
}
bearer() { printf 'Authorization: Bearer %s' "$1"; }

set_stage() {
  "$root/tests/checks/npm_packages"
  waymark organization create asp --display-name "State Police"
  waymark organization create other --display-name "Somebody else"
  port=$(cat "$WAYMARK_DATA/grpc-port")
  token=$(cat "$WAYMARK_DATA/admin-token")
  door=http://127.0.0.1:$port
  buf_options=(--http2-prior-knowledge)
}

buf_finds_what_is_served() {
  local services
  services=$("$buf" curl --protocol grpc "${buf_options[@]}" --list-services "$door")
  expect "buf sees the participants service" "$(grep -cx "$service" <<<"$services")" 1
  expect "services that are not for outside" "$(grep -cE 'identity|directory|replay' <<<"$services" || true)" 0
}

buf_creates_and_gets() {
  local json='{"parent":"organizations/asp","participant":{"externalId":"A","displayName":"Ana"}}' first
  ask CreateParticipant "$json" --header "$(bearer "$token")" --header 'idempotency-key: one'
  expect "a person is made" "$(jq -r .externalId <<<"$OUT")" A
  first=$(jq -r .name <<<"$OUT")
  ask CreateParticipant "$json" --header "$(bearer "$token")" --header 'idempotency-key: one'
  expect "asked twice, it is made once" "$(jq -r .name <<<"$OUT")" "$first"
  ask GetParticipant '{"name":"organizations/asp/participants/~A"}' --header "$(bearer "$token")"
  expect "a person is read" "$(jq -r .name <<<"$OUT")" "$first"
}

buf_is_refused() {
  ask GetParticipant '{"name":"organizations/asp/participants/~A"}'
  expect "without token" "$(jq -r .code <<<"$OUT")" unauthenticated
  ask GetParticipant '{"name":"organizations/asp/participants/~nobody"}' --header "$(bearer "$token")"
  expect "nobody" "$(jq -r '.code, .details[0].type' <<<"$OUT" | paste -sd ' ')" "not_found google.rpc.ErrorInfo"
}

# A token of an evaluator, who sees no names.
make_evaluator() {
  waymark call AccountsService/CreateAccount '{"account":{"userName":"eva","displayName":"Eva"}}' >/dev/null
  local secret cookie
  secret=$(waymark call AccountsService/CreateAccountLink '{"name":"accounts/~eva"}' | jq -r .secret)
  local url
  url=$(cat "$WAYMARK_DATA/url")
  post() { curl -s -i -H 'Content-Type: application/json' -H "Origin: $url" "${@:2}" "$url$1"; }
  post /v1/accountLinks:redeem -d "{\"secret\":\"$secret\",\"newPassword\":\"correct horse battery\"}" >/dev/null
  waymark call GrantsService/CreateGrant \
    '{"parent":"organizations/asp","grant":{"account":"accounts/~eva","role":"ROLE_EVALUATOR"}}' >/dev/null
  cookie=$(post /v1/sessions -d '{"userName":"eva","password":"correct horse battery"}' |
    sed -n 's/^[Ss]et-[Cc]ookie: \(__Host-session=[^;]*\).*/\1/p')
  evaluator=$(post /v1/accounts/me/apiTokens -H "Cookie: $cookie" -d '{"displayName":"grpc","currentPassword":"correct horse battery"}' | tail -n 1 | jq -r .token)
  session=${cookie#*=}
}

# What grpc-js sees, line by line: what was tried, and what came of it.
grpc_js_sees() {
  local seen
  seen=$(cd "$root" && node tests/e2e/grpc/client.cjs "$port" "$token" "$evaluator" "$session")
  while IFS='|' read -r what expected; do
    expect "$what" "$(sed -n "s/^$what|//p" <<<"$seen")" "$expected"
  done <<'EXPECTED'
get|OK Ana
create twice|OK same replayed
permission|PERMISSION_DENIED PERMISSION_DENIED waymark
field violation|INVALID_ARGUMENT FIELD_INVALID participant
deadline|DEADLINE_EXCEEDED
wrong token|UNAUTHENTICATED CREDENTIALS_INVALID
session as token|UNAUTHENTICATED CREDENTIALS_INVALID
session as cookie|UNAUTHENTICATED CREDENTIALS_MISSING
forged caller|UNAUTHENTICATED CREDENTIALS_MISSING
forged address|OK Ana
internal method|UNIMPLEMENTED METHOD_UNKNOWN
other organization|NOT_FOUND RESOURCE_NOT_FOUND
health|OK SERVING
EXPECTED
}

suite_start
set_stage
buf_finds_what_is_served
buf_creates_and_gets
buf_is_refused
make_evaluator
grpc_js_sees
finish
