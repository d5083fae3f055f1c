"""How firm the places are, beside the legal score and never inside it.

`study.robustness_of` puts the parts together, `files` writes what it finds.
"""

from parvaneh.scoring.robustness.files import write_robustness
from parvaneh.scoring.robustness.study import Robustness, robustness_of

__all__ = ["Robustness", "robustness_of", "write_robustness"]
