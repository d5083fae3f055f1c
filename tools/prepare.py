"""Prepare `.venv` from the locks: `make setup`.

Needs only the standard library and python3-venv. Everything that is installed is named with its
hash in `requirements/`; the installer itself comes first, by pip, the rest by it. Nothing is
written outside the checkout. A stamp holds a digest of all that matters, so that a second run does
nothing and needs no network.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
CACHE = ROOT / "var" / "cache"
CATALOGUE = ROOT / "src/parvaneh/locale/fa/LC_MESSAGES/django.po"
ENOUGH = (3, 11)

Command = list[str | Path]
PIP: Command = [UV, "pip", "install", "--quiet", "--compile-bytecode", "--python", PYTHON]

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_PACKAGES = ("chromium", "fonts-liberation")
EVERYDAY = ("base.txt", "dev.txt")
BENCH = ("bench.txt",)


def main() -> int:
    """Bring `.venv` in line with the locks and the catalogue in line with its source."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bench", action="store_true", help="the peers of the benchmarks as well")
    parser.add_argument("--browser", action="store_true", help="a Chromium as well, where we may")
    arguments = parser.parse_args()
    if sys.version_info < ENOUGH:
        return _stop(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}.")
    try:
        _prepare("everyday", EVERYDAY, package=True)
        if arguments.bench:
            _prepare("bench", BENCH, package=False)
        _compile_catalogue()
        if arguments.browser:
            _install_browser()
    except subprocess.CalledProcessError as failed:
        return _stop(f"This step failed: {' '.join(map(str, failed.cmd))}")
    return 0


def _prepare(name: str, locks: tuple[str, ...], *, package: bool) -> None:
    stamp = VENV / f".prepared-{name}"
    wanted = _digest(locks)
    if stamp.exists() and stamp.read_text() == wanted and PYTHON.exists():
        return
    stamp.unlink(missing_ok=True)
    _make_venv()
    _install_installer()
    _say(f"installing {', '.join(locks)}")
    requirements = [argument for lock in locks for argument in ("-r", f"requirements/{lock}")]
    _run([*PIP, "--require-hashes", *requirements])
    if package:
        # The build backend is locked as well: no isolated build that would download it.
        _run([*PIP, "--offline", "--no-deps", "--no-build-isolation", "--editable", "."])
    stamp.write_text(wanted)


def _digest(locks: tuple[str, ...]) -> str:
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for lock in ("uv.txt", *locks):
        digest.update((ROOT / "requirements" / lock).read_bytes())
    digest.update(_installed_parts((ROOT / "pyproject.toml").read_text(encoding="utf-8")).encode())
    return digest.hexdigest()


def _installed_parts(project: str) -> str:
    """Keep of pyproject.toml what an installation depends on: not the settings of the tools."""
    import tomllib  # noqa: PLC0415 - an older Python must get as far as the sentence that says so

    read = tomllib.loads(project)
    return repr((read["build-system"], read["project"]))


def _make_venv() -> None:
    if PYTHON.exists() and _runs_in_place():
        return
    if VENV.exists():
        # Left by another version of Python, or moved here from another folder.
        shutil.rmtree(VENV)
    _say("creating .venv")
    try:
        _run([sys.executable, "-m", "venv", VENV])
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)
        _say("python3 cannot make a virtual environment; on Debian: apt install python3-venv")
        raise


def _runs_in_place() -> bool:
    probe = "import sys; print(sys.version_info[:2], sys.prefix)"
    answer = subprocess.run([PYTHON, "-c", probe], capture_output=True, text=True, check=False)
    return answer.stdout.strip() == f"{sys.version_info[:2]} {VENV}"


def _install_installer() -> None:
    pip: Command = [PYTHON, "-m", "pip", "install", "--quiet", "--no-cache-dir"]
    _run([*pip, "--disable-pip-version-check", "--require-hashes", "-r", "requirements/uv.txt"])


def _environment() -> dict[str, str]:
    """Keep caches and temporary files inside the checkout; take no settings from elsewhere."""
    temporary = CACHE / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "TMPDIR": str(temporary),
        "UV_CACHE_DIR": str(CACHE / "uv"),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_CONFIG": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    environment.pop("VIRTUAL_ENV", None)
    return environment


def _pip_settings() -> dict[str, str]:
    """Read pip's index and certificate: a mirror that is set for pip must serve uv as well."""
    found: dict[str, str] = {}
    listing = subprocess.run(
        [PYTHON, "-m", "pip", "config", "list"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    names = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}
    for line in listing.stdout.splitlines():
        key, _, value = line.partition("=")
        name = names.get(key.rpartition(".")[2])
        if name and name not in os.environ:
            found[name] = value.strip("'\"")
    return found


def _run(command: Command) -> None:
    environment = _environment()
    if command[0] == UV:
        environment |= _pip_settings()
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT, env=environment)


def _compile_catalogue() -> None:
    binary = CATALOGUE.with_suffix(".mo")
    if not CATALOGUE.exists():
        return
    if not binary.exists() or binary.stat().st_mtime < CATALOGUE.stat().st_mtime:
        _run([PYTHON, "-m", "parvaneh.kit.languages", "compile"])


def _install_browser() -> None:
    """Install the system's Chromium where we may; say in one line where we may not.

    Never an error: what demands a browser says so itself.
    """
    if any(map(shutil.which, BROWSERS)):
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        _say("no Chromium, so no browser tests; on Debian: apt install chromium")
        return
    _say(f"installing {' and '.join(BROWSER_PACKAGES)} from the system's packages")
    install = ["install", "--yes", "--no-install-recommends", *BROWSER_PACKAGES]
    if not (_apt_get(install) or (_apt_get(["update"]) and _apt_get(install))):
        _say("apt-get could not install Chromium, so no browser tests")


def _apt_get(words: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "--quiet", "--quiet", *words]
    ran = subprocess.run(command, env=environment, capture_output=True, check=False)
    return ran.returncode == 0


def _say(text: str) -> None:
    print(f"setup: {text}", file=sys.stderr)


def _stop(text: str) -> int:
    _say(text)
    return 1


if __name__ == "__main__":
    sys.exit(main())
