# `up --demo`: what it starts, what it prints, and that nothing stays behind.

# shellcheck disable=SC2034,SC2154 # shared with machine.sh

ready_machine() {
    make_checkout
    make_jdk "$root/usr/lib/jvm/jdk-25" 25.0.1
    make_maven "$home/.sdkman/candidates/maven/3.9.9" 3.9.9
    port=$("$real_python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
}

# Starts the demo in the background with "$@" added; its process id is in demo.
start_demo() {
    (here "$repo/serai" up --demo --port "$port" "$@") >"$machine/out" 2>&1 </dev/null &
    demo=$!
    server_pid=$demo
}

# Sends signal $1 and expects the launcher to end with status $2.
stop_demo_with() {
    kill -s "$1" "$demo"
    status=0
    wait "$demo" || status=$?
    server_pid=
    out=$(cat "$machine/out")
    expect_status "$2"
}

nothing_runs() {
    # shellcheck disable=SC2013 # numbers
    for pid in $(sed -n 's/^[a-z]* started //p' "$machine/fake.log"); do
        ! kill -0 "$pid" 2>/dev/null || fail "process $pid still runs"
    done
    for leftover in "$machine"/serai-demo.*; do
        [ ! -e "$leftover" ] || fail "left over: $leftover"
    done
}

test_demo_starts_three_workers_and_prints_curl_lines() {
    ready_machine
    start_demo --policy random
    await 'the ready line' grep -q 'Serai is ready' "$machine/out"
    expect_equal 3 "$(grep -c '^worker started' "$machine/fake.log")"
    expect_in "$machine/out" "curl -N http://127.0.0.1:$port/v1/chat/completions"
    expect_in "$machine/out" "curl http://127.0.0.1:$port/v1/route"
    expect_in "$machine/out" '/mock/requests'
    grep -q "Main --state-dir none --config .*/serai.yaml --port $port --policy random --worker-urls http://127.0.0.1:[0-9]* http://127.0.0.1:[0-9]* http://127.0.0.1:[0-9]*\$" \
        "$machine/fake.log" || fail "$(cat "$machine/fake.log")"
    stop_demo_with TERM 143
    nothing_runs
}

test_term_stops_the_gateway_before_the_workers() {
    ready_machine
    start_demo
    await 'the ready line' grep -q 'Serai is ready' "$machine/out"
    stop_demo_with TERM 143
    expect_equal 'gateway worker worker worker ' "$(sed -n 's/ stopped .*//p' "$machine/fake.log" | tr '\n' ' ')"
    nothing_runs
}

test_hangup_stops_everything() {
    ready_machine
    start_demo
    await 'the ready line' grep -q 'Serai is ready' "$machine/out"
    stop_demo_with HUP 143
    nothing_runs
}

test_a_signal_while_starting_stops_what_was_started() {
    ready_machine
    start_demo
    await 'the first worker' grep -q '^worker started' "$machine/fake.log"
    stop_demo_with TERM 143
    nothing_runs
}

test_ctrl_c_on_a_terminal_stops_everything() {
    ready_machine
    serai build
    status=0
    (here "$real_python" "$checkout/launcher/test/terminal.py" 'Ctrl-C stops everything' ^C \
        "$repo/serai" up --demo --port "$port") >"$machine/out" 2>&1 || status=$?
    expect_status 130
    expect_equal 4 "$(grep -c ' stopped ' "$machine/fake.log")"
    nothing_runs
}

test_a_gateway_that_does_not_start_ends_the_demo() {
    ready_machine
    extra_env=FAKE_GATEWAY=fail
    serai up --demo --port "$port"
    expect_status 9
    expect_out 'the fake gateway cannot start'
    expect_out 'the gateway ended before it was ready (status 9)'
    nothing_runs
}

test_help_of_the_demo_starts_nothing() {
    ready_machine
    for flag in --help -h --version; do
        serai up --demo "$flag"
        expect_status 0
        grep -q "Main $flag\$" "$machine/fake.log" || fail "$(cat "$machine/fake.log")"
    done
    expect_equal 0 "$(grep -c '^worker started' "$machine/fake.log")"
    case $out in
        *'before it was ready'*) fail "$out" ;;
    esac
    nothing_runs
}

test_demo_and_worker_urls_exclude_each_other() {
    ready_machine
    serai up --demo --worker-urls http://a:1
    expect_status 2
    expect_out 'leave out --demo'
}
