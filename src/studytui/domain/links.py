"""Addresses on the web as evidence: what they lead to, and that none holds a secret."""

import re

from studytui.domain.evidence import EvidenceKind

_PULL_REQUEST = re.compile(r"/(pull|pulls|merge_requests|pull-requests)/\d+")
_DEMO = re.compile(
    r"(youtube\.com|youtu\.be|vimeo\.com|asciinema\.org|loom\.com|huggingface\.co/spaces|streamlit\.app)/"
)
_LINK = re.compile(r"https?://(?P<who>[^/\s@]*@)?[^/\s@]+\S*", re.IGNORECASE)
_SECRET = re.compile(r"[?&#](access_)?(token|key|api_?key|password|secret|sig|signature)=", re.IGNORECASE)
_REMOTE = re.compile(r"(?:https?|ssh|git)://(?:[^/@\s]*@)?([\w.-]+\.\w+)(?::\d+)?/([\w./~-]+?)(?:\.git)?/?")
_SCP = re.compile(r"(?:[\w.-]+@)?(?P<host>[\w.-]+\.\w+):(?P<path>[^/].*)")


def kind_of_link(link: str) -> EvidenceKind:
    """What a link leads to, as far as it tells."""
    if _PULL_REQUEST.search(link):
        return EvidenceKind.PULL_REQUEST
    return EvidenceKind.DEMO if _DEMO.search(link) else EvidenceKind.LINK


def fault_of_link(link: str) -> str:
    """Why a text cannot be kept as a link; empty where it can."""
    found = _LINK.fullmatch(link)
    if found is None:
        return "is no link; it begins with https:// and has no blanks"
    if found["who"] or _SECRET.search(link):
        return "holds a name, password or token; give the address that a reader may have"
    return ""


def web_page(remote: str) -> str:
    """The page of a repository whose remote has that address, without a name or password; empty where it has none."""
    address = remote.strip()
    scp = _SCP.fullmatch(address)
    if scp and "://" not in address:
        address = f"ssh://{scp['host']}/{scp['path']}"
    found = _REMOTE.fullmatch(address)
    return f"https://{found[1]}/{found[2]}" if found else ""
