"""The application: what starts, runs and stops everything else."""
