// Rows of a table that are chosen: all at once, a run of them with Shift, how many there are.
// The table names with data-picks the form that takes them; that form's buttons wait until some are.

class Picks {
  constructor(table, kit) {
    this.table = table;
    this.kit = kit;
    this.form = document.getElementById(table.dataset.picks);
    if (!this.form) return;
    this.words = JSON.parse(table.dataset.words);
    this.boxes = [...table.querySelectorAll('tbody input[type="checkbox"]')];
    this.last = null;
    this.said = kit.made("p", { class: "picks-count", role: "status", "aria-live": "polite" });
    this.form.prepend(this.said);
    this.form.classList.add("picks-bar");
    this.everything();
    for (const box of this.boxes) {
      box.addEventListener("click", (event) => this.run(box, event.shiftKey));
      box.addEventListener("change", () => this.show());
    }
    window.addEventListener("pageshow", () => this.show()); // browsers restore boxes on the way back
    this.show();
  }

  everything() {
    const head = this.table.querySelector("th.pick");
    if (!head || !this.boxes.length) return;
    this.all = this.kit.made("input", { type: "checkbox" });
    const label = this.kit.made("label", { class: "pick-label" }, this.all, this.kit.made("span", { class: "unseen" }, this.words.all));
    head.replaceChildren(label);
    this.all.addEventListener("change", () => {
      for (const box of this.boxes) box.checked = this.all.checked;
      this.show();
    });
  }

  // With Shift, every row between the one before and this one becomes as this one is.
  run(box, isRun) {
    if (isRun && this.last && this.last !== box) {
      const [first, end] = [this.boxes.indexOf(this.last), this.boxes.indexOf(box)].sort((a, b) => a - b);
      for (const one of this.boxes.slice(first, end + 1)) one.checked = box.checked;
      this.show();
    }
    this.last = box;
  }

  show() {
    const chosen = this.boxes.filter((box) => box.checked).length;
    for (const box of this.boxes) box.closest("tr").classList.toggle("picked", box.checked);
    if (this.all) {
      this.all.checked = chosen === this.boxes.length;
      this.all.indeterminate = chosen > 0 && chosen < this.boxes.length;
    }
    this.said.textContent = chosen ? this.kit.fill(this.words.some, { count: chosen }) : this.words.none;
    this.form.classList.toggle("waits", !chosen);
    for (const button of this.form.querySelectorAll("button")) button.disabled = !chosen;
  }
}

/** Help choosing the rows of every table that lets rows be chosen. */
export function begin(kit) {
  for (const table of document.querySelectorAll("table[data-picks]")) new Picks(table, kit);
}
