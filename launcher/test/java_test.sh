# Which Java the launcher takes.

# shellcheck disable=SC2034,SC2154 # shared with machine.sh

found() {
    make_checkout
    serai version
    expect_status 0
    expect_out "$1"
}

test_no_java_is_said_with_the_version_wanted() {
    found 'no JDK of version 25 or newer'
    expect_out 'serai 1.2.3'
}

test_serai_java_home_wins() {
    make_jdk "$root/usr/lib/jvm/jdk-25" 25.0.1
    make_jdk "$machine/my jdk" 26
    extra_env="SERAI_JAVA_HOME=$machine/my jdk"
    found "java 26 ($machine/my jdk)"
}

test_serai_java_home_that_is_too_old_is_an_error() {
    make_jdk "$root/usr/lib/jvm/jdk-25" 25.0.1
    make_jdk "$machine/old" 17.0.2
    make_checkout
    extra_env="SERAI_JAVA_HOME=$machine/old"
    serai build
    expect_status 3
    expect_out "SERAI_JAVA_HOME is $machine/old"
    expect_out 'set it to the folder of one'
}

test_java_home_of_version_25_is_taken() {
    make_jdk "$machine/mine" 25
    extra_env="JAVA_HOME=$machine/mine"
    found "java 25 ($machine/mine)"
}

test_java_home_that_is_too_old_is_passed_over() {
    make_jdk "$root/usr/lib/jvm/jdk-25" 25.0.1
    make_jdk "$machine/old" 17.0.2
    extra_env="JAVA_HOME=$machine/old"
    found "java 25.0.1 ($root/usr/lib/jvm/jdk-25)"
}

test_java_on_the_path_is_followed_through_links() {
    make_jdk "$machine/real jdk" 25.0.3
    ln -s "$machine/real jdk/bin/java" "$machine/alternative"
    ln -s "$machine/alternative" "$tools/java"
    found "java 25.0.3 ($machine/real jdk)"
}

test_java_17_on_the_path_gives_way_to_25_in_the_system_folder() {
    make_jdk "$machine/old" 17.0.2
    ln -s "$machine/old/bin/java" "$tools/java"
    make_jdk "$root/usr/lib/jvm/temurin-25" 25.0.3
    found "java 25.0.3 ($root/usr/lib/jvm/temurin-25)"
}

test_java_8_and_early_access_versions_are_understood() {
    make_jdk "$root/usr/lib/jvm/a-java-8" 1.8.0_392
    make_jdk "$root/usr/lib/jvm/b-java-26" 26-ea
    found "java 26-ea ($root/usr/lib/jvm/b-java-26)"
}

test_a_runtime_without_compiler_cannot_build() {
    make_jdk "$root/usr/lib/jvm/a-jre" 25.0.3
    rm "$root/usr/lib/jvm/a-jre/bin/javac"
    make_jdk "$root/usr/lib/jvm/b-jdk" 25.0.2
    found "java 25.0.2 ($root/usr/lib/jvm/b-jdk)"
}

test_opt_is_searched() {
    make_jdk "$root/opt/some jdk" 25.0.3
    found "java 25.0.3 ($root/opt/some jdk)"
}

test_sdkman_is_searched() {
    make_jdk "$home/.sdkman/candidates/java/25-tem" 25.0.3
    found "java 25.0.3 ($home/.sdkman/candidates/java/25-tem)"
}

test_jdks_of_an_ide_are_searched() {
    make_jdk "$home/.jdks/temurin-25" 25.0.3
    found "java 25.0.3 ($home/.jdks/temurin-25)"
}

test_mac_folders_are_searched() {
    make_jdk "$root/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home" 25.0.3
    found "java 25.0.3 ($root/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home)"
}

test_own_cache_is_searched_last() {
    make_jdk "$home/.cache/serai/jdk/jdk-25.0.9+1" 25.0.9
    found "java 25.0.9 ($home/.cache/serai/jdk/jdk-25.0.9+1)"
    make_jdk "$home/.jdks/temurin-25" 25.0.3
    serai version
    expect_out 'java 25.0.3'
}

test_cache_folder_follows_xdg() {
    make_jdk "$machine/xdg/serai/jdk/jdk-25" 25.0.9
    extra_env="XDG_CACHE_HOME=$machine/xdg"
    found "java 25.0.9 ($machine/xdg/serai/jdk/jdk-25)"
}

test_a_jdk_without_release_file_is_asked() {
    make_jdk "$root/usr/lib/jvm/hand made" 25.0.7
    rm "$root/usr/lib/jvm/hand made/release"
    found "java 25.0.7 ($root/usr/lib/jvm/hand made)"
}

test_a_jdk_with_release_file_is_not_started() {
    make_jdk "$root/usr/lib/jvm/jdk" 25.0.7
    printf '#!/bin/sh\n: >"%s/started"\n' "$machine" >"$root/usr/lib/jvm/jdk/bin/java"
    found 'java 25.0.7'
    [ ! -e "$machine/started" ] || fail 'the JDK was started to learn its version'
}
