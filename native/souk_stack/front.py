"""`python -m souk_stack.front PORT COMMAND...`: becomes NGINX once no worker of a killed one holds its port."""

import os
import sys

from souk_stack.machine import end_orphaned_workers


def main() -> None:
    """Run the command in the place of this process."""
    port, *command = sys.argv[1:]
    end_orphaned_workers(int(port))
    os.execvp(command[0], command)  # noqa: S606 - a shell is what it shall not be


if __name__ == "__main__":
    main()
