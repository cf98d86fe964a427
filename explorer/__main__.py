"""`python -m explorer`: words of the command line in, an exit code out."""

import sys

from explorer.cli import main

if __name__ == "__main__":
    sys.exit(main())
