"""Modules made from bytes, inside the children: nothing is read from a disk."""

import linecache
import sys
from collections.abc import Mapping
from types import CodeType, ModuleType
from typing import Any


def compile_source(source: bytes, filename: str) -> CodeType:
    """The code of a source file; byte order mark, CRLF and encoding cookie are honoured.

    Raises:
        SyntaxError: it is not Python.
    """
    try:
        return compile(source, filename, "exec", dont_inherit=True)
    except (ValueError, MemoryError, RecursionError) as error:
        raise SyntaxError(str(error) or "the file is nested too deeply to be read") from None


def remember_lines(source: bytes, filename: str) -> None:
    """Let tracebacks show the lines of a file that is nowhere on disk."""
    text = source.decode("utf-8", "replace").removeprefix("\ufeff")
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)


def forget_lines() -> None:
    """Drop what `remember_lines` kept."""
    linecache.cache.clear()


def build(name: str, source: bytes, filename: str) -> ModuleType:
    """Compile, register and execute the module `name`; whatever its body raises comes through."""
    return execute(name, compile_source(source, filename), source)


def execute(name: str, code: CodeType, source: bytes, seen: Mapping[str, Any] | None = None) -> ModuleType:
    """Register and execute a compiled module; whatever its body raises comes through.

    Args:
        name: under which it can be imported.
        code: the module, compiled.
        source: what it was compiled from, for tracebacks.
        seen: the builtins its code is to see, if not the usual ones.
    """
    remember_lines(source, code.co_filename)
    module = ModuleType(name)
    module.__file__ = code.co_filename
    if seen is not None:
        module.__dict__["__builtins__"] = dict(seen)
    sys.modules[name] = module
    exec(code, module.__dict__)  # noqa: S102 - running what was sent here is what this process is for
    return module
