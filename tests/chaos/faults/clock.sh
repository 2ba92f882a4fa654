# shellcheck shell=bash
# The clock of the machine is set, as the programs see it: forward, and back past where it
# was.

fault clock_steps fake_clock "the clock goes 1 h forward, then 1 h back, then right again"
clock_steps() {
  local step
  for step in 3600 -3600 0; do
    shift_clock "$step"
    sleep 4
  done
}
