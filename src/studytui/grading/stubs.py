"""The from-scratch rule at run time: what is forbidden refuses, but only when the submission itself calls."""

import builtins
import sys
from collections.abc import Callable, Mapping, Sequence
from types import FrameType
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
            Violation: it is the submission, within the function the rule is about.
        """
        if frame is None or frame.f_code.co_filename != self._filename:
            return
        line, above = frame.f_lineno, frame
        while rule.within is not None:
            code = above.f_code
            if code.co_filename == self._filename and rule.within in (code.co_name, code.co_qualname):
                break
            if above.f_back is None:
                return
            above = above.f_back
        violation = Violation(rule, path, line)
        self.broken = self.broken or (str(violation), line)
        raise violation


class Stub:
    """Behaves like what it replaces, unless the submission calls it or derives a class from it."""

    def __init__(self, original: Any, rule: Rule, path: str, guard: Guard) -> None:
        self.__dict__.update(_original=original, _rule=rule, _path=path, _guard=guard, __wrapped__=original)
        self.__doc__ = original.__doc__

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call what it stands for."""
        self._guard.used(self._rule, self._path, sys._getframe(1))
        return self._original(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["_original"], name)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[Any, ...]:
        self._guard.used(self._rule, self._path, sys._getframe(1))
        return (self._original,)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, self._original)

    def __subclasscheck__(self, subclass: type) -> bool:
        return issubclass(subclass, self._original)

    def __or__(self, other: Any) -> Any:
        return self._original | other

    def __ror__(self, other: Any) -> Any:
        return other | self._original

    def __getitem__(self, item: Any) -> Any:
        return self._original[item]
