# Fetches a JDK or Maven from its vendor into the user's cache folder, after asking. The checksum is compared before
# anything is unpacked, and the folder appears under its name only when it is whole.
#
# SERAI_ADOPTIUM_URL, SERAI_MAVEN_URL, SERAI_MAVEN_SUM_URL and SERAI_MAVEN_ARCHIVE_URL replace the vendors' addresses.

# shellcheck disable=SC2154 # java_minimum and cache_dir are set by find-java.sh

adoptium_url=${SERAI_ADOPTIUM_URL:-https://api.adoptium.net}
maven_url=${SERAI_MAVEN_URL:-https://dlcdn.apache.org/maven/maven-3}
maven_sum_url=${SERAI_MAVEN_SUM_URL:-https://downloads.apache.org/maven/maven-3}
maven_archive_url=${SERAI_MAVEN_ARCHIVE_URL:-https://archive.apache.org/dist/maven/maven-3}
maven_fetch_version=${SERAI_MAVEN_VERSION:-3.9.11}

offer_jdk() {
    say "no JDK of version $java_minimum or newer found${java_seen:+. Too old:$java_seen}"
    say "install one yourself: $(install_command jdk)"
    serai_cache_dir
    agree "fetch Eclipse Temurin $java_minimum from ${adoptium_url#*://} into $cache_dir/jdk"
    require_fetch_programs sha256sum
    fetch_jdk
}

offer_maven() {
    say "no Maven of version 3.8 or newer found"
    say "install it yourself: $(install_command maven)"
    serai_cache_dir
    agree "fetch Apache Maven $maven_fetch_version from ${maven_url#*://} into $cache_dir/maven"
    require_fetch_programs sha512sum
    fetch_maven
}

# Goes on only with the user's yes.
agree() {
    status=0
    ask "$1?" || status=$?
    case $status in
        0) return ;;
        3) say "or have the launcher $1: run again with --yes" ;;
        *) say "nothing fetched" ;;
    esac
    exit 3
}

require_fetch_programs() {
    require_programs curl/wget tar gzip "$1/shasum"
}

# Names of Adoptium for this machine.
adoptium_platform() {
    case $(uname -s) in
        Linux) if [ -f /etc/alpine-release ]; then os=alpine-linux; else os=linux; fi ;;
        Darwin) os=mac ;;
        *) die "no JDK to fetch for $(uname -s); install one and set SERAI_JAVA_HOME" ;;
    esac
    case $(uname -m) in
        x86_64 | amd64) arch=x64 ;;
        aarch64 | arm64) arch=aarch64 ;;
        ppc64le | s390x | riscv64) arch=$(uname -m) ;;
        *) die "no JDK to fetch for $(uname -m); install one and set SERAI_JAVA_HOME" ;;
    esac
}

fetch_jdk() {
    adoptium_platform
    begin_fetch
    query="architecture=$arch&image_type=jdk&os=$os&vendor=eclipse"
    download "$adoptium_url/v3/assets/latest/$java_minimum/hotspot?$query" "$work/assets.json" ||
        die "cannot reach $adoptium_url; check the network (https_proxy), or install a JDK: $(install_command jdk)"
    package=$(json_package "$work/assets.json")
    link=$(json_string link "$package")
    sum=$(json_string checksum "$package")
    if [ -z "$link" ] || [ -z "$sum" ]; then
        die "$adoptium_url answered without a package for $os/$arch; install a JDK: $(install_command jdk)"
    fi
    case $link in
        https://*) ;;
        *) [ -n "${SERAI_ADOPTIUM_URL:-}" ] || die "$adoptium_url names a download that is not https: $link" ;;
    esac
    say "fetching $link"
    download "$link" "$work/archive.tar.gz" || die "cannot fetch $link; try again"
    verify 256 "$work/archive.tar.gz" "$sum" "$link"
    unpack "$cache_dir/jdk"
    end_fetch
}

# The "package" object of Adoptium's answer, on one line; an "installer" beside it has the same keys.
json_package() {
    tr -d '\n\r' <"$1" | sed -n 's/.*"package"[[:space:]]*:[[:space:]]*{\([^}]*\)}.*/\1/p'
}

# Value of the string $1 in the flat JSON object $2.
json_string() {
    printf '%s\n' "$2" | sed -n 's/.*"'"$1"'"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p'
}

fetch_maven() {
    begin_fetch
    file=$maven_fetch_version/binaries/apache-maven-$maven_fetch_version-bin.tar.gz
    # The mirrors keep only the newest release, the archive keeps all.
    for base in "$maven_url" "$maven_archive_url"; do
        say "fetching $base/$file"
        download "$base/$file" "$work/archive.tar.gz" && break
        rm -f "$work/archive.tar.gz"
    done
    [ -f "$work/archive.tar.gz" ] ||
        die "cannot fetch Maven; check the network (https_proxy), or install it: $(install_command maven)"
    # The sum never comes from the mirror that the file came from.
    download "$maven_sum_url/$file.sha512" "$work/sum" || download "$maven_archive_url/$file.sha512" "$work/sum" ||
        die "cannot fetch the checksum $maven_sum_url/$file.sha512; nothing unpacked"
    read -r sum _ <"$work/sum" || [ -n "$sum" ]
    verify 512 "$work/archive.tar.gz" "$sum" "$file"
    unpack "$cache_dir/maven"
    end_fetch
}

begin_fetch() {
    mkdir -p "$cache_dir"
    work=$(mktemp -d "$cache_dir/fetch.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
}

end_fetch() {
    rm -rf "$work"
    trap - EXIT INT TERM HUP
}

# $1 to the file $2; false (and no file) if it cannot be had.
download() {
    if have curl; then
        curl -fsSL --retry 2 --connect-timeout 20 -o "$2" "$1" && return
    else
        wget -q -T 60 -t 3 -O "$2" "$1" && return
    fi
    rm -f "$2"
    return 1
}

# Compares the SHA-$1 of the file $2 with $3. On a difference the file is deleted and nothing is unpacked.
verify() {
    if have "sha$1sum"; then
        actual=$("sha$1sum" <"$2")
    else
        actual=$(shasum -a "$1" <"$2")
    fi
    actual=${actual%% *}
    if [ "$actual" != "$3" ]; then
        rm -f "$2"
        die "checksum mismatch of $4: expected SHA-$1 $3, got $actual; the file was deleted, nothing was unpacked"
    fi
}

# Unpacks the archive, which holds one folder, and moves that folder into $1 in one step.
unpack() {
    mkdir -p "$work/unpacked" "$1"
    tar -xzf "$work/archive.tar.gz" -C "$work/unpacked" || die "cannot unpack the archive into $work; is the disk full?"
    for folder in "$work"/unpacked/*; do
        rm -rf "${1:?}/${folder##*/}"
        mv "$folder" "$1/"
    done
}
