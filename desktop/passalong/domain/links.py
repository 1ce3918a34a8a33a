"""When two addresses of pages are the same page."""

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

_SPACE = re.compile(r"\s")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING_PREFIXES = ("utm_", "mtm_", "piwik_", "hsa_", "vero_", "oly_")
_TRACKING = frozenset(
    {
        "fbclid",
        "gclid",
        "gclsrc",
        "gbraid",
        "wbraid",
        "dclid",
        "msclkid",
        "yclid",
        "twclid",
        "ttclid",
        "li_fat_id",
        "igshid",
        "igsh",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "_hsenc",
        "_hsmi",
        "hsctatracking",
        "s_cid",
        "s_kwcid",
        "ef_id",
        "epik",
        "irclickid",
        "cmpid",
        "ncid",
        "sr_share",
        "spm",
        "ref_src",
        "ref_url",
        "wickedid",
        "rb_clickid",
        "trk",
        "trkcampaign",
        "si",
        "smid",
        "guccounter",
        "guce_referrer",
        "guce_referrer_sig",
        "__s",
        "ml_subscriber",
        "ml_subscriber_hash",
    }
)
"""Parameters that say who sent whom and nothing of the page.

As the lists of Firefox (query-stripping), Brave and ClearURLs have them in common.
"""


def url_key(url: str) -> str:
    """Return what two addresses are compared by; nothing if it is no address of a page.

    Without scheme, "www.", default port, fragment, tracking parameters and a
    slash at the end; host in lower case, parameters in order (RFC 3986, 6.2).
    """
    parts = _parts(url)
    host = (parts.hostname or "").rstrip(".").removeprefix("www.") if parts else ""
    if parts is None or not host:
        return ""
    port = _port(parts)
    where = f"{host}:{port}" if port else host
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _is_tracking(name)
    )
    # A fragment that holds a path is the page itself in programs of one page.
    inside = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{where}{parts.path.rstrip('/')}{query}{inside}"


def _parts(url: str) -> SplitResult | None:
    url = url.strip()
    if "://" not in url:
        host = re.split(r"[/?#]", url, maxsplit=1)[0]
        if "@" in host or "." not in host:  # a mail address, a word
            return None
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        _port(parts)
    except ValueError:
        return None
    is_one = parts.scheme.lower() in _DEFAULT_PORTS and not _SPACE.search(parts.netloc)
    return parts if is_one else None


def _port(parts: SplitResult) -> int | None:
    port = parts.port
    return None if port == _DEFAULT_PORTS.get(parts.scheme.lower()) else port


def _is_tracking(name: str) -> bool:
    name = name.lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)
