"""What a log of \\showhyphens says of words against where they may be parted: divisions.py DIVISIONS LOG."""
import re
import sys


def places(word):
    return {len(word[:found.start()].replace("-", "")) for found in re.finditer("-", word)}


right = {}
with open(sys.argv[1], encoding="utf-8") as divisions:
    for word in divisions.read().split():
        right.setdefault(word.replace("-", ""), set()).update(places(word))
with open(sys.argv[2], encoding="utf-8", errors="replace") as log:
    parted = [word.replace("|", "") for word in re.findall(r"\\T[1U]/\S+ (\S+)$", log.read(), re.M)]
wrong = [f"FAILED: hyphens of {word}" for word in parted if not places(word) <= right.get(word.replace("-", ""), places(word))]
unseen = right.keys() - {word.replace("-", "") for word in parted}
for problem in wrong + [f"FAILED: {word} is not seen" for word in sorted(unseen)]:
    print(problem)
raise SystemExit(bool(wrong or unseen))
