"""Calling pip of QGIS's own Python for the user alone: which program, which arguments, which environment.

``--user`` and not a folder of the plugin's own: pip then keeps what QGIS brings and adds only what is missing, and what
it has to replace (Debian's SciPy is too old) comes before QGIS's own on the path.
"""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from pathlib import Path
from urllib.parse import quote

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QProcessEnvironment, QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

INDEX = "https://pypi.org/simple/"


def python() -> str:
    """The interpreter of QGIS's own Python; "" where none is found. ``sys.executable`` may be QGIS itself."""
    base, name = Path(sys.base_exec_prefix), f"python{sys.version_info.major}.{sys.version_info.minor}"
    if sys.platform == "win32":
        places = [base / "python3.exe", base / "python.exe"]
    else:
        places = [base / "bin" / name, base / "bin" / "python3"]
        if sys.platform == "darwin":  # QGIS.app/Contents/MacOS
            inside = Path(sys.executable).parent
            places += [inside / "bin" / name, inside / "bin" / "python3", inside / name, inside / "python3"]
    return next((str(place) for place in places if place.is_file()), "")


def target() -> str:
    """The folder libraries go to; "" where this Python does not look into folders of users."""
    return site.getusersitepackages() if site.ENABLE_USER_SITE else ""


def arguments(requirements: list[str], wheels: str = "") -> list[str]:
    """pip's arguments; ``wheels`` is a folder to install from instead of the index."""
    given = ["-m", "pip", "install", "--user", "--disable-pip-version-check", "--no-input", "--no-warn-script-location"]
    given += ["--progress-bar", "off"]
    if Path(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED").exists():
        given.append("--break-system-packages")  # PEP 668; nothing of the system is touched under --user
    if wheels:
        given += ["--no-index", "--find-links", wheels]
    return [*given, *requirements]


def environment(offline: bool = False) -> QProcessEnvironment:
    """QGIS's environment with its proxy for pip: in a variable, since arguments can be read by every user."""
    found = QProcessEnvironment.systemEnvironment()
    proxy = "" if offline else proxy_url()
    if proxy:
        found.insert("PIP_PROXY", proxy)
    found.insert("PYTHONUNBUFFERED", "1")
    found.insert("PYTHONIOENCODING", "utf-8")
    return found


def proxy_url(hidden: bool = False) -> str:
    """QGIS's proxy for the index as a URL, "" for none; ``hidden``: without user and password, to be shown."""
    proxy = _proxy()
    kinds = {QNetworkProxy.ProxyType.Socks5Proxy: "socks5h"}
    if proxy is None:
        return ""
    who = ""
    if proxy.user() and not hidden:
        who = f"{quote(proxy.user(), safe='')}:{quote(proxy.password(), safe='')}@"
    return f"{kinds.get(proxy.type(), 'http')}://{who}{proxy.hostName()}:{proxy.port()}"


def proxy_password() -> str:
    proxy = _proxy()
    return proxy.password() if proxy else ""


def _proxy() -> QNetworkProxy | None:
    manager = QgsNetworkAccessManager.instance()
    if any(INDEX.startswith(url) for url in (*manager.excludeList(), *manager.noProxyList()) if url):
        return None
    proxy = manager.fallbackProxy()
    if proxy.type() == QNetworkProxy.ProxyType.DefaultProxy:  # "as the system"
        proxy = QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(INDEX)))[0]
    return proxy if proxy.hostName() and proxy.type() != QNetworkProxy.ProxyType.NoProxy else None


def bring_into_sight() -> None:
    """Let this session find what pip just installed; a folder that did not exist at its start is not on the path."""
    folder = target()
    if folder and os.path.isdir(folder):
        site.addsitedir(folder)
