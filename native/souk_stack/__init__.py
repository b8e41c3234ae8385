"""Runs the whole of Souk: under Docker Compose, or natively under supervisor.

from souk_stack import NativeStack, StackOptions

stack = NativeStack(StackOptions(state_dir=tmp_path, port=20100, port_base=20110))
stack.up()
stack.base_url, stack.mongo_uri(), stack.processes()
stack.kill("orders-1", signal.SIGKILL)
stack.down()
"""

from souk_stack.options import SERVICES, StackError, StackOptions
from souk_stack.process import Process

__all__ = ["SERVICES", "NativeStack", "Process", "StackError", "StackOptions"]

from souk_stack.native import NativeStack
