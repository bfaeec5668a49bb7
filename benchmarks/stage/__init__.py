"""What benchmarks are played on: the real bot process, people who follow, stories."""
