#!/bin/bash
# E-mail from a running suite to a mail server that others have written: invitations,
# forgotten passwords, openings.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/lib_entry.sh"

password='correct horse battery'
other_password='staple of another horse'

# The suite sends to a server that does not run yet.
set_stage() {
  stage_start
  set_mail https://waymark.police.example
  suite_start
  export XDG_STATE_HOME=$WAYMARK_DATA/state
}

# await WHAT COMMAND…: until it succeeds, for a minute.
await() {
  local what=$1 i
  shift
  for i in $(seq 300); do
    if "$@"; then
      echo "ok    $what after $i looks"
      return
    fi
    sleep 0.2
  done
  expect "$what" "no" "yes"
}
has_come() { test -e "$stage/$1.mail"; }
was_tried() { [ "$(mails | jq -r '.mails[0].tries')" -ge 1 ] && [ -n "$(mails | jq -r '.mails[0].failure')" ]; }
was_sent() { [ "$(mails | jq -r '.mails[0].state')" = MAIL_STATE_SENT ]; }
mails() { waymark call MailsService/ListMails; }

# set_password CODE PASSWORD
set_password() { printf '%s\n%s\n' "$1" "$2" | waymark account redeem 2>&1 | head -n 1; }
sign_in() { printf '%s\n' "$2" | waymark login "$1" 2>&1 | cut -d ' ' -f 1-2; }

make_account() {
  waymark call AccountsService/CreateAccount "{\"account\": $1}" >/dev/null
}

an_invitation_waits_for_the_server_and_comes() {
  make_account '{"userName": "arta", "displayName": "Arta", "email": "arta@police.example", "language": "ru-KG"}'
  waymark account link arta --send >/dev/null
  await "a try while the server is down" was_tried
  start_receiver
  await "the invitation" has_come 1
  await "that it is known to be sent" was_sent
  expect "to whom" "$(sed -n 1p "$stage/1.mail")" arta@police.example
  expect "its subject, in her language" "$(sed -n 2p "$stage/1.mail")" "Ваша учётная запись в Waymark"
  local link code
  link=$(grep -o 'https://.*/account-link#.*' "$stage/1.mail" | tr -d '\r')
  code=${link#*#}
  set_password "$code" "$password" >/dev/null
  expect "Arta signs in" "$(sign_in arta "$password")" "signed in"
  waymark logout >/dev/null
  expect "log lines with the code" "$(cat "$WAYMARK_DATA"/log/*.log | grep -cF -- "$code" || true)" 0
}

a_forgotten_password_is_set_anew() {
  local nobody arta
  nobody=$(waymark account forgot nobody)
  arta=$(waymark account forgot arta)
  expect "who asks for another's account hears" "$nobody" "$arta"
  await "the link" has_come 2
  expect "to whom" "$(sed -n 1p "$stage/2.mail")" arta@police.example
  set_password "$(grep -o 'account-link#.*' "$stage/2.mail" | tr -d '\r' | cut -d '#' -f 2)" "$other_password" >/dev/null
  expect "the old password" "$(sign_in arta "$password" | grep -c 'signed in' || true)" 0
  expect "the new one" "$(sign_in arta "$other_password")" "signed in"
  waymark logout >/dev/null
}

administrators_hear_of_an_opening() {
  local arta person opening text
  waymark organization create asp --display-name "State Police" >/dev/null
  arta=$(waymark call AccountsService/GetAccount '{"name": "accounts/~arta"}' | jq -r .name)
  waymark call GrantsService/CreateGrant \
    "{\"parent\": \"organizations/asp\", \"grant\": {\"account\": \"$arta\", \"role\": \"ROLE_ADMINISTRATOR\"}}" >/dev/null
  person=$(waymark call ParticipantsService/CreateParticipant '{"parent": "organizations/asp",
    "participant": {"externalId": "P-17", "displayName": "Zamira", "protection": "PROTECTION_FLAGGED"}}' | jq -r .name)
  opening=$(waymark call OpeningsService/BreakGlass \
    "{\"name\": \"$person\", \"reason\": \"Missing since this morning\", \"caseNumber\": \"2026/17\"}" | jq -r .name)
  await "word of the opening" has_come 3
  text=$(tr -d '\r' <"$stage/3.mail")
  expect "to whom" "$(sed -n 1p <<<"$text")" arta@police.example
  expect "it names the opening" "$(grep -cF "$opening" <<<"$text")" 1
  expect "who opened it" "$(grep -c "accounts/" <<<"$text")" 1
  expect "names, reasons and cases in it" "$(grep -cE 'Zamira|Missing|2026/17|P-17' <<<"$text" || true)" 0
}

set_stage
an_invitation_waits_for_the_server_and_comes
a_forgotten_password_is_set_anew
administrators_hear_of_an_opening
finish
