#!/bin/bash
# Loads the rank histories of a large police and compares ranks as of two days,
# and the promotions, with figures counted straight from the files.
. "$(dirname "$0")/lib.sh"
need_data police-ranks
ranks=$shared/data/police-ranks/ranks.csv.gz
count() {
  zcat "$ranks" | tail -n +2 | LC_ALL=C sort -s -t, -k1,1 -k3,3 |
    awk -v asof="$1" -f "$root/tests/e2e/police_counts.awk" "$profiles/police/rungs.json" -
}
standings() {
  waymark call CareersService/SummarizeStandings "{\"parent\":\"organizations/pd\",\"asOf\":\"$1\"}" |
    jq -r '.rungs[] | select(.personCount > 0) | "\(.title)\t\(.personCount)"'
}

suite_start
waymark organization create pd --display-name "City Police" --kind police
import pd police units police-ranks/officers.csv.gz
import pd police participants police-ranks/officers.csv.gz
import pd police rungs police-ranks/ranks.csv.gz
import pd police career-events police-ranks/ranks.csv.gz
await_lag_0 pd

counted=$(count "")
echo "$counted"
expect "promotions as events" "$(count_events pd career.promoted)" "$(awk -F '\t' '/^promotions/ { print $2 }' <<<"$counted")"
expect "officers with two or more rank rows" \
  "$(waymark export career-events -o pd | awk -F, 'NR > 1 && ++rows[$2] == 2 { several++ } END { print several }')" \
  "$(awk -F '\t' '/two or more/ { print $2 }' <<<"$counted")"
for day in 2010-01-01 2020-01-01; do
  expect "ranks as of $day" "$(standings $day | LC_ALL=C sort)" "$(count $day | LC_ALL=C sort)"
done
expect_invariants pd
finish
