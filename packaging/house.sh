#!/bin/sh
# What the Makefile's goals do: house.sh build|check|test|fuzz|package|clean [MAVEN ARGUMENT...]
# MIEN_OFFLINE=1 keeps check from fetching weights.
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$home/packaging/find-jdk.sh"
. "$home/packaging/start.sh"
. "$home/packaging/build.sh"
if ! find_jdk; then
  jdk_remedy >&2
  exit 1
fi

# Libraries and programs that some tests use: what to look for, the Debian package, what for.
test_needs() {
  cat << 'END'
libturbojpeg.so.0 libturbojpeg0 the fast JPEG decoder and its parity tests
libheif.so.1 libheif1 HEIC and AVIF photos
node nodejs running core after its compilation to JavaScript
npm npm building the studio's page and its own tests
chromium chromium the page in a real browser
curl curl the commands that docs/api.md shows
jq jq the shell verifier of the audit log
openssl openssl the shell verifier of the audit log
END
}

# Whether library or program $1 is here.
is_here() {
  case $1 in
    *.so.*) ldconfig -p 2> /dev/null | grep -q -F "$1" || /sbin/ldconfig -p 2> /dev/null | grep -q -F "$1" ;;
    *) command -v "$1" > /dev/null ;;
  esac
}

# Installs what tests need as root on Debian, visibly; elsewhere says what will be skipped.
provide_test_needs() {
  test_needs | while read -r name package purpose; do
    if is_here "$name"; then
      continue
    fi
    if [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
      say "installing the Debian package '$package', for $purpose"
      apt-get install -y -q "$package" || { apt-get update -q && apt-get install -y -q "$package"; } ||
        say "that failed: the tests of $purpose will be skipped"
    else
      say "'$name' is not here: the tests of $purpose will be skipped (apt install $package)"
    fi
  done
}

# Fetches the default weights into the user's folder, as the first use of mien would, so that tests
# with real models run. Without a network those are skipped and counted.
provide_weights() {
  if [ -n "${MIEN_OFFLINE:-}" ]; then
    say "MIEN_OFFLINE is set: no weights are fetched; tests that need some may be skipped"
    return 0
  fi
  say "fetching the default weights, once"
  "$home/mien" models pull registry >&2 ||
    say "that failed: the tests that need real weights will be skipped"
}

# Runs Maven with the arguments given over all modules, then tells what the tests did. A test that
# fails must not keep those of later modules from running, so Maven is told to pass over it and the
# summary says no. Surefire would then also pass over a test process that died: that is looked for.
tested() {
  rm -rf "$home"/*/target/surefire-reports
  log=$home/.mien/tests.log
  rm -f "$log.failed"
  { maven --fail-at-end -Dmaven.test.failure.ignore=true "$@" || echo "$?" > "$log.failed"; } 2>&1 |
    tee "$log"
  status=0
  if [ -n "${first_use:-}" ] && [ ! -e "$log.failed" ]; then
    (. "$home/packaging/first-use.sh" && check_first_use) 2>&1 | tee -a "$log"
  fi
  (cd "$home" && "$jdk/bin/java" packaging/TestSummary.java) || status=1
  if grep -q -E 'forked VM terminated|error in the fork' "$log"; then
    say "NOT green: a test process died; .mien/tests.log tells which"
    status=1
  fi
  if [ -e "$log.failed" ]; then
    say "NOT green: Maven failed beside the tests; the reason stands above and in .mien/tests.log"
    status=1
  elif [ "$status" -ne 0 ]; then
    say "NOT green: .mien/tests.log has the whole story"
  fi
  return "$status"
}

goal=$1
shift
case $goal in
  build) with_lock "$home/.mien" maven -q package -Dmaven.test.skip=true "$@" ;;
  test)
    provide_test_needs
    with_lock "$home/.mien" tested test "$@"
    ;;
  check)
    provide_test_needs
    provide_weights
    first_use=1
    with_lock "$home/.mien" tested verify -Pcheck "$@"
    ;;
  fuzz)
    export JAZZER_FUZZ=1
    with_lock "$home/.mien" tested test -Dgroups=fuzz -DexcludedGroups= \
      -Dsurefire.failIfNoSpecifiedTests=false "$@"
    ;;
  package) . "$home/packaging/release.sh" && with_lock "$home/.mien" release ;;
  clean)
    with_lock "$home/.mien" maven -q clean "$@"
    rm -rf "$home/.mien"
    ;;
  *)
    say "unknown goal '$goal'; 'make' lists them"
    exit 2
    ;;
esac
