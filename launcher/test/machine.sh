# A small machine for one test: a checkout with a space in its path, a home, a PATH and system folders of its own, and
# the assertions. The current folder is the test's own and empty.

# shellcheck disable=SC2154 # checkout is set by the runner

machine=$(pwd -P)
home=$machine/home
tools=$machine/bin
root=$machine/root
repo="$machine/check out"
server_pid=
real_python=$(command -v "${SERAI_TEST_PYTHON:-python3}")
real_python=$("$real_python" -c 'import sys; print(sys.executable)')

mkdir -p "$home" "$tools" "$root/usr/lib/jvm" "$repo"

# What any Unix has; no java, no mvn, unless a test adds them.
for tool in sh cat cmp cp cut date dirname env find grep gzip head kill ls mkdir mktemp mv ps readlink rm sed sleep sort \
    tail tar touch tr uname wc awk sha256sum sha512sum shasum curl; do
    path=$(command -v "$tool") || continue
    case $path in
        /*) ln -s "$path" "$tools/$tool" ;;
    esac
done

# The launcher, with a source file per module kind for the build to look at.
make_checkout() {
    mkdir -p "$repo/gateway/src/main" "$repo/processors/core/src/main" "$repo/routes" "$repo/bench/src/main"
    cp "$checkout/serai" "$repo/"
    cp -R "$checkout/launcher" "$repo/"
    cp -R "$checkout/gateway/src/dist" "$repo/gateway/src/"
    printf '<project>\n  <version>1.2.3</version>\n</project>\n' >"$repo/pom.xml"
    for module in gateway processors/core bench; do
        printf '<project/>\n' >"$repo/$module/pom.xml"
        printf 'class Source {}\n' >"$repo/$module/src/main/Source.java"
    done
}

# A JDK of version $2 at $1, whose java is fake_java.py.
make_jdk() {
    mkdir -p "$1/bin"
    printf 'IMPLEMENTOR="Test"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
    printf '#!/bin/sh\nexec "%s" "%s/fake_java.py" "%s" "$@"\n' "$real_python" "$checkout/launcher/test" "$2" \
        >"$1/bin/java"
    printf '#!/bin/sh\n' >"$1/bin/javac"
    chmod +x "$1/bin/java" "$1/bin/javac"
}

# A Maven of version $2 at $1, whose mvn logs its arguments and "builds" the distribution.
make_maven() {
    mkdir -p "$1/bin" "$1/lib"
    : >"$1/lib/maven-core-$2.jar"
    cp "$checkout/launcher/test/fake_mvn.sh" "$1/bin/mvn"
    chmod +x "$1/bin/mvn"
}

# Becomes a command on this machine, in a subshell therefore: nothing of the environment outside reaches it.
here() {
    exec env -i HOME="$home" PATH="$tools" SERAI_SYSTEM_ROOT="$root" FAKE_LOG="$machine/fake.log" TMPDIR="$machine" \
        ${server:+SERAI_ADOPTIUM_URL="$server" SERAI_MAVEN_URL="$server/cdn" SERAI_MAVEN_SUM_URL="$server/sums"} \
        ${server:+SERAI_MAVEN_ARCHIVE_URL="$server/archive"} ${extra_env:+"$extra_env"} "$@"
}

# The launcher on this machine: output and error in out, exit status in status.
serai() {
    status=0
    (here "$repo/serai" "$@") >"$machine/out" 2>&1 </dev/null || status=$?
    out=$(cat "$machine/out")
}
server=
extra_env=

# Starts the fake of the download services with "$@"; its address is in server.
start_server() {
    "$real_python" "$checkout/launcher/test/fake_downloads.py" "$machine/server.log" "$@" >"$machine/server.out" &
    server_pid=$!
    await "the fake download services" grep -q '^listening on ' "$machine/server.out"
    server=$(sed -n 's/^listening on //p' "$machine/server.out")
}

# Ends what a failed test left running: the server, and the fakes that noted their start.
stop_background() {
    [ -z "$server_pid" ] || kill "$server_pid" 2>/dev/null || :
    [ -f "$machine/fake.log" ] || return 0
    # shellcheck disable=SC2013 # numbers
    for pid in $(sed -n 's/^[a-z]* started //p' "$machine/fake.log"); do
        case $(ps -o args= -p "$pid" 2>/dev/null) in
            *fake_java.py*) kill -KILL "$pid" 2>/dev/null || : ;;
        esac
    done
}

# Waits up to ten seconds until the command after the name $1 succeeds.
await() {
    what=$1
    shift
    tries=200
    until "$@" 2>/dev/null; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || fail "waited in vain for $what"
        sleep 0.05
    done
}

fail() {
    printf '%s\n' "$*"
    if [ -f "$machine/out" ]; then
        printf -- '--- status %s, output:\n' "${status:-?}"
        cat "$machine/out"
    fi
    exit 1
}

expect_status() {
    [ "$status" -eq "$1" ] || fail "expected status $1"
}

# The output holds $1.
expect_out() {
    case $out in
        *"$1"*) ;;
        *) fail "expected in the output: $1" ;;
    esac
}

expect_no_out() {
    case $out in
        *"$1"*) fail "expected not in the output: $1" ;;
    esac
}

# File $1 holds the line or part $2.
expect_in() {
    grep -qF -- "$2" "$1" || {
        cat "$1"
        fail "expected in $1: $2"
    }
}

expect_equal() {
    [ "$1" = "$2" ] || fail "expected \"$1\", got \"$2\""
}
