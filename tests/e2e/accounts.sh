#!/bin/bash
# How people come in, on a running suite: the first administrator, and sign-in by the
# command line client.
. "$(dirname "$0")/lib.sh"

password='correct horse battery'
other_password='staple of another horse'

# answers LINE… -- ARGUMENT…: the client, with what somebody types. Its first line, or
# the reason of its error.
answers() {
  local lines=()
  while [ "$1" != -- ]; do
    lines+=("$1")
    shift
  done
  printf '%s\n' "${lines[@]}" | waymark "${@:2}" 2>&1 | head -n 1 | sed 's/.*\[\([A-Z_]*\)\]$/\1/'
}

# Which administrator's rights the client has, by what opens the gateway to it.
sessions() { waymark call SessionsService/ListSessions '{"parent":"accounts/me"}' | jq -r '[.sessions[].userAgent] | join(" ")'; }

the_first_administrator_signs_in() {
  local code=$WAYMARK_DATA/admin-link kept
  expect "who can read the code" "$(stat -c %a "$code")" 600
  kept=$(cat "$code")
  expect "a short password" "$(answers short -- account redeem --code-file "$code")" PASSWORD_WEAK
  answers "$password" -- account redeem --code-file "$code" >/dev/null
  expect "the code when it is used" "$(test -e "$code" && echo there || echo gone)" gone
  expect "the code a second time" "$(answers "$kept" "$other_password" -- account redeem)" LINK_INVALID
  expect "a wrong password" "$(answers "$other_password" -- login administrator)" SIGN_IN_REFUSED
  expect "no password" "$(waymark login administrator </dev/null 2>&1 | grep -o ANSWER_MISSING)" ANSWER_MISSING
  answers administrator "$password" -- login >/dev/null
  expect "who can read the session" "$(stat -c %a "$XDG_STATE_HOME/waymark/session")" 600
  expect "the session, listed" "$(sessions)" waymark
  "$root/deploy/up" >/dev/null
  expect "a code for who has a password" "$(test -e "$code" && echo there || echo none)" none
}

a_session_does_what_no_token_may() {
  expect "a session changes the password" \
    "$(answers "$password" "$other_password" -- account password --keep-tokens | cut -d ';' -f 1)" "the password is changed"
  expect "the session, by another secret" "$(sessions)" waymark
  expect "a token does not" "$(WAYMARK_TOKEN=$(cat "$WAYMARK_DATA/admin-token") \
    answers "$other_password" "$password" -- account password)" SESSION_NEEDED
  expect "the session is shown to no other gateway" \
    "$(env -u WAYMARK_DATA WAYMARK_URL="http://localhost:$WAYMARK_PORT" HOME=/ \
      "$WAYMARK_DATA/bin/waymark" logout)" "nobody is signed in at http://localhost:$WAYMARK_PORT"
}

tokens_end_with_the_password() {
  local token
  token=$(cat "$WAYMARK_DATA/admin-token")
  answers "$other_password" "$password" -- account password >/dev/null
  expect "a token of before" "$(WAYMARK_TOKEN=$token answers -- call AccountsService/GetAccount '{"name":"accounts/me"}')" \
    UNAUTHENTICATED
  "$root/deploy/up" >/dev/null
  expect "the one that deploy/up makes" \
    "$(WAYMARK_TOKEN=$(cat "$WAYMARK_DATA/admin-token") waymark call AccountsService/GetAccount '{"name":"accounts/me"}' | jq -r .userName)" \
    administrator
}

a_session_ends() {
  cp "$XDG_STATE_HOME/waymark/session" "$XDG_STATE_HOME/stolen"
  expect "signing out" "$(waymark logout)" "signed out"
  expect "sessions, asked by the token" "$(answers -- call SessionsService/ListSessions '{"parent":"accounts/me"}')" SESSION_NEEDED
  cp "$XDG_STATE_HOME/stolen" "$XDG_STATE_HOME/waymark/session"
  expect "a session that was kept back" "$(answers -- call AccountsService/GetAccount '{"name":"accounts/me"}')" \
    SESSION_ENDED
  expect "signing out of it" "$(waymark logout)" "signed out"
}

suite_start
export XDG_STATE_HOME=$WAYMARK_DATA/state
the_first_administrator_signs_in
a_session_does_what_no_token_may
tokens_end_with_the_password
a_session_ends
finish
