#!/usr/bin/env python3
"""Packs a site into a ZIP file: the same site gives the same bytes. For a USB stick.

Files that lampiran did not make were not searched for what must not be published: with one of them nothing is packed.

    zip.py FOLDER FILE
"""
import pathlib
import sys
import zipfile


MANIFEST = ".lampiran-files"


def refuse_foreign(folder, files):
    """Leaves with a message when there is a file that the build did not list."""
    manifest = folder / MANIFEST
    if not manifest.exists():
        sys.exit(f"zip.py: '{folder}' was not made by lampiran\n  hint: build the study first")
    made = set(manifest.read_text(encoding="utf-8").splitlines())
    foreign = [path for path in files if path.relative_to(folder).as_posix() not in made]
    if foreign:
        sys.exit(f"zip.py: '{foreign[0]}' was not made by lampiran, so nobody looked for names in it\n"
                 "  hint: remove it, or put it into content/ and link to it")


def main():
    folder, target = (pathlib.Path(argument) for argument in sys.argv[1:3])
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    refuse_foreign(folder, files)
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files:
            # No clock and no owner: a ZIP cannot tell a time before 1980.
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder)}", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, path.read_bytes())
    print(f"{target}: {len(files)} files, {target.stat().st_size} bytes")


main()
