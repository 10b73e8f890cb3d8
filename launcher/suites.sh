# `serai test`: shell tests of the launcher, Java tests of every module, SDK tests against the distribution.
# Every suite runs even if an earlier one failed; the last line sums them.

# shellcheck disable=SC2154 # java_home is set by find_java

suites_passed=0
suites_failed=0
suites_skipped=0
suites_report=

run_suites() {
    for suite in "$@"; do
        case $suite in
            shell | java | python) ;;
            *)
                say "unknown suite \"$suite\"; use any of: shell, java, python"
                exit 2
                ;;
        esac
    done
    [ $# -gt 0 ] || set -- shell java python
    require_programs curl/wget
    # shellcheck source=launcher/python.sh
    . "$SERAI_HOME/launcher/python.sh"
    find_python
    require_java
    mkdir -p "$SERAI_HOME/target"
    for suite in "$@"; do
        run_suite "$suite"
    done
    printf '\n%b' "$suites_report"
    counts="$suites_passed passed, $suites_failed failed"
    [ "$suites_skipped" -eq 0 ] || counts="$counts, $suites_skipped skipped"
    printf '%s\n' "$counts"
    [ "$suites_failed" -eq 0 ]
}

# Runs suite $1. Its counts come from its reports; a suite that fails without a failed test counts as one.
run_suite() {
    say "suite $1 ..."
    started=$(date +%s)
    status=0
    passed=0
    failed=0
    skipped=0
    "suite_$1" || status=$?
    if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
        failed=1
    fi
    suites_passed=$((suites_passed + passed))
    suites_failed=$((suites_failed + failed))
    suites_skipped=$((suites_skipped + skipped))
    line="$1: $passed passed, $failed failed, $skipped skipped ($(($(date +%s) - started)) s)"
    suites_report="$suites_report$line\n"
}

suite_shell() {
    counts_file=$SERAI_HOME/target/launcher-tests
    rm -f "$counts_file"
    SERAI_TEST_COUNTS=$counts_file SERAI_TEST_PYTHON=$python sh "$SERAI_HOME/launcher/test/run" || status=$?
    if [ -f "$counts_file" ]; then
        read -r passed failed <"$counts_file"
    fi
    return "$status"
}

suite_java() {
    # shellcheck source=launcher/maven.sh
    . "$SERAI_HOME/launcher/maven.sh"
    require_maven
    # Reports of tests that are gone would be counted.
    rm -rf "$SERAI_HOME"/*/target/surefire-reports "$SERAI_HOME"/processors/*/target/surefire-reports
    stamp_of gateway
    begin_stamp
    run_maven --fail-at-end verify || status=$?
    read_reports "$SERAI_HOME"/*/target/surefire-reports/TEST-*.xml \
        "$SERAI_HOME"/processors/*/target/surefire-reports/TEST-*.xml
    if [ "$status" -eq 0 ]; then
        write_aot_cache
        end_stamp
    else
        rm -f "$SERAI_HOME/target/.building.$$"
    fi
    return "$status"
}

suite_python() {
    rm -f "$SERAI_HOME/target/pytest.xml" "$SERAI_HOME/target/training.xml"
    # Before both: the SDK tests follow the recipe, which trains.
    make_training_venv || status=$?
    test_sdk || status=$?
    test_training || status=$?
    read_reports "$SERAI_HOME/target/pytest.xml" "$SERAI_HOME/target/training.xml"
    return "$status"
}

# The gateway as clients see it, through the SDKs; and the recipes of docs/, done as they are written.
test_sdk() {
    # In a subshell, for a failed build ends it; the distribution may lack because a Java test failed.
    (build_if_changed gateway) || return
    make_venv "$SERAI_HOME/tests" "$SERAI_HOME/tests/sdk/requirements.txt" -r "$SERAI_HOME/tests/sdk/requirements.txt" ||
        return
    (cd "$SERAI_HOME/tests" && PYTHONDONTWRITEBYTECODE=1 .venv/bin/python -m pytest sdk --tb=short -p no:cacheprovider \
        --junitxml="$SERAI_HOME/target/pytest.xml") </dev/null
}

# The training package: style (that of the SDK tests too), types, tests. All run, so that one failure does not hide
# another.
test_training() {
    make_training_venv || return
    (
        cd "$SERAI_HOME/training" || exit
        PYTHONDONTWRITEBYTECODE=1
        export PYTHONDONTWRITEBYTECODE
        result=0
        .venv/bin/python -m ruff check . ../tests/sdk || result=$?
        .venv/bin/python -m ruff format --check -q . ../tests/sdk || result=$?
        .venv/bin/python -m mypy || result=$?
        .venv/bin/python -m pytest --tb=short -p no:cacheprovider --junitxml="$SERAI_HOME/target/training.xml" \
            </dev/null || result=$?
        exit "$result"
    )
}

# Adds up those of the JUnit reports "$@" that exist: a pattern without a match stays as it is.
read_reports() {
    count=$#
    while [ "$count" -gt 0 ]; do
        count=$((count - 1))
        [ ! -f "$1" ] || set -- "$@" "$1"
        shift
    done
    # shellcheck disable=SC2046 # three numbers
    set -- $(awk '
        function attribute(name) {
            return match(tag, " " name "=\"[0-9]+\"") ? substr(tag, RSTART + length(name) + 3) + 0 : 0
        }
        /<testsuite / { tag = ""; inside = 1 }
        inside { tag = tag " " $0 }
        inside && />/ {
            sub(/^.*<testsuite /, " ", tag)
            bad = attribute("failures") + attribute("errors")
            failed += bad
            skipped += attribute("skipped")
            passed += attribute("tests") - bad - attribute("skipped")
            inside = 0
        }
        END { print passed + 0, failed + 0, skipped + 0 }' "$@" /dev/null)
    passed=$1
    failed=$2
    skipped=$3
}
