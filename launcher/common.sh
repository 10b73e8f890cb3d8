# Words that every part of the launcher uses: messages, questions, missing programs.

say() {
    printf 'serai: %s\n' "$*" >&2
}

die() {
    say "$*"
    exit 1
}

have() {
    command -v "$1" >/dev/null 2>&1
}

# Asks on the terminal. 0: yes. 1: no. 3: there is nobody to ask.
ask() {
    if [ "${SERAI_YES:-}" = 1 ]; then
        return 0
    fi
    if ! [ -t 0 ] || ! [ -t 2 ]; then
        return 3
    fi
    printf 'serai: %s [y/N] ' "$1" >&2
    read -r answer || answer=
    case $answer in
        y | Y | yes | Yes | YES) return 0 ;;
        *) return 1 ;;
    esac
}

# The command that installs $1 with the package manager of this machine; without a known one, the three usual ones.
install_command() {
    for manager in apt-get dnf brew; do
        if have "$manager"; then
            packages_of "$manager" "$1"
            return
        fi
    done
    printf '%s | %s | %s' "$(packages_of apt-get "$1")" "$(packages_of dnf "$1")" "$(packages_of brew "$1")"
}

packages_of() {
    case $1:$2 in
        apt-get:jdk) names=openjdk-25-jdk-headless ;;
        dnf:jdk) names=java-25-openjdk-devel ;;
        brew:jdk) names=openjdk@25 ;;
        apt-get:python3) names='python3 python3-venv' ;;
        brew:python3) names=python@3 ;;
        brew:tar) names=gnu-tar ;;
        *:sha256sum | *:sha512sum) names=coreutils ;;
        *) names=$2 ;;
    esac
    case $1 in
        brew) printf 'brew install %s' "$names" ;;
        *) printf 'sudo %s install %s' "$1" "$names" ;;
    esac
}

# Names every missing program of "$@" with the command that installs it, then ends with 3. "a/b" is met by either.
require_programs() {
    missing=
    for program in "$@"; do
        have "${program%%/*}" || have "${program##*/}" || {
            missing=yes
            say "missing: ${program%%/*}; install it: $(install_command "${program%%/*}")"
        }
    done
    [ -z "$missing" ] || exit 3
}

# serai_version from the root pom: its first <version>.
read_version() {
    serai_version=unknown
    while IFS= read -r pom_line; do
        case $pom_line in
            *'<version>'*'</version>'*)
                serai_version=${pom_line#*<version>}
                serai_version=${serai_version%%</version>*}
                return
                ;;
        esac
    done <"$SERAI_HOME/pom.xml"
}

# java_home of a JDK that can build, fetched if there is none and the user agrees.
require_java() {
    find_java jdk && { export_java; return; }
    [ -z "${SERAI_JAVA_HOME:-}" ] || exit 3
    # shellcheck source=launcher/fetch.sh
    . "$SERAI_HOME/launcher/fetch.sh"
    offer_jdk
    find_java jdk || die "the fetched JDK does not run on this machine; set SERAI_JAVA_HOME to one that does"
    export_java
}

# What is started from here must not search again, and must get the same one.
export_java() {
    # shellcheck disable=SC2154 # set by find_java
    SERAI_JAVA_HOME=$java_home
    export SERAI_JAVA_HOME
}
