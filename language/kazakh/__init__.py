"""Kazakh: word forms by rules, in Cyrillic and in the Latin alphabets."""
