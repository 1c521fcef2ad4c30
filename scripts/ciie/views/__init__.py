"""What pages are made of: addresses, lists, claims and charts as values, and the way into a template."""
