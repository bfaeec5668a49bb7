"""Other spellings of a word or name: proposed, each with its reason, never decided upon."""
