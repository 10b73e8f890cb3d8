# Fetching a JDK and Maven from the fake of their vendors.

# shellcheck disable=SC2034,SC2154 # shared with machine.sh

fetched_jdk() {
    printf '%s/.cache/serai/jdk/jdk-25.0.9+1' "$home"
}

# A machine that lacks a JDK but has Maven.
without_jdk() {
    make_checkout
    make_maven "$home/.sdkman/candidates/maven/3.9.9" 3.9.9
}

# A machine that lacks Maven but has a JDK.
without_maven() {
    make_checkout
    make_jdk "$root/usr/lib/jvm/jdk-25" 25.0.1
}

nothing_left_over() {
    for leftover in "$home"/.cache/serai/fetch.*; do
        [ ! -e "$leftover" ] || fail "left over: $leftover"
    done
}

test_without_terminal_and_yes_nothing_is_fetched() {
    without_jdk
    start_server
    serai build
    expect_status 3
    expect_out 'no JDK of version 25 or newer found'
    expect_out 'sudo apt-get install openjdk-25-jdk-headless | sudo dnf install java-25-openjdk-devel | brew install'
    expect_out 'run again with --yes'
    [ ! -e "$machine/server.log" ] || fail 'the service was asked'
}

test_the_install_command_is_that_of_the_package_manager_present() {
    without_jdk
    ln -s "$(command -v env)" "$tools/dnf"
    serai build
    expect_status 3
    expect_out 'install one yourself: sudo dnf install java-25-openjdk-devel'
    expect_no_out apt-get
}

test_a_java_that_is_too_old_is_named() {
    without_jdk
    make_jdk "$root/usr/lib/jvm/java-17" 17.0.2
    serai build
    expect_status 3
    expect_out "$root/usr/lib/jvm/java-17 is Java 17.0.2"
}

test_yes_fetches_the_jdk_and_builds_with_it() {
    without_jdk
    start_server
    serai build --yes
    expect_status 0
    expect_in "$machine/fake.log" "mvn JAVA_HOME=$(fetched_jdk) "
    expect_in "$machine/server.log" 'image_type=jdk'
    expect_in "$machine/server.log" 'vendor=eclipse'
    nothing_left_over
}

test_the_environment_can_say_yes() {
    without_jdk
    start_server
    extra_env=SERAI_YES=1
    serai build
    expect_status 0
    [ -x "$(fetched_jdk)/bin/java" ] || fail 'no JDK in the cache'
}

test_compact_json_is_understood() {
    without_jdk
    start_server plain
    serai build --yes
    expect_status 0
    [ -x "$(fetched_jdk)/bin/java" ] || fail 'no JDK in the cache'
}

test_wget_serves_as_well_as_curl() {
    wget=$(command -v wget) || return 0
    without_jdk
    rm "$tools/curl"
    ln -s "$wget" "$tools/wget"
    start_server
    serai build --yes
    expect_status 0
    [ -x "$(fetched_jdk)/bin/java" ] || fail 'no JDK in the cache'
}

test_a_jdk_with_a_wrong_checksum_is_refused() {
    without_jdk
    start_server bad-jdk-sum
    serai build --yes
    expect_status 1
    expect_out 'checksum mismatch'
    expect_out 'nothing was unpacked'
    [ ! -e "$(fetched_jdk)" ] || fail 'the JDK was unpacked'
    nothing_left_over
}

test_a_maven_with_a_wrong_checksum_is_refused() {
    without_maven
    start_server bad-maven-sum
    serai build --yes
    expect_status 1
    expect_out 'checksum mismatch'
    [ ! -e "$home/.cache/serai/maven/apache-maven-3.9.11" ] || fail 'Maven was unpacked'
    nothing_left_over
}

test_yes_fetches_maven() {
    without_maven
    start_server
    serai build --yes
    expect_status 0
    expect_in "$machine/fake.log" "mvn JAVA_HOME=$root/usr/lib/jvm/jdk-25 "
    [ -x "$home/.cache/serai/maven/apache-maven-3.9.11/bin/mvn" ] || fail 'no Maven in the cache'
    nothing_left_over
}

test_maven_comes_from_the_archive_when_the_mirror_lacks_it() {
    without_maven
    start_server no-cdn
    serai build --yes
    expect_status 0
    expect_in "$machine/server.log" /archive/3.9.11/
}

test_without_a_checksum_maven_is_refused() {
    without_maven
    start_server no-sums
    serai build --yes
    expect_status 1
    expect_out 'cannot fetch the checksum'
    [ ! -e "$home/.cache/serai/maven/apache-maven-3.9.11" ] || fail 'Maven was unpacked'
}

test_a_platform_without_a_package_is_said() {
    without_jdk
    start_server no-package
    serai build --yes
    expect_status 1
    expect_out 'answered without a package'
}

test_a_service_out_of_reach_is_said() {
    without_jdk
    server=http://127.0.0.1:9
    serai build --yes
    expect_status 1
    expect_out 'cannot reach http://127.0.0.1:9'
    nothing_left_over
}

test_missing_download_programs_are_all_named() {
    without_jdk
    rm "$tools/curl" "$tools/tar"
    start_server
    serai build --yes
    expect_status 3
    expect_out 'missing: curl; install it: sudo apt-get install curl | sudo dnf install curl | brew install curl'
    expect_out 'missing: tar'
}

test_an_old_maven_does_not_do() {
    without_maven
    make_maven "$machine/old maven" 3.6.3
    ln -s "$machine/old maven/bin/mvn" "$tools/mvn"
    serai build
    expect_status 3
    expect_out 'no Maven of version 3.8 or newer found'
    expect_out 'apt-get install maven'
}

test_a_maven_whose_jars_have_no_version_is_asked() {
    without_maven
    make_maven "$root/usr/share/maven" 3.x
    ln -s "$root/usr/share/maven/bin/mvn" "$tools/mvn"
    serai build
    expect_status 0
}

test_maven_4_does() {
    without_maven
    make_maven "$machine/new maven" 4.0.0-rc-4
    ln -s "$machine/new maven/bin/mvn" "$tools/mvn"
    serai build
    expect_status 0
}

# Answers $1 to the question on a terminal of its own; output in out.
on_a_terminal() {
    status=0
    (here "$real_python" "$checkout/launcher/test/terminal.py" '[y/N] ' "$1" "$repo/serai" build) \
        >"$machine/out" 2>&1 || status=$?
    out=$(cat "$machine/out")
}

test_yes_on_the_terminal_fetches() {
    without_jdk
    start_server
    on_a_terminal y
    expect_status 0
    expect_out 'fetch Eclipse Temurin 25 from'
    [ -x "$(fetched_jdk)/bin/java" ] || fail 'no JDK in the cache'
}

test_no_on_the_terminal_fetches_nothing() {
    without_jdk
    start_server
    on_a_terminal n
    expect_status 3
    expect_out 'nothing fetched'
    [ ! -e "$machine/server.log" ] || fail 'the service was asked'
}
