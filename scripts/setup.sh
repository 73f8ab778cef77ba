#!/bin/sh
# Makes .venv ready and says in one line what is missing.
#
#   setup.sh uv     an environment with uv alone, at the lock's version
#   setup.sh run    what the program needs, and the checkout itself
#   setup.sh test   what the tests and checks need besides
#
# PYTHON=… chooses the interpreter. Safe to repeat: a stamp in .venv, keyed on the lock and
# pyproject.toml, says what is done, and a mark says that a setup was interrupted.
set -eu
unset CDPATH PYTHONHOME PYTHONPATH VIRTUAL_ENV
cd "$(dirname "$0")/.."

part=${1:-run}
wanted=${PYTHON:-}
venv=.venv
mark=$venv/.unfinished
range='ukjp needs Python 3.11, 3.12 or 3.13'

say() {
    printf 'ukjp: %s\n' "$1" >&2
}

fail() {
    say "$1"
    exit 1
}

ask() { # INTERPRETER CODE: prints what the code prints; fails if it does not run
    "$1" -c "$2" 2>/dev/null </dev/null
}

version_of() {
    ask "$1" 'import sys; print("%d.%d" % sys.version_info[:2])'
}

in_range() {
    case $1 in 3.11 | 3.12 | 3.13) ;; *) return 1 ;; esac
}

# Prints the module without which an interpreter makes no environment; nothing if it has both.
lacking_module() {
    for module in venv ensurepip; do
        ask "$1" "import $module" >/dev/null || { echo $module; return; }
    done
}

# Sets $python to PYTHON if given, else to the newest one on the PATH that makes environments.
# A command may be there and not run (a version manager's shim), so each is asked.
choose_python() {
    if [ -n "$wanted" ]; then
        set -- "$wanted"
        excuse="PYTHON=$wanted does not run; $range"
    else
        set -- python3.13 python3.12 python3.11 python3
        excuse="no Python found; $range (if it is elsewhere: make … PYTHON=/path/to/python3)"
    fi
    for python; do
        version=$(version_of "$python") || continue
        if ! in_range "$version"; then
            case $excuse in *without*) ;; *) excuse="$python is Python $version; $range" ;; esac
            continue
        fi
        module=$(lacking_module "$python")
        if [ -z "$module" ]; then
            # Behind an active environment stands the interpreter it was made with: the
            # environment may be the very one that is made anew.
            python=$(ask "$python" 'import sys; print(sys._base_executable)')
            return
        fi
        case $excuse in *without*) ;; *)
            excuse="$python is Python $version without the module $module"
            excuse="$excuse (Debian, Ubuntu: apt install python$version-venv)" ;;
        esac
    done
    fail "$excuse"
}

# Whether .venv is whole, runs, stands where it was made and has the Python asked for.
fits() {
    [ -x $venv/bin/python ] && [ ! -e $mark ] || return 1
    version=$(version_of $venv/bin/python) && in_range "$version" || return 1
    [ ! -e $venv/.place ] || [ "$(cat $venv/.place)" = "$(pwd -P)" ] || return 1
    [ -z "$wanted" ] || [ "$(version_of "$wanted")" = "$version" ]
}

make_environment() {
    choose_python
    [ ! -e $venv ] || say "making $venv anew: it is unfinished, moved or of another Python"
    say "making $venv with Python $version"
    rm -rf $venv
    mkdir $venv
    : >$mark
    "$python" -m venv --prompt ukjp $venv || fail "$python -m venv failed, see above"
    pwd -P >$venv/.place
}

# pip brings uv, and uv the rest. First with the person's own settings for pip (a mirror or a proxy
# may be the only way out), then without: some settings break environments.
bring_uv() {
    version=$(sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements.lock)
    case $($venv/bin/uv --version 2>/dev/null) in "uv $version" | "uv $version "*) return ;; esac
    awk '/^uv==/ { on = 1 } on { print } on && !/\\$/ { exit }' requirements.lock >$venv/uv.txt
    set -- install --quiet --disable-pip-version-check --no-deps --require-hashes -r $venv/uv.txt
    PIP_USER=0 $venv/bin/python -m pip "$@" >$venv/pip.log 2>&1 ||
        PIP_CONFIG_FILE=/dev/null $venv/bin/python -m pip --isolated "$@" ||
        { cat $venv/pip.log >&2; fail "pip could not install uv $version, see above"; }
}

install() { # OPTIONS
    $venv/bin/uv pip install --quiet --python $venv/bin/python "$@" ||
        fail "the packages could not be installed, see above; the same command starts over"
}

case $part in
    uv | run | test) ;;
    *) fail "setup.sh $part: the parts are uv, run and test" ;;
esac
key=$(cat requirements.lock pyproject.toml | cksum)
if fits; then
    for stamp in "$part" test; do
        [ "$(cat "$venv/.ready-$stamp" 2>/dev/null)" != "$key" ] || exit 0
    done
else
    make_environment
fi

: >$mark
bring_uv
if [ "$part" != uv ]; then
    extras=''
    [ "$part" = run ] || extras=--all-extras
    say "installing what \`make $([ "$part" = run ] && echo report || echo test)\` needs"
    install --require-hashes -r pyproject.toml --group setup $extras -c requirements.lock
    install --no-deps --no-build-isolation --offline --editable .
    printf '%s\n' "$key" >"$venv/.ready-$part"
fi
rm $mark
