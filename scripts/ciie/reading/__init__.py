"""Files of articles/ to a library, with every fault as a problem."""
