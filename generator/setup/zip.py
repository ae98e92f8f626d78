#!/usr/bin/env python3
"""Packs a folder into a ZIP file: the same folder gives the same bytes. For a site on a USB stick.

    zip.py FOLDER FILE
"""
import pathlib
import sys
import zipfile


def main():
    folder, target = (pathlib.Path(argument) for argument in sys.argv[1:3])
    target.parent.mkdir(parents=True, exist_ok=True)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
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
