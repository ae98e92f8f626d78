"""Holds what was found against a file of what is expected; with --accept on the command line the file takes it."""
import difflib
import sys


def hold(path, found, right):
    """Ends the program: with the differences, or with the line `right`."""
    if "--accept" in sys.argv:
        path.write_text(found, encoding="utf-8")
    expected = path.read_text(encoding="utf-8")
    difference = list(difflib.unified_diff(expected.split("\n"), found.split("\n"), path.name, "found", lineterm=""))
    print("\n".join(difference) or right)
    sys.exit(bool(difference))
