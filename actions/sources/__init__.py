"""What a person may do about sources: have one looked for, watch it, remove it, bring many."""
