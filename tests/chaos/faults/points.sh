# shellcheck shell=bash
# The process dies at the points between which events are lost or doubled, if anywhere:
# those of seeded.h.

# die_at POINT: three times, a moment apart.
die_at() {
  for _ in 1 2 3; do
    echo "$1" >"$WAYMARK_SEEDED_FILE"
    wait_until "$READY_IN" is_consumed || {
      rm -f "$WAYMARK_SEEDED_FILE"
      echo "nothing died at $1"
      return 1
    }
    sleep 0.3
    wait_until "$READY_IN" is_ready suite || return
    await_more "$ORGANIZATION" 100 || return
  done
}

is_consumed() { [[ ! -e $WAYMARK_SEEDED_FILE ]]; }

fault point_before_commit seeded "dies before a commit, 3 times"
point_before_commit() { die_at before_commit; }

fault point_before_reply seeded "dies after a commit, before the answer, 3 times"
point_before_reply() { die_at before_reply; }

fault point_before_append seeded "dies after numbering, before XADD, 3 times"
point_before_append() { die_at before_append; }

fault point_before_marking seeded "dies after XADD, before it is marked, 3 times"
point_before_marking() { die_at before_marking; }

fault point_before_position seeded "dies after an effect, before the position moves, 3 times"
point_before_position() { die_at before_position; }
