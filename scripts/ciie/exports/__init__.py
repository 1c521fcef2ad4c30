"""Knowledge to files for other programs."""
