#!/bin/bash
# What is told to the programs holds as long as it should, what has changed is taken over, and
# keys survive a change of theirs that is interrupted.
. "$(dirname "$0")/lib.sh"

# up [NAME=VALUE]…: what deploy/up says, with these in its environment.
up() { env "$@" "$root/deploy/up" 2>&1 || true; }

# told NAME: what the program that runs was told.
told() { tr '\0' '\n' <"/proc/$(pid_of suite)/environ" | sed -n "s/^$1=//p"; }

# changed_by COMMAND…: whether another process serves afterwards.
changed_by() {
  local before
  before=$(pid_of suite)
  "$@" >/dev/null
  [ "$(pid_of suite)" = "$before" ] && echo no || echo yes
}

what_has_not_changed_goes_on() {
  expect "another process after a second deploy/up" "$(changed_by up)" no
  expect "with the port given again" "$(changed_by up "WAYMARK_PORT=$WAYMARK_PORT")" no
}

the_file_holds_for_every_start() {
  printf '%s\n' '# of the operator' 'WAYMARK_ORGANIZATION_RATE=900' >"$WAYMARK_DATA/settings"
  expect "another process after a line in the file" "$(changed_by up)" yes
  expect "what it was told" "$(told WAYMARK_ORGANIZATION_RATE)" 900
  expect "another process after nothing" "$(changed_by up)" no
  "$root/deploy/down" >/dev/null
  up >/dev/null
  expect "what it was told after deploy/down" "$(told WAYMARK_ORGANIZATION_RATE)" 900
}

the_environment_goes_before_it_once() {
  expect "deploy/up says what differs" "$(up WAYMARK_ORGANIZATION_RATE=901 | grep -c 'Other settings than at the last start: WAYMARK_ORGANIZATION_RATE')" 1
  expect "what it was told" "$(told WAYMARK_ORGANIZATION_RATE)" 901
  up >/dev/null
  expect "what it was told without it" "$(told WAYMARK_ORGANIZATION_RATE)" 900
}

a_wrong_line_is_named() {
  echo 'ORGANIZATION_RATE=900' >>"$WAYMARK_DATA/settings"
  expect "the line" "$(up | grep -c 'settings, line 3: must be')" 1
  sed -i 3d "$WAYMARK_DATA/settings"
}

# A change of keys that ends in the middle, by an openssl that fails at its second call.
interrupted_keys_fit() {
  local broken=$WAYMARK_DATA.openssl before
  mkdir "$broken"
  # shellcheck disable=SC2016 # the script's own
  printf '#!/bin/sh\n[ "$1" != pkey ] && exec /usr/bin/openssl "$@"\nexit 1\n' >"$broken/openssl"
  chmod 700 "$broken/openssl"
  before=$(cat "$WAYMARK_DATA/audit-keys")
  "$root/deploy/down" >/dev/null
  expect "an interrupted change fails" "$(PATH=$broken:$PATH "$root/deploy/rotate" audit >/dev/null 2>&1 && echo no || echo yes)" yes
  expect "the keys are those of before" "$(cat "$WAYMARK_DATA/audit-keys")" "$before"
  "$root/deploy/rotate" audit >/dev/null
  expect "keys that sign and signed" "$(grep -c 'BEGIN PUBLIC KEY' "$WAYMARK_DATA/audit-keys")" "$(($(grep -c 'BEGIN PUBLIC KEY' <<<"$before") + 1))"
  expect "that of before is among them" "$(grep -c -F -f <(sed -n 2p <<<"$before") "$WAYMARK_DATA/audit-keys")" 1
  rm -r "$broken"
}

suite_start
what_has_not_changed_goes_on
the_file_holds_for_every_start
the_environment_goes_before_it_once
a_wrong_line_is_named
interrupted_keys_fit
finish
