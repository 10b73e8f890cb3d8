# Finds Maven of version 3.8 or newer and runs it.

# shellcheck disable=SC2154 # java_home and cache_dir are set by find-java.sh

maven_home=
maven_version=

# maven_version of the Maven at $1, from the name of its core jar. Debian calls that 3.x: there Maven itself is asked,
# away from the checkout, whose .mvn/jvm.config is for newer Javas than the default one may be.
read_maven_version() {
    maven_version=
    for core in "$1"/lib/maven-core-*.jar; do
        if [ -e "$core" ]; then
            maven_version=${core##*/maven-core-}
            maven_version=${maven_version%.jar}
        fi
    done
    case $maven_version in
        '' | *.x)
            maven_version=$(cd / && JAVA_HOME=$java_home "$1/bin/mvn" --version 2>/dev/null </dev/null |
                sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
            ;;
    esac
}

maven_is_new_enough() {
    major=${1%%.*}
    rest=${1#*.}
    minor=${rest%%[!0-9]*}
    case $major:$minor in
        *[!0-9:]* | :* | *:) return 1 ;;
    esac
    [ "$major" -gt 3 ] || { [ "$major" -eq 3 ] && [ "$minor" -ge 8 ]; }
}

try_maven() {
    [ -n "$1" ] && [ -x "$1/bin/mvn" ] || return 1
    read_maven_version "$1"
    maven_is_new_enough "$maven_version" || return 1
    maven_home=$1
}

try_maven_on_path() {
    command=$(command -v mvn 2>/dev/null) || return 1
    command=$(readlink -f "$command" 2>/dev/null) || return 1
    # Homebrew's mvn is a script beside libexec, which is the real home.
    try_maven "${command%/bin/mvn}" || try_maven "${command%/bin/mvn}/libexec"
}

find_maven() {
    if [ -n "${SERAI_MAVEN_HOME:-}" ]; then
        try_maven "$SERAI_MAVEN_HOME" && return
        die "SERAI_MAVEN_HOME is $SERAI_MAVEN_HOME, which is not a Maven of version 3.8 or newer;" \
            "set it to the folder of one, or unset it to have one searched for"
    fi
    try_maven "${MAVEN_HOME:-}" && return
    try_maven "${M2_HOME:-}" && return
    try_maven_on_path && return
    serai_cache_dir
    for dir in "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/maven/* "$cache_dir"/maven/*; do
        try_maven "$dir" && return
    done
    return 1
}

require_maven() {
    find_maven && return
    # shellcheck source=launcher/fetch.sh
    . "$SERAI_HOME/launcher/fetch.sh"
    offer_maven
    find_maven || die "the fetched Maven is not complete; remove $cache_dir/maven and try again"
}

# SERAI_MAVEN_ARGS adds arguments, such as -o to stay off the network.
run_maven() {
    # shellcheck disable=SC2086 # a list
    (
        cd "$SERAI_HOME" || exit
        JAVA_HOME=$java_home exec "$maven_home/bin/mvn" -B -ntp -Dstyle.color=never ${SERAI_MAVEN_ARGS:-} "$@" </dev/null
    )
}
