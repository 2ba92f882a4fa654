#!/bin/bash
# Sign-in to a running suite by a provider (OpenID Connect) that others have written.
. "$(dirname "$0")/lib.sh"

redirect=https://waymark.police.example/sign-in/oidc
provider_port=$((12000 + RANDOM % 8000))
issuer=http://127.0.0.1:$provider_port

set_stage() {
  stage_start
  printf 'a secret of the client, 2 + 2 & more' >"$stage/secret"
  export WAYMARK_OIDC_ISSUER=$issuer WAYMARK_OIDC_CLIENT_ID=waymark WAYMARK_OIDC_CLIENT_SECRET_FILE=$stage/secret \
    WAYMARK_OIDC_REDIRECT_URI=$redirect
  suite_start
  url=$(cat "$WAYMARK_DATA/url")
}

start_provider() {
  local i
  run_beside tests/e2e/oidc/provider.mjs "$provider_port" "$stage" "$(cat "$stage/secret")" "$redirect"
  for i in $(seq 100); do
    ! curl -s -o /dev/null "$issuer/.well-known/openid-configuration" || return 0
    sleep 0.1
  done
  cat "$stage/log"
  return 1
}

post() { curl -s -H 'Content-Type: application/json' "$url$1" -d "$2" "${@:3}"; }

# begin: a browser begins. Sets SECRET and WHERE it is sent.
begin() {
  local attempt
  attempt=$(post /v1/oidc:begin '{}')
  SECRET=$(jq -r .secret <<<"$attempt")
  WHERE=$(jq -r .authorizationUri <<<"$attempt")
}

# sign_in_as SUBJECT [URL]: at the provider. Sets CODE and STATE to what it comes back with.
sign_in_as() {
  local at=${2:-$WHERE}
  printf '%s' "$1" >"$stage/subject"
  rm -f "$stage/cookies"
  while [[ $at == "$issuer"* ]]; do
    at=$(curl -s -o /dev/null -w '%{redirect_url}' -b "$stage/cookies" -c "$stage/cookies" "$at")
  done
  CODE=$(sed -n 's/.*[?&]code=\([^&]*\).*/\1/p' <<<"$at")
  STATE=$(sed -n 's/.*[?&]state=\([^&]*\).*/\1/p' <<<"$at")
}

# finish: the name of the session, or the reason why there is none.
finish_attempt() {
  post /v1/oidc:finish "{\"secret\": \"$SECRET\", \"state\": \"$STATE\", \"code\": \"$CODE\"}" "$@" |
    jq -r 'if .reason then .reason else "signed in" end'
}

without_the_provider_it_is_said() {
  expect "while the provider is down" "$(post /v1/oidc:begin '{}' | jq -r .reason)" PROVIDER_UNREACHABLE
  start_provider
}

who_is_linked_signs_in() {
  begin
  sign_in_as subject-of-arta
  expect "who is not linked" "$(finish_attempt)" OIDC_NOT_LINKED
  waymark call AccountsService/CreateAccount \
    '{"account": {"userName": "arta", "displayName": "Arta", "oidcSubject": "subject-of-arta"}}' >/dev/null
  begin
  sign_in_as subject-of-arta
  expect "who is linked" "$(finish_attempt -c "$stage/session" -D "$stage/head")" "signed in"
  expect "the cookie" "$(grep -ci '^set-cookie: __Host-session=.*; Path=/; Secure; HttpOnly; SameSite=Lax' "$stage/head")" 1
  local cookie
  cookie=$(sed -n 's/^[Ss]et-[Cc]ookie: \([^;]*\).*/\1/p' "$stage/head")
  expect "the account" "$(curl -s -H "Cookie: $cookie" "$url/v1/accounts/me" | jq -r '.userName + " " + .state')" \
    "arta ACCOUNT_STATE_ACTIVE"
  waymark organization create asp >/dev/null
  expect "organizations that it sees" \
    "$(curl -s -H "Cookie: $cookie" "$url/v1/organizations" | jq '.organizations // [] | length')" 0
  expect "the same code again" "$(finish_attempt)" OIDC_ATTEMPT_UNKNOWN
}

what_is_not_of_the_attempt_is_refused() {
  local code secret
  begin
  sign_in_as subject-of-arta
  STATE=another
  expect "another state" "$(finish_attempt)" OIDC_STATE_WRONG

  begin
  sign_in_as subject-of-arta
  code=$CODE
  secret=$SECRET
  begin
  sign_in_as subject-of-arta
  CODE=$code
  expect "a code that another browser was given" "$(finish_attempt)" OIDC_CODE_REFUSED

  begin
  sign_in_as subject-of-arta
  SECRET=$secret
  expect "an answer that another browser was given" "$(finish_attempt)" OIDC_STATE_WRONG

  begin
  sign_in_as subject-of-arta "${WHERE/&nonce=/&nonce=another}"
  expect "another nonce" "$(finish_attempt)" OIDC_TOKEN_INVALID

  begin
  sign_in_as subject-of-arta "${WHERE/client_id=waymark/client_id=another}"
  expect "a code for another client" "$(finish_attempt)" OIDC_CODE_REFUSED
}

the_page_is_there() {
  expect "the page" "$(curl -s "$url/sign-in/oidc" | grep -c '/entry.js')" 1
  expect "it runs our script alone" \
    "$(curl -s -o /dev/null -D - "$url/sign-in/oidc" | grep -ci "^content-security-policy: default-src 'none';.* script-src 'self'; connect-src 'self';")" 1
  expect "log lines with what is secret" \
    "$(cat "$WAYMARK_DATA"/log/*.log | grep -cF -e "$SECRET" -e "$CODE" -e "$(cat "$stage/secret")" || true)" 0
}

set_stage
without_the_provider_it_is_said
who_is_linked_signs_in
what_is_not_of_the_attempt_is_refused
the_page_is_there
finish
