#!/bin/bash
# The audit log of a running suite: who did what and who read whom is in it, and
# whatever is done to it is found.
. "$(dirname "$0")/lib.sh"

stage=$(mktemp -d)
checkpoints=$stage/checkpoints

audit() { waymark audit "$@"; }

# entries FILTER…: how many entries there are.
entries() { audit export -o asp "$@" 2>/dev/null | wc -l; }

# await_audit: until the log has had all changes, as `waymark verify` waits for it.
await_audit() { waymark verify -o asp >/dev/null || true; }

set_stage() {
  waymark organization create asp --display-name "State Police" >/dev/null
  printf 'external_id,display_name,birth_date\nA,Ana,2015-05-17\nB,Besa,1980-01-01\nC,Cen,\n' >"$stage/people.csv"
  waymark import participants "$stage/people.csv" -o asp >/dev/null
}

what_is_done_is_told() {
  local ana entry
  ana=$(call ParticipantsService/GetParticipant '{"name":"organizations/asp/participants/~A"}' | jq -r .name)
  call ParticipantsService/GetParticipant '{"name":"organizations/asp/participants/~B"}' >/dev/null
  call ParticipantsService/ListParticipants '{"parent":"organizations/asp"}' >/dev/null
  call ParticipantsService/UpdateParticipant "{\"participant\":{\"name\":\"$ana\",\"givenName\":\"Anila\"}}" >/dev/null
  await_audit
  expect "persons registered" "$(entries --type participant.registered)" 3
  expect "readings of the minor alone" "$(entries --type record.read)" 2
  expect "entries about her" "$(entries --record "${ana#organizations/asp/}")" 4
  entry=$(audit list -o asp --type participant.updated --limit 1 --json)
  expect "from where" "$(jq -r .content.address <<<"$entry")" 127.0.0.1
  expect "by whom" "$(jq -r '.content.actor | startswith("accounts/")' <<<"$entry")" true
  expect "in the entry itself, names" "$(base64 -d <<<"$(jq -r .record <<<"$entry")" | grep -c -a Anila || true)" 0
  opened() {
    call waymark.participants.v1.ParticipantsService/OpenAuditDiff \
      "$(jq -c "{name: \"$ana\", eventId: .content.eventId, sealedDiff: .content.sealedDiff}" <<<"$entry")"
  }
  expect "opened by who may" "$(opened | jq -c '.changes[] | [.field, .before, .after]')" '["given_name",null,"Anila"]'
  as_owner participants "UPDATE participant SET seal_key = NULL WHERE external_id = 'A'"
  expect "after her key was destroyed" "$(opened 2>&1 | grep -c AUDIT_DIFF_ERASED)" 1
  expect "the chain, with the key destroyed" "$(audit verify -o asp | grep -c ^holds)" 1
}

# load KIND HEADER ROW…
load() {
  local kind=$1
  shift
  printf '%s\n' "$@" >"$stage/$kind.csv"
  waymark import "$kind" "$stage/$kind.csv" -o asp >/dev/null
}

# What is recorded for the first time, and what a correction did to one of two.
values_of_many_are_told() {
  load courses external_id,title lead,Leadership
  load cohorts external_id,course,starts_on 2024,lead,2024-01-10
  load sessions external_id,cohort,starts_at,ends_at first,2024,2024-01-10T09:00:00Z,2024-01-10T10:00:00Z
  load enrolments external_id,participant,cohort,state,enrolled_on E-B,B,2024,active,2024-01-10 E-C,C,2024,active,2024-01-10
  load attendances session,participant,code,minutes first,B,present,45 first,C,late,
  await_audit
  told() {
    audit list -o asp --type attendance.recorded --limit 1 --json |
      jq -c '[.content.diff.changes[] | (.field | sub("^participants/[^.]*[.]"; "")) + " " + .after] | sort'
  }
  expect "attendances that were recorded" "$(told)" \
    '["code ATTENDANCE_CODE_LATE","code ATTENDANCE_CODE_PRESENT","minutes 45"]'
}

# A chain of more than 1,000 entries has a checkpoint.
checkpoints_are_taken() {
  local i
  seq 1200 | sed -e '1i external_id,display_name' -e 's/.*/&,Person &/' >"$stage/many.csv"
  waymark import participants "$stage/many.csv" -o asp >/dev/null
  await_audit
  for ((i = 0; i < 50; i++)); do
    if [ -s "$WAYMARK_DATA/audit/checkpoints" ]; then break; fi
    sleep 0.2
  done
  cp "$WAYMARK_DATA/audit/checkpoints" "$checkpoints"
  expect "a checkpoint" "$(grep -c '"organization":"asp"' "$checkpoints")" 1
  expect "the chain against it" "$(verify_against | tail -1 | xargs)" "1 of 1 checkpoints agree, and are signed"
  expect_invariants asp
  sed 's/"entries":1/"entries":2/' "$checkpoints" >"$stage/forged"
  expect "a forged checkpoint" "$(audit verify -o asp --against "$stage/forged" --key "$WAYMARK_DATA/audit-keys" 2>&1 | grep -c 'its signature is not')" 1
}

verify_against() { audit verify -o asp --against "$checkpoints" --key "$WAYMARK_DATA/audit-keys"; }

# broken WHAT SQL EXPECTED: what verify says after somebody changed the rows.
broken() {
  local said status=0
  as_owner access "CREATE TABLE kept AS TABLE audit_block; $2"
  said=$(verify_against) || status=$?
  expect "$1" "$(grep -o 'at entry [0-9]*' <<<"$said") $status" "at entry $3 1"
  as_owner access 'DELETE FROM audit_block; INSERT INTO audit_block TABLE kept; DROP TABLE kept'
}

# Each entry in a block of its own, so that it can be moved.
singly="CREATE TABLE single AS TABLE audit_entry; DELETE FROM audit_block;
  INSERT INTO audit_block SELECT organization_id, entry_no, entry_no, service, actor, method, recorded_at, ARRAY[type],
    ARRAY[octet_length(record)], ARRAY[record], previous_hash, ARRAY[hash] FROM single;
  DROP TABLE single;"

# renumbered NUMBER WHERE: SQL that gives blocks of one entry another number.
renumbered() { echo "UPDATE audit_block SET first_no = $1, last_no = $1 WHERE $2;"; }

whatever_is_done_to_it_is_found() {
  broken "a flipped bit" "UPDATE audit_block SET records[700 - first_no + 1] =
      set_byte(records[700 - first_no + 1], 9, get_byte(records[700 - first_no + 1], 9) # 1)
    WHERE 700 BETWEEN first_no AND last_no" 700
  broken "a deleted entry" "$singly DELETE FROM audit_block WHERE last_no = 800" 800
  broken "two in another order" "$singly $(renumbered -1 'last_no = 600') $(renumbered 600 'last_no = 601')
    $(renumbered 601 'last_no = -1')" 600
  broken "an inserted entry" "$singly $(renumbered -last_no 'last_no >= 500') $(renumbered '1 - last_no' 'last_no < 0')
    INSERT INTO audit_block SELECT organization_id, 500, 500, service, actor, method, recorded_at, types, lengths, records,
      previous_hash, hashes
    FROM audit_block WHERE last_no = 5" 500
  broken "a cut tail" "$singly DELETE FROM audit_block WHERE last_no > 900" 901
  # The chain of each entry's hash, made anew from the first one on.
  broken "a chain rewritten with right hashes" "$singly DO \$\$
    DECLARE entry record; before bytea := sha256('waymark.audit.v1asp'); fresh bytea;
    BEGIN
      FOR entry IN SELECT * FROM audit_entry ORDER BY entry_no LOOP
        IF entry.entry_no = 3 THEN entry.record := entry.record || '\\x08'::bytea; END IF;
        fresh := sha256('waymark.audit.v1'::bytea || before || int8send(octet_length(entry.record)) || entry.record);
        UPDATE audit_block SET records = ARRAY[entry.record], previous_hash = before, hashes = ARRAY[fresh]
        WHERE last_no = entry.entry_no;
        before := fresh;
      END LOOP;
    END \$\$" "$(head -1 "$checkpoints" | jq .entries)"
  expect "afterwards" "$(verify_against | grep -c ^holds)" 1
}

# After a kill it goes on where the file ends, also when a line was torn.
a_restart_goes_on() {
  printf '{"organization":"asp","entr' >>"$WAYMARK_DATA/audit/checkpoints"
  "$root/deploy/down" >/dev/null
  "$root/deploy/up" >/dev/null
  expect "the torn line is dropped" "$(cat "$WAYMARK_DATA/audit/checkpoints")" "$(cat "$checkpoints")"
  expect "and that is said" "$(cat "$WAYMARK_DATA"/log/*.log | grep -c 'the last checkpoint was not finished')" 1
}

suite_start
set_stage
what_is_done_is_told
values_of_many_are_told
checkpoints_are_taken
whatever_is_done_to_it_is_found
a_restart_goes_on
rm -rf "$stage"
finish
