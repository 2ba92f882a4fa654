#!/bin/bash
# Sign-in to a running suite by a provider (OpenID Connect) that others have written.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/lib_entry.sh"

set_stage() {
  stage_start
  set_provider https://waymark.police.example/sign-in/oidc
  suite_start
  url=$(cat "$WAYMARK_DATA/url")
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
  expect "what a page offers" "$(curl -s "$url/v1/signInOptions" | jq -r .providerDisplayName)" "127.0.0.1:$provider_port"
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

what_comes_back_is_not_kept() {
  expect "the page that it comes back to" \
    "$(curl -s -o /dev/null -w '%{http_code}' -H 'Accept: text/html' "$url/sign-in/oidc?code=$CODE&state=$STATE")" 200
  expect "its referrer" "$(curl -s -o /dev/null -D - -H 'Accept: text/html' "$url/sign-in/oidc" | grep -ci '^referrer-policy: no-referrer')" 1
  expect "log lines with what is secret" \
    "$(cat "$WAYMARK_DATA"/log/*.log | grep -cF -e "$SECRET" -e "$CODE" -e "$(cat "$stage/secret")" || true)" 0
}

set_stage
without_the_provider_it_is_said
who_is_linked_signs_in
what_is_not_of_the_attempt_is_refused
what_comes_back_is_not_kept
finish
