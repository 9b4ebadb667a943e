"""Which files a child may read: the standard library and each installed package by itself, and nothing beside.

Landlock can only allow, and what it allows for a folder it allows for all beneath. So no grant may be, or contain, a
forbidden place: this package, the packs, or the folder of installed packages (where, in many installs, this package
lies; and which in some lies inside the standard library's folder). Entries that `.pth` files and editable installs
add to sys.path are somebody's source tree, and are never granted.
"""

import importlib.util
import os
import sys
from collections.abc import Iterable, Iterator
from os.path import isdir, islink, realpath
from pathlib import Path

from studytui.grading.sandbox.landlock import DEVICE, READ, READ_FILE, Grant

_OWN_NAME = "studytui"
_SITE_NAMES = ("site-packages", "dist-packages")
_NOT_CODE = (".pth", ".egg-link")

_SYSTEM = (
    Grant("/etc/ld.so.cache", READ_FILE),
    Grant("/usr/share/zoneinfo", READ),
    Grant("/dev/null", DEVICE),
    Grant("/dev/zero", READ_FILE),
    Grant("/dev/urandom", READ_FILE),
)


def _own_folder() -> str:
    return realpath(str(Path(__file__).parents[2]))


def site_folders() -> tuple[str, ...]:
    """The folders of installed packages that this interpreter imports from, resolved."""
    entries = (entry for entry in sys.path if Path(entry).name in _SITE_NAMES)
    return tuple(dict.fromkeys(realpath(entry) for entry in entries))


def standard_folders() -> tuple[str, ...]:
    """The standard library, and its compiled part where that lies apart, resolved."""
    compiled = (entry for entry in sys.path if entry.endswith("lib-dynload"))
    return tuple(dict.fromkeys(realpath(path) for path in (str(Path(os.__file__).parent), *compiled)))


def shared_folders() -> tuple[str, ...]:
    """Where the dynamic loader finds what compiled modules need when they are first imported, resolved."""
    triplet = getattr(sys.implementation, "_multiarch", "")  # as sysconfig's MULTIARCH, without loading its tables
    places = [f"/usr/lib/{triplet}", f"/lib/{triplet}"] if triplet else []
    places += ["/usr/lib64", "/lib64", f"{sys.base_prefix}/lib"]
    return tuple(dict.fromkeys(realpath(place) for place in places))


def _contains(path: str, places: Iterable[str]) -> bool:
    """Whether any of `places` is that path or lies beneath it."""
    return any(place == path or place.startswith(path + "/") for place in places)


def _within(path: str, folders: Iterable[str]) -> bool:
    return any(path.startswith(folder + "/") for folder in folders)


def _children(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:
        return


def _standard(kept_out: tuple[str, ...]) -> Iterator[str]:
    """The standard library whole, or piece by piece where a folder of installed packages lies in it."""
    for folder in standard_folders():
        children = list(_children(folder))
        if _contains(folder, kept_out) or any(child.name in _SITE_NAMES for child in children):
            yield from (child.path for child in children if child.name not in _SITE_NAMES)
        else:
            yield folder


def _installed() -> Iterator[str]:
    for folder in site_folders():
        for child in _children(folder):
            if not child.name.startswith(_OWN_NAME) and not child.name.endswith(_NOT_CODE):
                yield child.path


def _shared(kept_out: tuple[str, ...]) -> Iterator[str]:
    """Folders of shared libraries whole, or library by library where something of Python lies in them."""
    for folder in shared_folders():
        if not _contains(folder, (*kept_out, *standard_folders())):
            yield folder
        else:
            yield from (child.path for child in _children(folder) if ".so" in child.name)


def grants(readable: Iterable[Path] = (), forbidden: Iterable[Path] = ()) -> tuple[Grant, ...]:
    """Everything a child may reach, each path resolved; nothing that is or contains a forbidden place.

    Args:
        readable: further files or folders of the caller's choosing.
        forbidden: places that no grant may be or contain, beside this package and the folders of installed packages.
    """
    roots = (*site_folders(), *standard_folders())
    private = (_own_folder(), *(realpath(path) for path in forbidden))
    kept_out = (*private, *site_folders())
    found = (*_standard(kept_out), *_installed(), *_shared(kept_out), *(realpath(path) for path in readable))
    # Their folders are resolved already: only a last step that is a link is left to follow.
    resolved = dict.fromkeys(realpath(p) if islink(p) else p for p in found)  # noqa: PTH114 -- hundreds: speed
    # A link out of the libraries into a private place is refused; a library that lies in one (a venv) is not.
    safe = [p for p in resolved if not _contains(p, kept_out) and (_within(p, roots) or not _within(p, private))]
    return (*_SYSTEM, *(Grant(p, READ if isdir(p) else READ_FILE) for p in safe))  # noqa: PTH112 -- likewise


def remember_names() -> None:
    """List the import folders once, while it may be done: children can open packages, but not list their folder."""
    importlib.invalidate_caches()
    importlib.util.find_spec(f"{_OWN_NAME}_is_not_a_module")
