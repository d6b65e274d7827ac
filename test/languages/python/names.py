"""Prints a line for each public name of the package that no Python programmer would have chosen."""

import inspect
import re
import sys
from importlib import import_module

# A letter alone is what is left of a name that was not written as words, such as toICalendar.
SNAKE = re.compile(r"(?!.*_[a-z]_)[a-z][a-z0-9]*(_[a-z0-9]+)*_?$")
PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*$")
CONSTANT = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$")

seen = 0


def check(where: str, name: str, *patterns: re.Pattern) -> None:
    global seen
    seen += 1
    if not any(pattern.match(name) for pattern in patterns):
        print(f"{where}: {name}")


for module in (import_module(name) for name in sys.argv[1:]):
    for name in module.__all__:
        value = getattr(module, name)
        if inspect.ismodule(value):
            continue
        check(module.__name__, name, PASCAL)
        for member, what in vars(value).items():
            if member.startswith("_"):
                continue
            where = f"{module.__name__}.{name}"
            function = getattr(what, "__func__", what)
            if not inspect.isfunction(function):
                check(where, member, SNAKE, CONSTANT)
                continue
            check(where, member, SNAKE)
            for parameter in inspect.signature(function).parameters:
                check(f"{where}.{member}", parameter, SNAKE)
        for parameter in inspect.signature(value.__init__).parameters:
            if parameter not in ("args", "kwargs"):
                check(f"{module.__name__}.{name}()", parameter, SNAKE)

print(seen)
sys.exit(0 if seen else "there was nothing to look at")
