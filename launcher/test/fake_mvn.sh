#!/bin/sh
# Stands in for Maven: notes how it was called and lays out a distribution as the real build does.
set -eu
if [ "$*" = --version ]; then
    printf '\033[1mApache Maven 3.8.7\033[m\nMaven home: /usr/share/maven\n'
    exit 0
fi
printf 'mvn JAVA_HOME=%s %s\n' "${JAVA_HOME:-}" "$*" >>"$FAKE_LOG"
if [ -f broken ]; then
    printf 'BUILD FAILURE\n'
    exit 1
fi
case "$*" in
    *'-pl bench'*)
        mkdir -p bench/target/lib
        : >bench/target/serai-bench-1.2.3.jar
        : >bench/target/lib/dependency.jar
        ;;
    *)
        rm -rf gateway/target/serai
        mkdir -p gateway/target/serai/lib gateway/target/demo
        cp -R gateway/src/dist/. gateway/target/serai/
        : >gateway/target/serai/lib/serai.jar
        : >gateway/target/demo/serai-testkit.jar
        ;;
esac
