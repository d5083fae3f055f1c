"""How firm the places of a ranking are: beside the legal score, never inside it.

`study.robustness_of` makes a study of a ranking and `files` writes and reads it. Below it: `draws`
(other coefficients), `places` and `drawing` (ranking under all of them; `compiled` does it sooner),
`left_out` (without one indicator), `sobol` and `drivers` (what moves places), `intervals` (how sure
a survey is).
"""
