#!/bin/bash
# faults.sh one|many: kills each process of Waymark and PostgreSQL once and flushes
# Redis once while the Open University data are imported, imports them again, and
# expects the same totals, events and invariants as without faults.
export WAYMARK_PROCESSES=$1
. "$(dirname "$0")/lib.sh"
need_data oulad

suite_start
waymark organization create ou --display-name "Open University" --country GB
load_oulad_enrolments &
loading=$!
case $1 in
  one) faults=(suite postgres flush suite) ;;
  many) faults=(participants postgres courses flush access evaluation gateway progression) ;;
esac
for fault in "${faults[@]}"; do
  sleep 0.7
  case $fault in
    flush) redis FLUSHALL ;;
    *) kill_program "$fault" ;;
  esac
done
wait $loading && echo "the import went through" || echo "the import was cut off"
load_oulad_enrolments
await_lag_0 ou

expect "persons" "$(funnel_rows ou | awk '$1 == "_T" { print $2, $4 }')" "$(oulad_figure all _T 3) $(oulad_figure all _T 4)"
expect "participant.graduated events" "$(count_events ou participant.graduated)" "$(oulad_figure graduations _T 3)"
expect "enrolment events" "$(count_events ou enrolment.state_changed)" \
  "$(($(oulad_figure enrolments F 3) + $(oulad_figure enrolments M 3)))"
expect_invariants ou
finish
