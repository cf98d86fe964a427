"""`python -m explorer`: words of the command line in, an exit code out."""

import gc
import sys

gc.disable()  # what is imported stays: it is not looked through for garbage, which takes a quarter of the start

from explorer.cli import main  # noqa: E402

gc.freeze()
gc.enable()

if __name__ == "__main__":
    sys.exit(main())
