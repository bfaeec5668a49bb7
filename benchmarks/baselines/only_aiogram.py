"""Imports aiogram, says ``ready`` and waits for the end of its input."""

import sys

import aiogram

if __name__ == "__main__":
    sys.stdout.write(f"ready with aiogram {aiogram.__version__}\n")
    sys.stdout.flush()
    sys.stdin.read()
