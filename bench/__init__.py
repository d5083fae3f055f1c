"""Benchmarks beside their peers and limits: `python -m bench`, or `make bench`.

Each module that has a function `run(out)` is one benchmark. It measures both sides of a ratio in
one run, taking turns, and tells the best of several; times without their peers mean little.
"""
