# What tests about accounts and roles share: accounts that are made by the
# administrator, and requests and calls as one of them.
# shellcheck shell=bash

# That of all accounts.
password="correct horse battery"

# request METHOD PATH [CURL OPTION…]: sets STATUS and BODY.
request() {
  local method=$1 path=$2
  shift 2
  BODY=$(curl -s -w '\n%{http_code}' -X "$method" "$@" -H 'Content-Type: application/json' "$(cat "$WAYMARK_DATA/url")$path")
  STATUS=${BODY##*$'\n'}
  BODY=${BODY%$'\n'*}
}
reason() { jq -r '.reason // ""' <<<"$BODY"; }

# new_account NAME: an account with the password of this test.
new_account() {
  local secret
  call AccountsService/CreateAccount "{\"account\":{\"userName\":\"$1\",\"displayName\":\"$1\"}}" >/dev/null
  secret=$(call AccountsService/CreateAccountLink "{\"name\":\"accounts/~$1\"}" | jq -r .secret)
  request POST /v1/accountLinks:redeem -d "{\"secret\":\"$secret\",\"newPassword\":\"$password\"}"
  expect "$1 sets a password" "$STATUS" 200
}

# sign_in NAME: sets COOKIE.
sign_in() {
  COOKIE=$(curl -s -i -H 'Content-Type: application/json' "$(cat "$WAYMARK_DATA/url")/v1/sessions" \
    -d "{\"userName\":\"$1\",\"password\":\"$password\"}" | sed -n 's/^[Ss]et-[Cc]ookie: \(__Host-session=[^;]*\).*/\1/p')
  [ -n "$COOKIE" ] || expect "$1 signs in" no yes
}

# grant NAME ROLE [UNIT]: prints the grant's name.
grant() {
  call GrantsService/CreateGrant \
    "{\"parent\":\"organizations/asp\",\"grant\":{\"account\":\"accounts/~$1\",\"role\":\"ROLE_$2\",\"unit\":\"${3:-}\"}}" | jq -r .name
}

with_cookie() { request "$1" "$2" -H "Cookie: $COOKIE" -H "Origin: $(cat "$WAYMARK_DATA/url")" "${@:3}"; }
with_token() { request "$1" "$2" -H "Authorization: Bearer $TOKEN" "${@:3}"; }

# new_token: prints a token of whoever has signed in.
new_token() {
  with_cookie POST /v1/accounts/me/apiTokens -d "{\"displayName\":\"test\",\"currentPassword\":\"$password\"}"
  jq -r .token <<<"$BODY"
}
