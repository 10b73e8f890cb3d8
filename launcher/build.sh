# Builds the distribution (and bench) when sources are newer than the last build.
#
# A stamp's time is when the last build began, so that an edit during a build counts as new. Folders are compared too:
# a deleted file changes only the time of its folder. Its text is the JDK, for an AOT cache fits one JDK only.

# shellcheck disable=SC2154 # java_home and java_version are set by find_java

stamp_of() {
    case $1 in
        gateway) stamp=$SERAI_DIST/.built ;;
        *) stamp=$SERAI_HOME/$1/target/.built ;;
    esac
}

# Prints the sources of $1 that are newer than its last build; the stamp must exist.
newer_sources() {
    case $1 in
        gateway)
            set -- "$SERAI_HOME"/pom.xml "$SERAI_HOME"/routes "$SERAI_HOME"/gateway/pom.xml \
                "$SERAI_HOME"/gateway/src/main "$SERAI_HOME"/gateway/src/dist \
                "$SERAI_HOME"/models-onnx/pom.xml "$SERAI_HOME"/models-onnx/src/main \
                "$SERAI_HOME"/processors/*/pom.xml "$SERAI_HOME"/processors/*/src/main
            ;;
        *)
            set -- "$SERAI_HOME"/pom.xml "$SERAI_HOME/$1/pom.xml" "$SERAI_HOME/$1/src/main" \
                "$SERAI_HOME"/processors/*/pom.xml "$SERAI_HOME"/processors/*/src/main
            ;;
    esac
    find "$@" -newer "$stamp" 2>/dev/null
}

build_if_changed() {
    stamp_of "$1"
    if ! [ -f "$stamp" ]; then
        say "not built yet: building $1 ..."
    elif [ -n "$(newer_sources "$1")" ]; then
        say "sources changed since the last build: building $1 ..."
    else
        same_java "$1"
        return
    fi
    build "$1"
}

build_now() {
    stamp_of "$1"
    say "building $1 ..."
    build "$1"
}

# The class files stay good when the JDK changes; the AOT cache does not.
same_java() {
    require_java
    IFS= read -r built_with <"$stamp" || built_with=
    if [ "$1" != gateway ] || [ "$built_with" = "$java_version $java_home" ]; then
        return
    fi
    say "the JDK changed since the last build: making the AOT cache anew ..."
    write_aot_cache
    # The sources' time stays the stamp's: only its text is new.
    touch -r "$stamp" "$stamp.time"
    printf '%s\n' "$java_version $java_home" >"$stamp"
    touch -r "$stamp.time" "$stamp"
    rm -f "$stamp.time"
}

build() {
    require_java
    # shellcheck source=launcher/maven.sh
    . "$SERAI_HOME/launcher/maven.sh"
    require_maven
    begin_stamp
    # Standard output is the command's own: serai tokenize ... may be read by a program.
    run_maven -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl "$1" -am package >&2 || {
        rm -f "$SERAI_HOME/target/.building.$$"
        die "the build of $1 failed; the reason is above"
    }
    if [ "$1" = gateway ]; then
        write_aot_cache
    fi
    end_stamp
}

begin_stamp() {
    mkdir -p "$SERAI_HOME/target"
    printf '%s\n' "$java_version $java_home" >"$SERAI_HOME/target/.building.$$"
}

end_stamp() {
    mkdir -p "${stamp%/*}"
    mv "$SERAI_HOME/target/.building.$$" "$stamp"
}

# A training run of the gateway: classes loaded and linked once, at build time. Never a reason for a build to fail.
write_aot_cache() {
    aot_cache=$SERAI_DIST/lib/serai.aot
    aot_log=$SERAI_HOME/gateway/target/aot.log
    rm -f "$aot_cache"
    if SERAI_AOT_OUTPUT=$aot_cache.new "$SERAI_DIST/bin/serai-gateway" aot-train \
        --host 127.0.0.1 --port 0 --prometheus-port 0 --state-dir none >"$aot_log" 2>&1 </dev/null &&
        [ -f "$aot_cache.new" ]; then
        mv "$aot_cache.new" "$aot_cache"
    else
        rm -f "$aot_cache.new" "$aot_cache.new.config"
        say "no AOT cache: start-up will be slower (why: $aot_log)"
    fi
}
