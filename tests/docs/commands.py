#!/usr/bin/env python3
"""The README names every command, the manual pages every command and option, and none names any other.

    commands.py PROGRAM
"""
import pathlib
import re
import subprocess
import sys

program = sys.argv[1]
problems = []


def said(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout


def compare(where, written, real, what):
    problems.extend(f"{where}: no {what} '{name}'" for name in sorted(real - written))
    problems.extend(f"{where}: there is no {what} '{name}'" for name in sorted(written - real))


def section(manual, title):
    return manual.partition(f".SH {title}\n")[2].partition("\n.SH ")[0]


commands = set(re.findall(r"^  (\w+) +\S", said("--help").partition("Commands:\n")[2], re.MULTILINE))
options = {"--help", "--version", "--lang"}
if not re.fullmatch(r"lampiran \d+\.\d+\.\d+\n", said("--version")):
    problems.append("--version does not tell the version")
for command in commands:
    options |= set(re.findall(r"^  (--[\w-]+)", said(command, "--help"), re.MULTILINE))

# An option offers what its command can do with it.
for command, format, others in (("check", "markdown", "text json"), ("schema", "text", "json markdown")):
    done = subprocess.run([program, command, "--format", format], capture_output=True, text=True)
    if done.returncode != 2 or done.stdout or others not in done.stderr:
        problems.append(f"'lampiran {command} --format {format}' is not refused with the names of what there is")

readme = pathlib.Path("README.md").read_text(encoding="utf-8")
table = readme.partition("<!-- commands -->\n")[2].partition("\n\n")[0]
compare("README.md", set(re.findall(r"^\| `lampiran (\w+)", table, re.MULTILINE)), commands, "command")

for name, synopsis, described, listed in (("lampiran.1", "SYNOPSIS", "COMMANDS", "OPTIONS"),
                                          ("lampiran.id.1", "SINOPSIS", "PERINTAH", "OPSI")):
    path = pathlib.Path("generator", name)
    manual = path.read_text(encoding="utf-8").replace("\\-", "-")
    compare(path, set(re.findall(r"^\.B lampiran (\w+)", section(manual, synopsis), re.MULTILINE)), commands,
            "command in the synopsis")
    compare(path, set(re.findall(r"^\.TP\n\.BI? (\w+)", section(manual, described), re.MULTILINE)), commands, "command")
    compare(path, set(re.findall(r"--[\w-]+", section(manual, listed))), options, "option")

print("\n".join(problems) or f"commands: {len(commands)} commands and {len(options)} options are in README and manual")
sys.exit(bool(problems))
