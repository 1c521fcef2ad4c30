"""`python -m ciie` is the command `ciie`."""

import sys

from ciie.cli import main

sys.exit(main())
