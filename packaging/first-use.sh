# The first use of mien by a stranger: a clone of the working tree in an empty folder, with an empty
# home and nothing beside it, sees the drawn people. Sourced by house.sh, after the tests: needs home,
# jdk, say. Its outcome goes into a report as Surefire writes them, so that the summary counts it.

# What may be shared with the user that runs this, so that no more is fetched than must be: the jars
# of Maven, and what the npm client has cached. The clone itself asks npm as every clone does.
check_first_use() {
  reports=$home/bench/target/surefire-reports
  mkdir -p "$reports"
  place=$(mktemp -d) || return 1
  trap 'rm -rf "$place"' EXIT
  if ! command -v git > /dev/null || ! (cd "$home" && git rev-parse HEAD > /dev/null 2>&1); then
    report_first_use "<skipped message='skipped: needs a git checkout'/>"
    return 0
  fi
  say "first use: a clone of this tree in an empty folder"
  mkdir -p "$place/clone" "$place/home/.m2"
  # Tracked files as they are now, changes included; what git does not know is not there.
  (
    cd "$home"
    tree=$(git -c user.name=mien -c user.email=mien@localhost stash create)
    git archive "${tree:-HEAD}"
  ) | tar -xf - -C "$place/clone"
  jars=${MIEN_MAVEN_REPOSITORY:-${HOME:-/root}/.m2/repository}
  cache=$(npm config get cache 2> /dev/null) || cache=
  settings=${HOME:-/root}
  status=0
  (
    cd "$place/clone"
    unset MIEN_MODELS MIEN_JAVA_OPTS XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME
    export HOME="$place/home" JAVA_HOME="$jdk"
    export MAVEN_OPTS="${MAVEN_OPTS:-} -Dmaven.repo.local=$jars"
    # How this user reaches Maven's and npm's registries comes along.
    [ ! -r "$settings/.m2/settings.xml" ] || ln -s "$settings/.m2/settings.xml" "$place/home/.m2/"
    [ ! -r "$settings/.npmrc" ] || export NPM_CONFIG_USERCONFIG="$settings/.npmrc"
    [ -z "$cache" ] || export npm_config_cache="$cache"
    ./mien faces --json docs/examples
  ) > "$place/out" 2> "$place/err" < /dev/null || status=$?
  cat "$place/err" >&2
  # Only what a network lacks is a reason to skip; weights that come out wrong are a failure.
  faces=$(grep -o '"box":' "$place/out" | grep -c .) || faces=0
  lines=$(grep -c . "$place/out") || lines=0
  if [ "$status" -eq 0 ] && [ "$lines" -eq 1 ] && [ "$faces" -eq 3 ] &&
    grep -q 'mien needs open weights' "$place/err"; then
    report_first_use
  elif grep -q -e 'npm could not reach its registry' -e 'npm is missing' -e 'wants a login' \
    -e 'did not answer' -e 'no connection' "$place/err"; then
    report_first_use "<skipped message='skipped: needs a registry that npm reaches'/>"
  else
    say "first use: status $status, $lines lines and $faces faces, where 0, 1 and 3 are right:"
    cat "$place/out" >&2
    report_first_use "<failure message='$faces faces with status $status'/>"
  fi
}

report_first_use() {
  printf '<testsuite>%s%s</testcase></testsuite>\n' \
    "<testcase name='aCloneInAnEmptyFolderSeesTheDrawnPeople' classname='mien.house.FirstUse'>" \
    "${1:-}" > "$reports/TEST-first-use.xml"
}
