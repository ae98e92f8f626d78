"""How the checks here end."""
import sys


def conclude(problems, done=None):
    """Prints the problems, or what was found right, and ends the program."""
    for problem in problems:
        print(problem)
    if done and not problems:
        print(done)
    sys.exit(len(problems) > 0)
