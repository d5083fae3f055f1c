// A sheet of many cells: Enter and the arrows go down and up a column, as in a workbook.

/** Move among the cells of every form that has them; Enter keeps the sheet in the last row only. */
export function begin() {
  for (const form of document.querySelectorAll("form.cells")) {
    form.addEventListener("keydown", (event) => {
      const cell = event.target.closest("[data-cell]");
      const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!cell || !step || event.altKey || event.ctrlKey || event.metaKey) return;
      const at = cell.closest("td").cellIndex;
      const rows = [...form.querySelectorAll("tbody tr")];
      const next = rows[rows.indexOf(cell.closest("tr")) + step]?.cells[at]?.querySelector("[data-cell]");
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.select();
    });
  }
}
