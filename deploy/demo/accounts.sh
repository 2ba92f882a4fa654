# shellcheck shell=bash
# shellcheck disable=SC2154 # the script that sources this sets the variables
# One account for each role, of invented people, so that each role's pages can be seen. Their
# passwords are made at random and kept in the data folder, for its owner alone.
# Sourced by deploy/demo/load.

DEMO_ACCOUNTS=$WAYMARK_DATA/demo-accounts

# state_of USER: `ACCOUNT_STATE_…`, or nothing where there is no such account.
state_of() {
  call access.v1.AccountsService/GetAccount "{\"name\": \"accounts/~$1\"}" 2>/dev/null |
    grep -o 'ACCOUNT_STATE_[A-Z]*' || true
}

# set_password USER ROLE: by a one-time code, as its owner would; neither it nor the
# password is an argument of a program.
set_password() {
  local password
  password=$(head -c 15 /dev/urandom | base64 --wrap=0)
  {
    "$waymark" account link "$1" 2>/dev/null
    printf '%s\n' "$password"
  } | "$waymark" account redeem >/dev/null || die "the password of $1 could not be set"
  (umask 077 && printf '%-12s %-14s %s\n' "$1" "$2" "$password" >>"$DEMO_ACCOUNTS")
}

# grant_role USER ROLE UNIT PARTICIPANT
grant_role() {
  local where='' organization=organizations/demo
  if [[ -n $3 ]]; then where=", \"unit\": \"$organization/units/~$3\""; fi
  if [[ -n $4 ]]; then where+=", \"participant\": \"$organization/participants/~$4\""; fi
  call access.v1.GrantsService/CreateGrant \
    "{\"parent\": \"$organization\", \"grant\": {\"account\": \"accounts/~$1\", \"role\": \"ROLE_$2\"$where}, \"requestId\": \"demo-grant-$1\"}" >/dev/null
}

# assign USER ROLE: whom or what it is about, where a role alone shows nothing.
assign() {
  case $2 in
    INSTRUCTOR)
      call courses.v1.InstructorsService/CreateInstructor "{\"parent\": \"organizations/demo\",
        \"instructor\": {\"account\": \"accounts/~$1\", \"cohort\": \"organizations/demo/cohorts/~LEAD-CURRENT\"}, \"requestId\": \"demo-instructor-$1\"}" >/dev/null
      ;;
    MENTOR)
      call progression.v1.MentorshipsService/CreateMentorship "{\"parent\": \"organizations/demo\", \"mentorship\":
        {\"mentor\": \"accounts/~$1\", \"mentee\": \"organizations/demo/participants/~DP-1031\", \"state\": \"MENTORSHIP_STATE_ACTIVE\"}, \"requestId\": \"demo-mentor-$1\"}" >/dev/null
      ;;
  esac
}

# make_accounts: those that nobody has set a password of yet. By their request ids, what a
# run that was broken off has made is not made twice.
make_accounts() {
  local user_name display_name role unit participant state
  while IFS=, read -r user_name display_name role unit participant; do
    state=$(state_of "$user_name")
    if [[ -n $state && $state != ACCOUNT_STATE_INVITED ]]; then continue; fi
    if [[ -z $state ]]; then
      call access.v1.AccountsService/CreateAccount \
        "{\"account\": {\"userName\": \"$user_name\", \"displayName\": \"$display_name\"}}" >/dev/null
    fi
    grant_role "$user_name" "$role" "$unit" "$participant"
    assign "$user_name" "$role"
    set_password "$user_name" "$role"
  done < <(tail -n +2 "$here/accounts.csv")
}

say_accounts() {
  if [[ ! -s $DEMO_ACCOUNTS ]]; then return; fi
  say
  say "One account for each role; names and passwords are in $DEMO_ACCOUNTS, for signing in in a browser."
  # The passwords themselves only where a person reads them, not in a log.
  if [[ -t 1 ]]; then cat "$DEMO_ACCOUNTS"; fi
}
