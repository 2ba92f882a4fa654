# shellcheck shell=bash
# Certificates of an authority of our own, in a folder: authority.crt with its
# key, and of each program NAME.pem, its key and certificate in one file, so that
# who looks at it never sees one of an old pair with one of a new.

readonly AUTHORITY_DAYS=3650
readonly CERTIFICATE_DAYS=90

# run_openssl ARGUMENT…: its words only when it fails.
run_openssl() {
  local said
  said=$(openssl "$@" 2>&1) || die "openssl $1 failed: $said"
}

# is_fresh FILE DAYS: whether a third of a life of so many days is left, at least.
is_fresh() { openssl x509 -in "$1" -noout -checkend $(($2 * 86400 / 3)) >/dev/null 2>&1; }

# make_authority FOLDER: once; with a new one, all certificates are new.
make_authority() {
  if is_fresh "$1/authority.crt" "$AUTHORITY_DAYS"; then return; fi
  mkdir -p -- "$1"
  rm -f -- "$1"/*.pem
  run_openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days "$AUTHORITY_DAYS" \
    -subj '/CN=Waymark' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
    -keyout "$1/authority.key" -out "$1/authority.crt"
}

# make_certificate FOLDER NAME ALTERNATIVE-NAMES: when there is none, or less than a
# third of its life is left.
make_certificate() {
  local file=$1/$2
  if is_fresh "$file.pem" "$CERTIFICATE_DAYS"; then return; fi
  run_openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$2" \
    -addext "subjectAltName=$3" -keyout "$file.key" -out "$file.csr"
  run_openssl x509 -req -in "$file.csr" -CA "$1/authority.crt" -CAkey "$1/authority.key" \
    -days "$CERTIFICATE_DAYS" -copy_extensions copy -out "$file.crt"
  cat "$file.key" "$file.crt" >"$file.new"
  mv -f -- "$file.new" "$file.pem"
  rm -f -- "$file.key" "$file.csr" "$file.crt"
}
