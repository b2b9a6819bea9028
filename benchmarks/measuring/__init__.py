"""What the benchmarks share: made damage, the true text of the made PDFs, tables written into docs/."""
