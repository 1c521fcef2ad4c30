#!/usr/bin/env bash
# Makes a draft of the form that an issue holds. What the issue says is only ever written to a file and read from it.
#
# Usage: draft_issue.sh EVENT FOLDER, where EVENT is the file of the event. FOLDER gets comment.md and, where there is a
# draft, draft.md and path.txt. Needs `jq` and the program in .venv.
set -euo pipefail

event=$1
folder=$2
mkdir -p "$folder"
jq -r '.issue.body // ""' "$event" >"$folder/issue.md"

status=0
.venv/bin/ciie import --issue "$folder/issue.md" >"$folder/report.txt" 2>&1 || status=$?
draft=$(git ls-files --others --exclude-standard -- articles | head -n 1)
if [[ $status -eq 0 && -n $draft ]]; then
    cp -- "$draft" "$folder/draft.md"
    printf '%s\n' "$draft" >"$folder/path.txt"
    printf '\n' >>"$folder/report.txt"
    .venv/bin/ciie check "$draft" >>"$folder/report.txt" 2>&1 || true
fi

# A block of code shows text as it is: no link, no mention, no markup of whoever wrote the issue.
{
    if [[ -f $folder/path.txt ]]; then
        printf 'A draft of this suggestion is on the branch below. This is what was found, and what is left to do:\n\n'
    else
        printf 'No draft could be made of this suggestion:\n\n'
    fi
    head -c 50000 "$folder/report.txt" | sed 's/^/    /'
} >"$folder/comment.md"
rm -- "$folder/issue.md" "$folder/report.txt"
