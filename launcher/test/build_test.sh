# When the launcher builds, and what it runs.

# shellcheck disable=SC2034,SC2154 # shared with machine.sh

ready_machine() {
    make_checkout
    make_jdk "$root/usr/lib/jvm/jdk-25" 25.0.1
    make_maven "$home/.sdkman/candidates/maven/3.9.9" 3.9.9
}

# Files of this second are newer than the stamp only where the file system's clock is fine enough; so set them apart.
age_build() {
    touch -t 202501010000 "$repo/gateway/target/serai/.built"
    find "$repo/pom.xml" "$repo/routes" "$repo/gateway/src" "$repo/gateway/pom.xml" "$repo/processors" "$repo/bench" \
        -exec touch -t 202401010000 {} +
}

builds() {
    grep -c '^mvn ' "$machine/fake.log" || :
}

test_the_first_start_builds() {
    ready_machine
    serai up --worker-urls http://a:1 'http://b:2/x y' --policy round_robin
    expect_status 0
    expect_out 'not built yet: building gateway'
    expect_in "$machine/fake.log" '-Dmaven.test.skip=true'
    expect_in "$machine/fake.log" 'io.serai.gateway.Main --worker-urls http://a:1 http://b:2/x y --policy round_robin'
}

test_the_second_start_does_not_build() {
    ready_machine
    serai up
    age_build
    serai up
    expect_status 0
    expect_no_out building
    expect_equal 1 "$(builds)"
}

test_a_changed_source_is_said_and_built() {
    for changed in processors/core/src/main/Source.java gateway/pom.xml routes/new.camel.yaml \
        gateway/src/dist/jvm.options pom.xml; do
        rm -rf "$repo" "$machine/fake.log"
        ready_machine
        serai up
        age_build
        touch "$repo/$changed"
        serai up
        expect_out 'sources changed since the last build: building gateway'
        expect_equal 2 "$(builds)"
    done
}

test_a_deleted_source_counts_as_a_change() {
    ready_machine
    serai up
    age_build
    rm "$repo/processors/core/src/main/Source.java"
    serai up
    expect_out 'sources changed'
}

test_a_changed_test_or_bench_source_does_not_build_the_gateway() {
    ready_machine
    mkdir -p "$repo/gateway/src/test"
    serai up
    age_build
    touch "$repo/gateway/src/test/SomeTest.java" "$repo/bench/src/main/Source.java"
    serai up
    expect_no_out building
}

test_a_failed_build_stops_and_is_tried_again() {
    ready_machine
    : >"$repo/broken"
    serai up
    expect_status 1
    expect_out 'BUILD FAILURE'
    expect_out 'the build of gateway failed'
    rm "$repo/broken"
    serai up
    expect_status 0
    expect_out 'not built yet'
}

test_the_aot_cache_is_made_and_used() {
    ready_machine
    serai up
    expect_in "$machine/fake.log" "-XX:AOTCacheOutput=$repo/gateway/target/serai/lib/serai.aot.new"
    expect_in "$machine/fake.log" "-XX:AOTCache=$repo/gateway/target/serai/lib/serai.aot "
    expect_no_out 'no AOT cache'
}

test_a_gateway_that_cannot_train_is_built_without_cache() {
    ready_machine
    extra_env=FAKE_GATEWAY=no-training
    serai up
    expect_status 0
    expect_out 'no AOT cache: start-up will be slower'
    ! grep -q 'AOTCache=' "$machine/fake.log" || fail 'a cache that does not exist was named'
}

test_another_jdk_makes_only_the_cache_anew() {
    ready_machine
    serai up
    age_build
    mv "$root/usr/lib/jvm/jdk-25" "$root/usr/lib/jvm/jdk-25.0.2"
    serai up
    expect_out 'the JDK changed since the last build'
    expect_equal 1 "$(builds)"
    serai up
    expect_no_out 'the JDK changed'
    # The new cache did not make the build look younger than an edit of meanwhile.
    touch -t 202502010000 "$repo/pom.xml"
    serai up
    expect_out 'sources changed'
}

test_the_options_of_the_jvm_are_one_file_and_one_variable() {
    ready_machine
    extra_env='SERAI_JAVA_OPTS=-Xmx99m -Dx=y'
    serai up
    expect_in "$machine/fake.log" "@$repo/gateway/target/serai/jvm.options -Xmx99m -Dx=y "
}

test_check_passes_its_flags() {
    ready_machine
    serai check --config 'my serai.yaml'
    expect_status 0
    expect_in "$machine/fake.log" 'io.serai.gateway.Main check --config my serai.yaml'
}

test_bench_builds_and_runs_bench() {
    ready_machine
    serai bench --peers
    expect_status 0
    expect_in "$machine/fake.log" "-cp $repo/bench/target/serai-bench-1.2.3.jar:$repo/bench/target/lib/dependency.jar"
    expect_in "$machine/fake.log" 'io.serai.bench.Main --peers'
}

test_bench_micro_needs_no_gateway() {
    ready_machine
    serai bench micro Encode -f 1
    expect_status 0
    expect_out 'building bench'
    expect_no_out 'building gateway'
    expect_in "$machine/fake.log" 'io.serai.bench.Main micro Encode -f 1'
}

test_the_launcher_works_through_a_link_and_from_elsewhere() {
    ready_machine
    ln -s "check out/serai" "$machine/linked"
    mkdir elsewhere
    status=0
    (cd elsewhere && here ../linked version) >"$machine/out" 2>&1 || status=$?
    out=$(cat "$machine/out")
    expect_status 0
    expect_out 'serai 1.2.3'
}

test_the_distribution_runs_on_its_own() {
    ready_machine
    serai build
    mv "$repo/gateway/target/serai" "$machine/moved away"
    (here "$machine/moved away/bin/serai-gateway" --port-less)
    expect_in "$machine/fake.log" "-Dserai.home=$machine/moved away -cp $machine/moved away/lib/serai.jar"
}

test_the_distribution_says_that_java_is_missing() {
    ready_machine
    serai build
    rm -r "$root/usr/lib/jvm/jdk-25"
    status=0
    (here "$repo/gateway/target/serai/bin/serai-gateway") >"$machine/out" 2>&1 || status=$?
    out=$(cat "$machine/out")
    expect_status 3
    expect_out 'no Java of version 25 or newer found'
}

test_an_unknown_command_lists_the_commands() {
    make_checkout
    serai frobnicate
    expect_status 2
    expect_out 'unknown command "frobnicate"; use one of: up, check, render, tokenize, parse, classify, pii, train, test, bench, build, version, help'
}

test_help_is_the_default() {
    make_checkout
    serai
    expect_status 0
    expect_out 'up --demo'
}

test_an_unknown_suite_lists_the_suites() {
    ready_machine
    serai test rust
    expect_status 2
    expect_out 'unknown suite "rust"; use any of: shell, java, python'
}

test_missing_python_is_named_before_anything_runs() {
    ready_machine
    serai test
    expect_status 3
    expect_out 'missing: python3 of version 3.10 or newer with venv'
    expect_out 'sudo apt-get install python3 python3-venv'
    [ ! -e "$machine/fake.log" ] || fail 'something ran'
}
