# shellcheck shell=bash
# Somebody writes into a stream what the relay did not. Publishing and applying stop, and
# the operator does what the log says: deletes the stream, which is filled again.

readonly VICTIM=waymark.events.courses.0

# write_events LUA: with `last` the last entry's value and `next(i)` an id that much
# above it.
write_events() {
  local refusals
  refusals=$(count_refusals)
  redis EVAL "
    local entry = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
    local last = entry[2][2]
    local function add(i, field, value)
      redis.call('XADD', KEYS[1], (tonumber(entry[1]:match('^%d+')) + i) .. '-0', field, value)
    end
    $1" 1 "$VICTIM" >/dev/null
  wait_until "$READY_IN" has_refused $((refusals + 1)) || return
  says 1 redis DEL "$VICTIM"
}

# How often the relay or a consumer said that it does not take what is in a stream.
count_refusals() { grep -cE 'STREAM_CONFLICT|STREAM_CORRUPT|FOREIGN_ENTRY' "$WAYMARK_DATA/log/suite.log" || true; }
has_refused() { (($(count_refusals) >= $1)); }

fault events_doubled one "the last event written 100 times more into the stream"
events_doubled() { write_events "for i = 1, 100 do add(i, 'event', last) end"; }

fault events_reordered one "the last 10 events written again, backwards"
events_reordered() {
  write_events "local old = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 10)
    for i = 1, 10 do add(i, 'event', old[i][2][2]) end"
}

fault events_unknown one "an entry that is no event"
events_unknown() { write_events "add(1, 'other', 'x')"; }

fault events_oversize one "an event of 20 MB of nonsense"
events_oversize() { write_events "add(1, 'event', string.rep('x', 20000000))"; }

fault events_truncated one "an event that is cut off"
events_truncated() { write_events "add(1, 'event', string.sub(last, 1, -20))"; }
