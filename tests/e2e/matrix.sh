#!/bin/bash
# matrix.sh [PROGRAM]: who may do what, on a suite that runs: every RPC of the
# gateway as every role in every situation, as waymark_matrix finds it, against
# the reviewed table. A row that only one of the two has is a failure.
. "$(dirname "$0")/lib.sh"

program=${1:-$root/build/release/tests/conformance/waymark_matrix}
reviewed=$root/tests/conformance/matrix.tsv

# rows FILE: sorted and without comments.
rows() { grep -v '^#' "$1" | LC_ALL=C sort; }

# The rows that differ: < as reviewed, > as found.
differences() { diff <(rows "$reviewed") <(rows "$1") | grep '^[<>]' | LC_ALL=C sort -s -k 2,3 || true; }

# How many cells hold each outcome.
count_outcomes() { rows "$1" | cut -f 3- | tr '\t' '\n' | LC_ALL=C sort | uniq -c; }

# All of it comes from one address, much of it with sessions that have ended.
export WAYMARK_ADDRESS_RATE=0
suite_start
found=$WAYMARK_DATA/matrix.tsv
"$program" "$(cat "$WAYMARK_DATA/url")" "$WAYMARK_DATA/admin-token" >"$found"
echo "$(rows "$found" | cut -f 1 | uniq | wc -l) RPCs, $(rows "$found" | wc -l) rows; cells by outcome:"
count_outcomes "$found"
expect "the reviewed rows are sorted" "$(rows "$reviewed" | diff - <(grep -v '^#' "$reviewed") >/dev/null && echo yes)" yes
expect "rows that differ (< as reviewed, > as found)" "$(differences "$found" | wc -l)" 0
differences "$found"
finish
