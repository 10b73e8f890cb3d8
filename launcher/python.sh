# Python and the virtual environments of the SDK tests and of the training package.

# Sets python to a Python >= 3.10 that can make a venv.
find_python() {
    set -- python3 python3.14 python3.13 python3.12 python3.11 python3.10
    for python in "${SERAI_PYTHON:-python3}" "$@"; do
        if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
            return
        fi
    done
    say "missing: python3 of version 3.10 or newer with venv; install it: $(install_command python3)"
    exit 3
}

# The venv $1/.venv with what pip installs for the arguments after the second, made anew when the file $2 changes.
make_venv() {
    venv=$1/.venv
    requirements=$2
    shift 2
    if cmp -s "$requirements" "$venv/requirements" && "$venv/bin/python" -c '' 2>/dev/null; then
        return
    fi
    say "installing Python packages into ${venv#"$SERAI_HOME/"} ..."
    rm -rf "$venv"
    "$python" -m venv "$venv" && "$venv/bin/python" -m pip install -q --disable-pip-version-check "$@" &&
        cp "$requirements" "$venv/requirements" && return
    say "cannot install $requirements with $python; the reason is above"
    return 1
}

# The venv of the training package: its light install and its tools. The package is installed in place, so its sources
# may change.
make_training_venv() {
    make_venv "$SERAI_HOME/training" "$SERAI_HOME/training/pyproject.toml" -e "$SERAI_HOME/training[dev]"
}
