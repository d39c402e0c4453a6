"""Copy what pages need of node_modules to static/vendor: `python -m webapp.web.vendor`."""

import gzip
import hashlib
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ROOT / "node_modules"
VENDOR = Path(__file__).parent / "static" / "vendor"
COPIES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.css",
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "jszip/dist/jszip.min.js": "jszip.js",
    "docx-preview/dist/docx-preview.min.js": "docx-preview.js",
}
FONTS = {
    "be-vietnam-pro": ("Be Vietnam Pro", ("normal",), (400, 500, 600, 700)),
    "tinos": ("Tinos", ("normal", "italic"), (400, 700)),
}
SUBSETS = ("vietnamese", "latin")
ICONS = (
    "adjustments", "alert-circle", "alert-triangle", "align-left", "archive", "arrow-back-up",
    "arrow-down", "arrow-left", "arrow-right", "arrow-up", "arrows-exchange", "bell", "bold",
    "book", "building", "building-community", "calendar", "certificate", "check", "checks",
    "chevron-down",
    "chevron-left", "chevron-right", "circle", "circle-check", "circle-dashed", "circle-x",
    "clipboard-text", "clock", "copy", "device-floppy", "device-desktop", "download", "edit",
    "exclamation-circle", "external-link", "eye", "file-description", "file-diff", "file-download",
    "file-off", "file-plus", "file-search", "file-text", "files", "filter", "git-compare",
    "help-circle", "history", "home", "hourglass", "id-badge-2", "inbox", "info-circle", "italic",
    "key", "link", "list", "list-details", "list-numbers", "lock", "logout", "mail", "menu-2",
    "message", "notes", "number", "pencil", "pencil-plus", "player-play", "plus", "printer",
    "refresh", "rosette", "route", "rubber-stamp", "search", "send", "settings", "shield",
    "signature", "sitemap", "stack-2", "subscript", "superscript", "trash", "upload", "user",
    "user-check", "user-plus", "users", "writing", "x",
)  # fmt: skip
SHAPE = re.compile(r"<(?:path|circle|rect|line|polyline)\b[^>]*/>")
RANGE = re.compile(r"/\* ([\w-]+) \*/.*?unicode-range:\s*([^;]+);", re.DOTALL)


def main() -> None:
    """Bring static/vendor up to date, and say so."""
    print("Đã chép thư viện giao diện." if refresh() else "Thư viện giao diện không đổi.")  # noqa: T201


def refresh(target: Path = VENDOR, packages: Path = PACKAGES) -> bool:
    """Make the target folder anew unless its stamp says that nothing has changed."""
    stamped = target / "stamp.txt"
    if stamped.is_file() and stamped.read_text() == stamp():
        return False
    if not packages.is_dir():
        message = "node_modules is missing: run `npm ci` (or `make setup`) first"
        raise SystemExit(message)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    copy_files(packages, target)
    (target / "fonts.css").write_text("".join(font_faces(packages, target)))
    (target / "icons.svg").write_text(sprite(packages))
    pack(target)
    stamped.write_text(stamp())
    return True


def stamp() -> str:
    """Return a hash of what decides the copies: the locked packages and this module."""
    lock = (ROOT / "package-lock.json").read_bytes()
    return hashlib.sha256(lock + Path(__file__).read_bytes()).hexdigest()


def copy_files(packages: Path, target: Path) -> None:
    """Copy the style sheet and the scripts, without the names of maps we do not serve."""
    for source, name in COPIES.items():
        text = (packages / source).read_text()
        kept = re.sub(r"^\s*(//|/\*)# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)
        (target / name).write_text(kept)


def font_faces(packages: Path, target: Path) -> list[str]:
    """Copy the font files and return a rule for each, with a hash in its address."""
    (target / "fonts").mkdir()
    rules = []
    for package, (family, styles, weights) in FONTS.items():
        folder = packages / "@fontsource" / package
        for weight in weights:
            ranges = dict(RANGE.findall((folder / f"{weight}.css").read_text()))
            for style in styles:
                for subset in SUBSETS:
                    name = f"{package}-{subset}-{weight}-{style}.woff2"
                    data = (folder / "files" / name).read_bytes()
                    (target / "fonts" / name).write_bytes(data)
                    address = f"fonts/{name}?v={hashlib.sha256(data).hexdigest()[:12]}"
                    rules.append(
                        f"@font-face{{font-family:'{family}';font-style:{style};"
                        f"font-weight:{weight};font-display:swap;"
                        f"src:url({address}) format('woff2');"
                        f"unicode-range:{ranges[f'{package}-{subset}-{weight}-normal']}}}\n"
                    )
    return rules


def sprite(packages: Path) -> str:
    """Return the icons that pages use as one SVG, a symbol each."""
    symbols = []
    for icon in ICONS:
        drawing = (packages / "@tabler/icons/icons/outline" / f"{icon}.svg").read_text()
        shapes = "".join(shape for shape in SHAPE.findall(drawing) if "M0 0h24v24H0z" not in shape)
        symbols.append(f'<symbol id="{icon}" viewBox="0 0 24 24">{shapes}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


def pack(target: Path) -> None:
    """Lay a packed copy beside each text file; one fixed time, so that copies do not differ."""
    for path in [*target.glob("*.css"), *target.glob("*.js"), *target.glob("*.svg")]:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
