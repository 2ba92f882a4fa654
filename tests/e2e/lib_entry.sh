# A mail server and a provider of sign-ins that others have written, for the tests of how
# people come in. Needs lib.sh and its stage.
# shellcheck shell=bash
# shellcheck disable=SC2154 # what the stage is, lib.sh says

# set_mail PUBLIC_URL: the suite that starts next sends its e-mail to start_receiver's server.
set_mail() {
  smtp_port=$(free_port 12000 4000)
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout "$stage/key.pem" -out "$stage/certificate.pem" 2>/dev/null
  printf 'secret of the mail server' >"$stage/password"
  export WAYMARK_SMTP_SERVER=smtps://localhost:$smtp_port WAYMARK_SMTP_FROM=waymark@police.example \
    WAYMARK_SMTP_USER=waymark WAYMARK_SMTP_PASSWORD_FILE=$stage/password \
    WAYMARK_SMTP_CA_FILE=$stage/certificate.pem WAYMARK_PUBLIC_URL=$1
}

start_receiver() {
  run_beside tests/e2e/mail/receiver.cjs "$smtp_port" "$stage" waymark "$(cat "$stage/password")"
}

# set_provider REDIRECT: the suite that starts next has people sign in by start_provider's.
set_provider() {
  redirect=$1
  provider_port=$(free_port 16000 4000)
  issuer=http://127.0.0.1:$provider_port
  printf 'a secret of the client, 2 + 2 & more' >"$stage/secret"
  export WAYMARK_OIDC_ISSUER=$issuer WAYMARK_OIDC_CLIENT_ID=waymark WAYMARK_OIDC_CLIENT_SECRET_FILE=$stage/secret \
    WAYMARK_OIDC_REDIRECT_URI=$redirect
}

start_provider() {
  run_beside tests/e2e/oidc/provider.mjs "$provider_port" "$stage" "$(cat "$stage/secret")" "$redirect"
  for _ in $(seq 100); do
    ! curl -s -o /dev/null "$issuer/.well-known/openid-configuration" || return 0
    sleep 0.1
  done
  cat "$stage/log"
  return 1
}
