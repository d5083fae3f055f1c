"""Where a benchmark tells what it found: on the screen, and in docs/measured.md if asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.measured import record, table

SIZES = ("S", "M", "L")


@dataclass(frozen=True)
class Out:
    """What was asked of the benchmarks.

    sizes: of the evidence. runs: of each side of a ratio. records: whether docs/measured.md is
    written.
    """

    sizes: tuple[str, ...] = ("M",)
    runs: int = 5
    records: bool = False

    def say(self, text: str = "") -> None:
        """Print a line at once."""
        print(text, flush=True)

    def table(
        self,
        section: str,
        header: Sequence[str],
        rows: Sequence[Sequence[object]],
        notes: Sequence[str] = (),
    ) -> None:
        """Print a table; record it as a section of docs/measured.md, in place of an older one.

        Args:
            section: its title.
            header: of the columns.
            rows: as many cells each.
            notes: sentences below the table.
        """
        lines = table(header, rows)
        if notes:
            lines += ["", *notes]
        self.say(f"\n{section}\n")
        for line in lines:
            self.say(line)
        if self.records:
            record(section, lines)
