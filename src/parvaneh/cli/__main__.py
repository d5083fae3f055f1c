"""`python -m parvaneh.cli`, for where the script is not on the path."""

from parvaneh.cli import main

main()
