# Finds a Java of version 25 or newer. Sourced by serai-gateway and by the launcher; starts no program unless it must:
# the version is read from the `release` file that every JDK carries.
#
#   find_java jre|jdk    sets java_home and java_version; 1 if there is none. `jdk` also wants a compiler.
#
# Searched in this order: SERAI_JAVA_HOME, JAVA_HOME, PATH, the system's JVM folders, SDKMAN, ~/.jdks, the launcher's
# own cache. SERAI_JAVA_HOME is an order, not a hint: if it does not fit, the search stops with an error.
# SERAI_SYSTEM_ROOT stands before the system's folders, so that a test can build a machine of its own.

java_minimum=25
java_home=
java_version=
java_seen=

# Where the launcher keeps what it fetched.
serai_cache_dir() {
    cache_dir=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/serai
}

# java_version of the Java at $1; empty if it cannot be told.
read_java_version() {
    java_version=
    if [ -r "$1/release" ]; then
        while IFS= read -r java_line || [ -n "$java_line" ]; do
            case $java_line in
                JAVA_VERSION=*)
                    java_version=${java_line#JAVA_VERSION=}
                    java_version=${java_version#\"}
                    java_version=${java_version%%\"*}
                    return 0
                    ;;
            esac
        done <"$1/release"
    fi
    # No release file: a trimmed or hand-made runtime. Ask it.
    java_line=$("$1/bin/java" -version 2>&1) || return 0
    case $java_line in
        *version\ \"*)
            java_version=${java_line#*version \"}
            java_version=${java_version%%\"*}
            ;;
    esac
}

# True if $1 is a version such as 25, 25.0.3 or 26-ea that is new enough.
java_is_new_enough() {
    java_major=${1%%[!0-9]*}
    [ -n "$java_major" ] && [ "$java_major" -ge "$java_minimum" ]
}

# Takes the Java at $1 if it fits what find_java looks for.
try_java() {
    [ -n "$1" ] && [ -x "$1/bin/java" ] || return 1
    if [ "$java_want" = jdk ] && [ ! -x "$1/bin/javac" ]; then
        return 1
    fi
    read_java_version "$1"
    if java_is_new_enough "$java_version"; then
        # shellcheck disable=SC2034 # for who asked
        java_home=$1
        return 0
    fi
    java_seen="$java_seen
  $1 is Java ${java_version:-of unknown version}"
    return 1
}

# The home of the Java that PATH finds: the command is mostly a chain of links.
try_java_on_path() {
    java_command=$(command -v java 2>/dev/null) || return 1
    java_command=$(readlink -f "$java_command" 2>/dev/null) || return 1
    try_java "${java_command%/bin/java}"
}

try_java_folders() {
    for java_dir in "$@"; do
        if try_java "$java_dir" || try_java "$java_dir/Contents/Home"; then
            return 0
        fi
    done
    return 1
}

try_system_java() {
    system_root=${SERAI_SYSTEM_ROOT:-}
    if [ -x "$system_root/usr/libexec/java_home" ]; then
        java_dir=$("$system_root/usr/libexec/java_home" -v "$java_minimum+" 2>/dev/null) || java_dir=
        try_java "$java_dir" && return 0
    fi
    try_java_folders "$system_root"/usr/lib/jvm/* "$system_root"/usr/lib64/jvm/* "$system_root"/usr/java/* \
        "$system_root"/opt/* "$system_root"/opt/java/* "$system_root"/Library/Java/JavaVirtualMachines/* \
        "$system_root"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk \
        "$system_root"/usr/local/opt/openjdk*/libexec/openjdk.jdk
}

try_user_java() {
    serai_cache_dir
    try_java_folders "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/* \
        "${HOME:-}"/Library/Java/JavaVirtualMachines/* "$cache_dir"/jdk/*
}

find_java() {
    java_want=$1
    java_seen=
    if [ -n "${SERAI_JAVA_HOME:-}" ]; then
        try_java "$SERAI_JAVA_HOME" && return 0
        explain_java_order
        return 2
    fi
    try_java "${JAVA_HOME:-}" || try_java_on_path || try_system_java || try_user_java
}

explain_java_order() {
    java_kind="Java"
    [ "$java_want" = jdk ] && java_kind="JDK (with bin/javac)"
    printf 'serai: SERAI_JAVA_HOME is %s, which is not a %s of version %s or newer;%s\n' "$SERAI_JAVA_HOME" \
        "$java_kind" "$java_minimum" " set it to the folder of one, or unset it to have one searched for" >&2
}
