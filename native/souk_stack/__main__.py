"""Runs the command line."""

from souk_stack.cli import main

main()
