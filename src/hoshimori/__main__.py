"""`python -m hoshimori` is the command `hoshimori`."""

import sys

from hoshimori.cli.main import main

sys.exit(main())
