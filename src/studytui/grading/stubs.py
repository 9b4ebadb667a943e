"""The from-scratch rule at run time: what is forbidden refuses, but only when the submission itself calls."""

import builtins
import sys
from collections.abc import Callable, Mapping, Sequence
from types import FrameType, ModuleType
from typing import Any

from studytui.domain.forbid import Rule, permitted
from studytui.grading.scratch import Violation


class Guard:
    """Stands between a submission and what it may not use; `broken` is the first rule it broke, as `(what, line)`."""

    def __init__(self, rules: Sequence[Rule], allow: tuple[str, ...], filename: str) -> None:
        self._rules = [rule for rule in rules if not rule.is_syntax]
        self._allow = allow
        self._filename = filename
        self.broken: tuple[str, int] | None = None

    def install(self) -> Mapping[str, Any]:
        """Put stubs where the libraries' forbidden names are; gives the builtins that the submission is to see."""
        seen = dict(vars(builtins))
        if not self._rules:
            return seen
        for rule in self._rules:
            if "." not in rule.what and rule.what in seen:
                seen[rule.what] = Stub(seen[rule.what], rule, rule.what, self)
            else:
                self._stub(rule)
        seen["__import__"] = self._importer(builtins.__import__)
        named = sys.modules["builtins"] = ModuleType("builtins")
        vars(named).update(seen)
        return seen

    def _stub(self, rule: Rule) -> None:
        above, _, name = rule.what.rpartition(".")
        package = sys.modules.get(rule.what)
        if package is not None:
            for inner, value in list(vars(package).items()):
                path = f"{rule.what}.{inner}"
                if callable(value) and not inner.startswith("_") and not permitted(path, self._allow):
                    setattr(package, inner, Stub(value, rule, path, self))
            return
        original = getattr(sys.modules.get(above), name, None)
        if not callable(original) or permitted(rule.what, self._allow):
            return
        stub = Stub(original, rule, rule.what, self)
        home = getattr(original, "__module__", None) if isinstance(original, type) else None
        top = f"{above.split('.')[0]}"
        for place, module in list(sys.modules.items()):
            if place.split(".")[0] == top and place != home and vars(module).get(name) is original:
                setattr(module, name, stub)

    def _importer(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def checked(name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:  # noqa: A002 - the signature of __import__
            wanted = [f"{name}.{each}" for each in fromlist or ()] or [name]
            for path in wanted:
                for rule in self._rules:
                    if rule.covers(path) and not permitted(path, self._allow):
                        self.used(rule, path, sys._getframe(1))
            return original(name, globals, locals, fromlist, level)

        return checked

    def used(self, rule: Rule, path: str, frame: FrameType | None) -> None:
        """Somebody uses a forbidden name.

        Raises:
            Violation: it is the submission, by itself or through somebody it handed the name to, within the function
                the rule is about.
        """
        caller = frame
        while caller is not None and not self._own(caller):
            if _means_it(caller, path):
                return
            caller = caller.f_back
        above = caller
        while rule.within is not None:
            if above is None:
                return
            code = above.f_code
            if code.co_filename == self._filename and rule.within in (code.co_name, code.co_qualname):
                break
            above = above.f_back
        while caller is not None and caller.f_code.co_filename != self._filename:
            caller = caller.f_back
        violation = Violation(rule, path, caller.f_lineno if caller else 0)
        self.broken = self.broken or (str(violation), violation.line)
        raise violation

    def _own(self, frame: FrameType) -> bool:
        """Whether a frame is the submission's, code that it made with `exec` or `eval` included."""
        if frame.f_code.co_filename == self._filename:
            return True
        name = frame.f_globals.get("__name__")
        module = sys.modules.get(name) if isinstance(name, str) else None
        return name == "submission" or module is None or vars(module) is not frame.f_globals


def _means_it(frame: FrameType, path: str) -> bool:
    """Whether a library uses the name for its own ends, rather than calling what it was handed, as a thread does."""
    name = str(frame.f_globals.get("__name__"))
    top = name.partition(".")[0]
    if name != "__main__" and top not in sys.stdlib_module_names and top != "studytui":
        return True
    names = frame.f_code.co_names
    return path.rpartition(".")[2] in names or any(type(frame.f_globals.get(each)) is Stub for each in names)


_INNER = frozenset(
    {"_original", "_rule", "_path", "_guard", "__wrapped__", "__dict__", "__reduce_ex__", "__getstate__"}
)
"""Attributes of a stub that lead to what it stands for: asking for one is using it."""

_look = object.__getattribute__


class Stub:
    """Behaves like what it replaces, unless the submission calls it or derives a class from it."""

    def __init__(self, original: Any, rule: Rule, path: str, guard: Guard) -> None:
        _look(self, "__dict__").update(_original=original, _rule=rule, _path=path, _guard=guard, __wrapped__=original)
        self.__doc__ = original.__doc__

    def __getattribute__(self, name: str) -> Any:
        if name in _INNER:
            _refuse(self)
        return _look(self, name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call what it stands for."""
        _refuse(self)
        return _look(self, "_original")(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(_look(self, "_original"), name)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[Any, ...]:
        _refuse(self)
        return (_look(self, "_original"),)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, _look(self, "_original"))

    def __subclasscheck__(self, subclass: type) -> bool:
        return issubclass(subclass, _look(self, "_original"))

    def __or__(self, other: Any) -> Any:
        return _look(self, "_original") | other

    def __ror__(self, other: Any) -> Any:
        return other | _look(self, "_original")

    def __getitem__(self, item: Any) -> Any:
        return _look(self, "_original")[item]


def _refuse(stub: Stub) -> None:
    """Raise if it is the submission that reaches for what a stub stands for; to be called by a method of the stub's."""
    guard: Guard = _look(stub, "_guard")
    guard.used(_look(stub, "_rule"), _look(stub, "_path"), sys._getframe(2))
