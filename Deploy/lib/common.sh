# shellcheck shell=bash
# Shared by the scripts in Deploy: where the repository is, how to speak, how to stop. Sourced, never run.

# The repository's root, whatever the caller's folder is.
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# Says one line on standard output.
say() {
    printf '%s\n' "$*"
}

# Stops with one sentence that says what to do next. Exit code 69: something that is needed is missing.
stop_missing() {
    printf '%s\n' "$*" >&2
    exit 69
}

# Prints whole seconds as "1 min 05 s" or "7 s".
elapsed() {
    local seconds=$1
    if ((seconds >= 60)); then
        printf '%d min %02d s' "$((seconds / 60))" "$((seconds % 60))"
    else
        printf '%d s' "$seconds"
    fi
}

current_stage=''
stage_began=0

# Runs one stage and says how long it took; the script ends at the first stage that fails.
#   stage "name" command arguments...
stage() {
    current_stage=$1
    stage_began=$SECONDS
    shift
    printf '\n==> %s\n' "$current_stage"
    "$@"
    printf '==> %s: passed in %s\n' "$current_stage" "$(elapsed $((SECONDS - stage_began)))"
    current_stage=''
}

# What runs beside the stages: process ids, and the files of what they say.
beside_processes=()
beside_outputs=()

# Runs a command, or a function with stages of its own, beside the stages that follow, until `finish_beside`.
beside() {
    local output
    output=$(mktemp)
    # In a process group of its own, so that it can be ended with all that it started.
    set -m
    (
        beside_processes=()
        trap report_end EXIT
        "$@"
    ) >"$output" 2>&1 </dev/null &
    set +m
    beside_processes+=("$!")
    beside_outputs+=("$output")
}

# Waits for all that runs beside, and tells what it said; fails if any of it failed.
finish_beside() {
    local code=0 place
    for place in "${!beside_processes[@]}"; do
        wait "${beside_processes[place]}" || code=$?
        cat "${beside_outputs[place]}"
        rm -f "${beside_outputs[place]}"
    done
    beside_processes=()
    beside_outputs=()
    return "$code"
}

# For `trap ... EXIT`: names the stage that failed, if one did, and ends what runs beside.
report_end() {
    local code=$? place
    for place in "${!beside_processes[@]}"; do
        kill -- "-${beside_processes[place]}" 2>/dev/null || true
        # What it said until now may tell why this one failed.
        cat "${beside_outputs[place]}"
        rm -f "${beside_outputs[place]}"
    done
    # One that was ended from outside has not failed.
    if [[ -n $current_stage && $code -ne 0 ]]; then
        printf '==> %s: FAILED (exit code %d) after %s\n' \
            "$current_stage" "$code" "$(elapsed $((SECONDS - stage_began)))" >&2
    fi
}

# How a release is built: with Swift's runtime inside, so that it runs where there is none, and without what debuggers
# read, which the package strips and which takes an eighth of the time.
release_options=(--configuration release --static-swift-stdlib -debug-info-format none)

# How tests are built that nobody goes on to work on: whole modules at once, in five sixths of the time.
# shellcheck disable=SC2034
whole_modules=(-Xswiftc -whole-module-optimization -Xswiftc -num-threads -Xswiftc 2 -Xswiftc -disable-batch-mode)

# Builds both programs, by all targets at once: one after the other, each would leave a processor free.
build_release() {
    (cd "$repository" && swift build "${release_options[@]}")
}

# The folder that holds them.
release_folder() {
    (cd "$repository" && swift build "${release_options[@]}" --show-bin-path)
}
