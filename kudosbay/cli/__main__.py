import sys

from kudosbay.cli import main

sys.exit(main())
