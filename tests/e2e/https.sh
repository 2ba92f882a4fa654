#!/bin/bash
# HTTPS, as curl and openssl see it, on a suite that runs.
. "$(dirname "$0")/lib.sh"
. "$root/deploy/lib/certificates.sh"

# fetch PATH [OPTION…]: prints the status.
fetch() {
  local path=$1
  shift
  curl -s -o /dev/null -w '%{http_code}' --cacert "$stage/authority.crt" "$@" "$url$path" || true
}

# shake [OPTION…]: what openssl sees of a handshake.
shake() { openssl s_client -connect "127.0.0.1:$WAYMARK_PORT" -CAfile "$stage/authority.crt" "$@" </dev/null 2>&1 || true; }

serial_seen() { shake | openssl x509 -noout -serial 2>/dev/null || true; }

new_certificate() {
  rm -f "$stage/gateway.pem"
  make_certificate "$stage" gateway IP:127.0.0.1,DNS:localhost
}

certificate_changes() { [ "$(serial_seen)" != "$1" ]; }

it_answers_over_tls_alone() {
  expect "health over https" "$(fetch /healthz)" 200
  expect "with a token" "$(fetch /v1/organizations -H "Authorization: Bearer $(cat "$WAYMARK_DATA/admin-token")")" 200
  expect "another authority" "$(curl -s -o /dev/null -w '%{http_code}' "$url/healthz" || true)" 000
  expect "without TLS" "$(curl -s -o /dev/null -w '%{http_code}' "http://${url#https://}/healthz")" 400
  expect "browsers shall come back over TLS" \
    "$(curl -s -i --cacert "$stage/authority.crt" "$url/healthz" | grep -c '^Strict-Transport-Security: ')" 1
}

it_speaks_what_is_sane() {
  # It says so again with each ticket for a later session.
  expect "TLS 1.3" \
    "$(shake -tls1_3 -alpn http/1.1 | grep -oE 'Verify return code: 0|ALPN protocol: http/1.1' | sort -u | wc -l)" 2
  expect "TLS 1.2" "$(shake -tls1_2 | grep -c 'Protocol  : TLSv1.2')" 1
  expect "TLS 1.1" "$(shake -tls1_1 -cipher 'DEFAULT@SECLEVEL=0' | grep -c 'Cipher    : 0000')" 1
  expect "without forward secrecy" "$(shake -tls1_2 -cipher AES128-GCM-SHA256 | grep -c 'Cipher is (NONE)')" 1
}

it_takes_a_new_certificate() {
  local before
  before=$(serial_seen)
  echo broken >"$stage/gateway.pem"
  wait_until 60 grep -q 'the new certificate cannot be used' "$WAYMARK_DATA"/log/*.log ||
    expect "errors in the log" 0 1
  expect "with a broken file, the certificate" "$(serial_seen)" "$before"
  new_certificate
  wait_until 60 certificate_changes "$before" || true
  expect "a new one is taken" "$([ "$(serial_seen)" != "$before" ] && fetch /healthz)" 200
}

stage=$(mktemp -d)
make_authority "$stage"
new_certificate
export WAYMARK_TLS_CERTIFICATE_FILE=$stage/gateway.pem WAYMARK_TLS_KEY_FILE=$stage/gateway.pem
suite_start
url=$(cat "$WAYMARK_DATA/url")
expect "the address" "$url" "https://127.0.0.1:$WAYMARK_PORT"
it_answers_over_tls_alone
it_speaks_what_is_sane
it_takes_a_new_certificate
rm -rf "$stage"
finish
