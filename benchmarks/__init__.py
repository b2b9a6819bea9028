"""What is measured, and compared with what a user would pick instead. Run one by ``python -m benchmarks.NAME``."""
