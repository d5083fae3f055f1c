"""What a chart function gives: the drawing, and the same figures as a table."""

from dataclasses import dataclass

from markupsafe import Markup

from parvaneh.kit.languages import gettext, msg
from parvaneh.kit.text import Language


@dataclass(frozen=True, slots=True)
class Table:
    """Figures as a page shows them: headings, then rows whose first cell names the row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart: its title (the finding), its drawing as inline SVG, its table."""

    title: str
    svg: Markup
    table: Table
    language: Language

    def html(self) -> Markup:
        """The whole figure: caption, drawing, and the table folded away beneath."""
        template = Markup(
            '<figure class="chart-figure"><figcaption>{}</figcaption>{}'
            "<details><summary>{}</summary>{}</details></figure>"
        )
        summary = gettext(msg("Show as table"), self.language)
        return template.format(self.title, self.svg, summary, as_table(self))


def as_table(figure: Figure) -> Markup:
    """The figures of a chart as an HTML table with headings for rows and columns."""
    table = figure.table
    head = _cells(table.headings, '<th scope="col">{}</th>')
    row = Markup('<tr><th scope="row">{}</th>{}</tr>')
    body = [row.format(cells[0], _cells(cells[1:], "<td>{}</td>")) for cells in table.rows]
    template = Markup(
        '<table class="chart-table"><caption>{}</caption><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table>"
    )
    return template.format(figure.title, head, Markup("").join(body))


def _cells(texts: tuple[str, ...], template: str) -> Markup:
    return Markup("").join(Markup(template).format(text) for text in texts)  # noqa: S704 - ours
