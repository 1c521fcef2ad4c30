"""What helps an editor and a reviewer: template, rules page, schema, fixes, and the effect of a change."""
