# `up --demo`: two simulated models on three workers, the gateway in front of them, and curl lines that work.
#
# Children started with & ignore the terminal's Ctrl-C, so only the launcher gets it, and stops them in order: the
# gateway first, which drains, then the workers. A second signal kills what is left.

demo_host=127.0.0.1
demo_port=30000
demo_config=
demo_workers=
demo_gateway=
demo_pids=

run_demo() {
    require_programs curl/wget
    build_if_changed gateway
    read_demo_flags "$@"
    demo_dir=$(mktemp -d "${TMPDIR:-/tmp}/serai-demo.XXXXXX")
    trap 'stop_demo' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    start_worker 1 small 20
    start_worker 2 small 20
    start_worker 3 large 40
    [ -n "$demo_config" ] || write_demo_config
    start_gateway "$@"
    await_gateway
    announce_demo
    status=0
    wait "$demo_gateway" || status=$?
    demo_gateway=
    exit "$status"
}

# The launcher must know where the gateway will listen; the flags themselves go to the gateway as they are.
read_demo_flags() {
    while [ $# -gt 0 ]; do
        case $1 in
            --port=*) demo_port=${1#*=} ;;
            --host=*) demo_host=${1#*=} ;;
            --port) demo_port=${2:-$demo_port} ;;
            --host) demo_host=${2:-$demo_host} ;;
            --config | --config=*) demo_config=given ;;
            --worker-urls | --worker-urls=*)
                say "--demo starts workers of its own; leave out --demo to use --worker-urls"
                exit 2
                ;;
        esac
        shift
    done
    case $demo_host in
        0.0.0.0 | ::) demo_host=127.0.0.1 ;;
    esac
    demo_url=http://$demo_host:$demo_port
}

# Personal data is masked, and `auto` chooses between the two models.
write_demo_config() {
    demo_config=$demo_dir/serai.yaml
    cat >"$demo_config" <<'YAML'
classifiers:
  deadline: 10s
pii:
  policies:
    - action: mask
      types: [PERSON, EMAIL_ADDRESS, PHONE_NUMBER, STREET_ADDRESS, CREDIT_CARD, IBAN_CODE, US_SSN, API_KEY]
routing:
  auto:
    rules:
      - name: hard questions
        when: {complexity: hard}
        use: {large: 1}
    otherwise: small
YAML
}

# Starts worker $1 of model $2 on a free port, with $3 ms a token, and appends its URL to demo_workers. It repeats what
# it is asked, so that its answers show what reached it.
start_worker() {
    log=$demo_dir/worker-$1.log
    : >"$log"
    # shellcheck disable=SC2154 # java_home is set by build_if_changed
    "$java_home/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m --sun-misc-unsafe-memory-access=allow \
        --enable-native-access=ALL-UNNAMED \
        -cp "$SERAI_HOME/gateway/target/demo/serai-testkit.jar:$SERAI_DIST/lib/serai.jar" \
        io.serai.testkit.MockWorkerMain --host 127.0.0.1 --port 0 --model "$2" --echo true \
        --first-token-ms 80 --token-ms "$3" --cache-tokens 200000 >"$log" 2>&1 </dev/null &
    demo_pids="$demo_pids $!"
    await_worker "$1" $!
    demo_workers="$demo_workers $url"
}

# Sets url to what the worker says when it is ready.
await_worker() {
    tries=300
    while [ "$tries" -gt 0 ]; do
        while IFS= read -r line; do
            case $line in
                'mock worker ready on '*)
                    url=${line#mock worker ready on }
                    return
                    ;;
            esac
        done <"$demo_dir/worker-$1.log"
        kill -0 "$2" 2>/dev/null || break
        sleep 0.1
        tries=$((tries - 1))
    done
    cat "$demo_dir/worker-$1.log" >&2
    die "simulated worker $1 did not start; its output is above"
}

start_gateway() {
    [ "$demo_config" = given ] || set -- --config "$demo_config" "$@"
    # --demo is the launcher's own.
    count=$#
    while [ "$count" -gt 0 ]; do
        count=$((count - 1))
        [ "$1" = --demo ] || set -- "$@" "$1"
        shift
    done
    # shellcheck disable=SC2086 # three URLs
    "$SERAI_DIST/bin/serai-gateway" --state-dir none "$@" --worker-urls $demo_workers </dev/null &
    demo_gateway=$!
}

await_gateway() {
    tries=600
    until ready_at "$demo_url/readiness"; do
        tries=$((tries - 1))
        if ! kill -0 "$demo_gateway" 2>/dev/null; then
            status=0
            wait "$demo_gateway" || status=$?
            demo_gateway=
            say "the gateway ended before it was ready (status $status); its output is above"
            [ "$status" -ne 0 ] || status=1
            exit "$status"
        fi
        [ "$tries" -gt 0 ] || die "the gateway is not ready after a minute: $demo_url/readiness"
        sleep 0.1
    done
}

ready_at() {
    if have curl; then
        curl -fs -o /dev/null --noproxy '*' --max-time 2 "$1"
    else
        wget -q -O /dev/null --no-proxy -T 2 -t 1 "$1"
    fi
}

announce_demo() {
    post="-H 'content-type: application/json' -d"
    cat <<TEXT

Serai is ready on $demo_url, with the simulated models "small" (two workers) and "large" (one). They repeat what they
are asked. In another terminal:

  A stream:
  curl -N $demo_url/v1/chat/completions $post '{"model":"small","stream":true,"messages":[{"role":"user","content":"Hello, how are you today?"}]}'

  The gateway chooses the model. "auto" sends easy prompts to "small" and hard ones to "large"; this says why:
  curl $demo_url/v1/route $post '{"model":"auto","messages":[{"role":"user","content":"Prove that every bounded monotone sequence of real numbers converges, and give the rate for a contraction."}]}'

  Personal data is masked on its way to the worker, and restored in the answer:
  curl $demo_url/v1/chat/completions $post '{"model":"auto","messages":[{"role":"user","content":"Write to Jane Miller, jane.miller@example.com"}]}'
  What the workers saw:
$(for url in $demo_workers; do echo "  curl $url/mock/requests"; done)

Ctrl-C stops everything.
TEXT
}

stop_demo() {
    # Whatever fails here, the rest must still be stopped.
    set +e
    # shellcheck disable=SC2064 # the list as it is now
    trap "kill -KILL $demo_gateway $demo_pids ${!:-} 2>/dev/null || :" INT TERM HUP
    trap - EXIT
    # A signal may have come between a start and the note of its process id: $! knows the last one.
    for pid in $demo_gateway $demo_pids ${!:-}; do
        end_process "$pid"
    done
    rm -rf "$demo_dir"
}

# TERM, and KILL after 70 seconds: by default the gateway settles for 2 and lets streams finish for 60.
end_process() {
    if is_child "$1"; then
        kill -TERM "$1" 2>/dev/null || :
    fi
    tries=700
    while [ "$tries" -gt 0 ] && is_child "$1"; do
        tries=$((tries - 1))
        sleep 0.1
    done
    if [ "$tries" -eq 0 ]; then
        kill -KILL "$1" 2>/dev/null || :
    fi
    wait "$1" 2>/dev/null || :
}

# True if process $1 is a running child of this shell. The id of a child that ended long ago may be another's by now.
is_child() {
    if [ -r "/proc/$1/stat" ]; then
        IFS= read -r stat <"/proc/$1/stat" || return 1
        # Behind the name, which may hold anything: state, parent.
        stat=${stat##*) }
        case $stat in
            Z*) return 1 ;;
            ?" $$ "*) return 0 ;;
            *) return 1 ;;
        esac
    fi 2>/dev/null
    kill -0 "$1" 2>/dev/null && [ "$(ps -o ppid= -p "$1" 2>/dev/null | tr -d ' ')" = "$$" ]
}
