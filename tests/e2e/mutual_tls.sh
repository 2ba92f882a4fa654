#!/bin/bash
# The whole suite with TLS on both sides between its processes.
. "$(dirname "$0")/lib.sh"
. "$root/deploy/lib/certificates.sh"

# address_in_log SERVICE: where it serves.
address_in_log() { grep -h '"msg":"serving"' "$WAYMARK_DATA/log/$1.log" | tail -n 1 | jq -r .address; }

# knock SERVICE [OPTION…]: what becomes of a handshake with it, by its last alert.
knock() {
  local service=$1
  shift
  # The refusal comes after the client's side of TLS 1.3 is done: it waits for it.
  (sleep 1) | openssl s_client -connect "$(address_in_log "$service")" -CAfile "$folder/authority.crt" \
    -alpn h2 -verify_return_error "$@" 2>&1 | tr -d '\0' || true
}
# is_refused TEXT: whether the service ended the handshake.
is_refused() { if grep -qE 'alert|handshake failure|unexpected eof|Connection reset' <<<"$1"; then echo yes; else echo no; fi; }

# is_served SERVICE: whether its certificate is the one in its file.
is_served() {
  [ "$(knock "$1" -cert "$folder/gateway.pem" -key "$folder/gateway.pem" | openssl x509 -noout -fingerprint)" = "$(fingerprint "$1")" ]
}

fingerprint() { openssl x509 -in "$folder/$1.pem" -noout -fingerprint; }

has_enrolled() { [ "$(funnel_rows asp | cut -f 2)" = "$1" ]; }

it_works_as_over_sockets() {
  waymark organization create asp --display-name "State Police"
  printf 'external_id,display_name\nnorth,North\n' >"$stage/units.csv"
  printf 'external_id,display_name,unit\nA,Ana,north\nB,Besa,north\n' >"$stage/people.csv"
  printf 'external_id,title\nC,Course\n' >"$stage/courses.csv"
  printf 'external_id,course,title,unit\nK,C,Cohort,north\n' >"$stage/cohorts.csv"
  printf 'external_id,participant,cohort,state\nE,A,K,active\nF,B,K,active\n' >"$stage/enrolments.csv"
  local kind
  # Units and people are looked up by the courses service, at the participants service.
  for kind in units participants courses cohorts enrolments; do
    waymark import "$kind" "$stage/${kind/participants/people}.csv" --organization asp >/dev/null
  done
  # The last of them may not be in the stream yet.
  wait_until 10 has_enrolled 2 || true
  expect "enrolled, through five services" "$(funnel_rows asp | cut -f 2)" 2
  expect_invariants asp
}

services_listen_for_programs_alone() {
  local service
  for service in access participants courses progression evaluation webhooks; do
    expect "$service listens on" "$(address_in_log "$service" | cut -d : -f 1)" 127.0.0.1
    expect "$service hears nobody without certificate" "$(is_refused "$(knock "$service")")" yes
  done
  make_authority "$stage/other"
  make_certificate "$stage/other" gateway DNS:gateway
  expect "a certificate of another authority" \
    "$(is_refused "$(knock courses -cert "$stage/other/gateway.pem" -key "$stage/other/gateway.pem")")" yes
  expect "the gateway's own" \
    "$(is_refused "$(knock courses -cert "$folder/gateway.pem" -key "$folder/gateway.pem")")" no
  expect "keys that others may read" "$(find "$folder" -type f -name '*.pem' -perm /077 | wc -l)" 0
}

certificates_are_renewed_in_time() {
  local before
  before=$(fingerprint courses)
  "$root/deploy/up" >/dev/null
  expect "one that is young stays" "$(fingerprint courses)" "$before"
  # One with less than a third of its life left, made as deploy/up makes them.
  rm "$folder/courses.pem"
  (sed 's/^readonly CERTIFICATE_DAYS=.*/readonly CERTIFICATE_DAYS=20/' "$root/deploy/lib/certificates.sh" >"$stage/short.sh"
    bash -c 'source "$1"; source "$2"; make_certificate "$3" courses DNS:courses' _ \
      "$root/deploy/lib/common.sh" "$stage/short.sh" "$folder")
  before=$(fingerprint courses)
  "$root/deploy/up" >/dev/null
  expect "one that is old is new" "$([ "$(fingerprint courses)" != "$before" ] && echo yes)" yes
  wait_until 60 is_served courses || true
  expect "and is served without a restart" "$(is_served courses && echo yes)" yes
  expect "calls go on" "$(waymark call CohortsService/ListCohorts '{"parent":"organizations/asp"}' | jq '.cohorts | length')" 1
}

stage=$(mktemp -d)
export WAYMARK_PROCESSES=many WAYMARK_TRANSPORT=tls
suite_start
folder=$WAYMARK_DATA/certificates
it_works_as_over_sockets
services_listen_for_programs_alone
certificates_are_renewed_in_time
rm -rf "$stage"
finish
