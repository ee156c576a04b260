# Finds a JDK 25 or newer. Sourced by ./mien and packaging/house.sh; POSIX sh, starts no process
# on the usual path, because every start of mien pays for it.
#
# find_jdk   sets jdk (its folder) and jdk_version (its runtime version), or returns 1.
# jdk_remedy prints what to do when there is none.

# Sets jdk_major and jdk_version of the JDK in folder $1 from its "release" file; 0 when it is none.
read_jdk() {
  jdk_major=0
  jdk_version=
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  while IFS='=' read -r name value; do
    value=${value#\"}
    value=${value%\"}
    case $name in
      JAVA_VERSION)
        jdk_major=${value%%[!0-9]*}
        jdk_major=${jdk_major:-0}
        ;;
      JAVA_RUNTIME_VERSION) jdk_version=$value ;;
    esac
  done < "$1/release"
  jdk_version=${jdk_version:-$jdk_major}
}

# Accepts folder $1 when it holds a JDK 25 or newer.
try_jdk() {
  read_jdk "$1"
  if [ "$jdk_major" -ge 25 ]; then
    jdk=$1
    return 0
  fi
  if [ "$jdk_major" -gt 0 ]; then
    jdk_refused="${jdk_refused:-}${jdk_refused:+, }JDK $jdk_major in $1"
  fi
  return 1
}

find_jdk() {
  jdk=
  jdk_refused=
  if [ -n "${JAVA_HOME:-}" ] && try_jdk "$JAVA_HOME"; then
    return 0
  fi
  on_path=$(command -v javac 2>/dev/null) || on_path=
  if [ -n "$on_path" ]; then
    # /usr/bin/javac is a link to a link to the real folder.
    on_path=$(readlink -f "$on_path" 2>/dev/null) || on_path=
    if [ -n "$on_path" ] && try_jdk "${on_path%/bin/javac}"; then
      return 0
    fi
  fi
  for folder in \
    /usr/lib/jvm/*25* /usr/lib/jvm/* /usr/java/* /opt/*25* /opt/*jdk* /opt/java/* /opt/*/jdk* \
    "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nowhere}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -d "$folder" ] && try_jdk "$folder"; then
      return 0
    fi
  done
  return 1
}

jdk_remedy() {
  echo "mien needs a JDK 25 or newer and found none" \
    "(looked at JAVA_HOME, PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks, /Library/Java)."
  if [ -n "${jdk_refused:-}" ]; then
    echo "Too old: $jdk_refused."
  fi
  echo "Install one (https://adoptium.net, 'sdk install java 25-tem', 'brew install openjdk@25'," \
    "or 'apt install openjdk-25-jdk' where the system has it), or set JAVA_HOME to its folder."
}
