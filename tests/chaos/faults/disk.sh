# shellcheck shell=bash
# The disk is full, for PostgreSQL, Redis and the logs at once, and then has room again.

# has_left: prints how many kilobytes the disk has left.
has_left() { df --output=avail "$SMALL_DISK" | sed -n '2s/ //gp'; }

fault disk_full small "disk full for 6 s"
disk_full() {
  dd if=/dev/zero of="$SMALL_DISK/filling" bs=1M status=none 2>/dev/null || true
  says 0 has_left
  sleep 6
  rm -f "$SMALL_DISK/filling"
}
