#!/usr/bin/env bash
# Keeps one issue on links that do not answer: opens it, renews it, and closes it when all of them answer.
#
# Usage: report_links.sh REPORT, where REPORT is a file in Markdown, empty when there is nothing to report.
# Needs `gh`, and GH_TOKEN with the right to write issues.
set -euo pipefail

report=$1
label=links
title='Links that do not answer'

number=$(gh issue list --label "$label" --state open --limit 1 --json number --jq '.[0].number // empty')
if [[ -s $report && -n $number ]]; then
    gh issue edit "$number" --body-file "$report"
elif [[ -s $report ]]; then
    gh label create "$label" --force --description 'Found by the weekly check of links'
    gh issue create --title "$title" --label "$label" --body-file "$report"
elif [[ -n $number ]]; then
    gh issue close "$number" --comment 'Every link answers again.'
fi
