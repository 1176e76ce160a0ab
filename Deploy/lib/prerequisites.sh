# shellcheck shell=bash
# What a build needs from the machine. Sourced after common.sh.

# The oldest Swift that builds this package.
swift_version_min_major=6
swift_version_min_minor=2

# Debian packages for building: the two system libraries, and how to find them.
packages_build=(libzmq3-dev libsqlite3-dev pkg-config)
# And for the process-level tests (which make a certificate), the quickstart and the peer written in Python.
packages_python=(python3 python3-venv openssl)
# For hosts of their own in network namespaces (Deploy/lab).
packages_hosts=(iproute2 iptables)
# For four cities in containers (Deploy/compose).
packages_containers=(podman runc netavark debootstrap iptables python3-venv)
# And for the alert rules: promtool, which comes with Prometheus; the server is not started.
packages_watch=(prometheus)

# And for the measurements (Deploy/bench): the load generator, and the compiler for the limit's program.
packages_measure=(wrk curl gcc libc6-dev)

# And for the Debian package: what Debian examines its packages with.
packages_debian=(binutils lintian)

# And for the model of the exchange (Tests/Model): the checker, and the compiler for what it generates.
packages_model=(spin gcc libc6-dev)

# True when a Debian package is installed.
package_installed() {
    [[ $(dpkg-query --show --showformat='${Status}' "$1" 2>/dev/null) == 'install ok installed' ]]
}

# Installs what is missing of the named Debian packages, or says exactly what to install.
require_packages() {
    local missing=() name
    if ! command -v dpkg-query >/dev/null; then
        require_libraries
        return
    fi
    for name in "$@"; do
        package_installed "$name" || missing+=("$name")
    done
    ((${#missing[@]} > 0)) || return 0
    if ((EUID != 0)); then
        stop_missing "Some packages are missing. Install them and start again: sudo apt-get install ${missing[*]}"
    fi
    say "Installing ${missing[*]} ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq </dev/null ||
        stop_missing "apt-get update failed; repair the package sources, then: apt-get install ${missing[*]}"
    apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null ||
        stop_missing "apt-get could not install ${missing[*]}; install them by hand and start again."
}

# Where there is no dpkg: looks for the libraries themselves.
require_libraries() {
    command -v pkg-config >/dev/null || stop_missing 'pkg-config is missing; install it and start again.'
    pkg-config --exists libzmq ||
        stop_missing 'libzmq 4.3 with its headers is missing (zeromq-devel or similar); install it and start again.'
    pkg-config --exists sqlite3 ||
        stop_missing 'SQLite 3 with its headers is missing (sqlite-devel or similar); install it and start again.'
    command -v python3 >/dev/null || stop_missing 'Python 3 is missing; install it and start again.'
}

# Stops unless `swift` is new enough.
require_swift() {
    local wanted="$swift_version_min_major.$swift_version_min_minor" line major minor
    local advice="install $wanted or newer from https://www.swift.org/install and start again."
    command -v swift >/dev/null || stop_missing "Swift is missing: $advice"
    line=$(swift --version 2>/dev/null) || line=''
    if [[ ! $line =~ Swift\ version\ ([0-9]+)\.([0-9]+) ]]; then
        stop_missing "\`swift --version\` names no version: $advice"
    fi
    major=${BASH_REMATCH[1]} minor=${BASH_REMATCH[2]}
    if ((major * 1000 + minor < swift_version_min_major * 1000 + swift_version_min_minor)); then
        stop_missing "Swift $major.$minor is too old: $advice"
    fi
}
