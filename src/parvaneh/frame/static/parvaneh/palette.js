// The command palette of staff: Ctrl+K, a few letters, Enter. A combobox over a list in a dialog.
// What it lists comes from the server, which knows what the reader may see; without it there is
// the search page.

const PAUSE = 150; // milliseconds after the last key until the server is asked

class Palette {
  constructor(kit, urls) {
    this.kit = kit;
    this.urls = urls;
    this.words = JSON.parse(urls.words);
    this.found = [];
    this.at = 0;
    this.build();
  }

  build() {
    const { made } = this.kit;
    this.input = made("input", {
      type: "search", role: "combobox", "aria-expanded": "true", "aria-controls": "palette-list", autocomplete: "off",
      "aria-autocomplete": "list", "aria-label": this.words.title, "aria-describedby": "palette-hint", dir: "auto", spellcheck: "false", placeholder: this.words.title,
    });
    this.list = made("ul", { id: "palette-list", role: "listbox", "aria-label": this.words.title });
    this.said = made("p", { class: "hint", role: "status", id: "palette-hint" }, this.words.hint);
    const close = made("button", { type: "button", class: "button" }, this.words.close);
    this.dialog = made("dialog", { class: "palette", "aria-label": this.words.title },
      made("div", { class: "palette-row" }, this.input, close), this.said, this.list);
    close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog.close(); });
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.go(Number(row.dataset.at));
    });
    document.body.append(this.dialog);
  }

  open() {
    if (this.dialog.open) { this.dialog.close(); return; }
    this.input.value = "";
    this.dialog.showModal();
    this.input.focus();
    this.ask();
  }

  later() {
    clearTimeout(this.waiting);
    this.found = []; // Enter before the answer came goes to the search page, not to an old row
    this.waiting = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const asked = this.input.value;
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const address = `${this.urls.urlEntries}?q=${encodeURIComponent(asked)}`;
      const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: this.asking.signal });
      if (!answer.ok || answer.redirected) throw new Error("refused");
      this.show((await answer.json()).entries, asked);
    } catch (fault) {
      if (fault.name !== "AbortError") this.fail();
    }
  }

  show(entries, asked) {
    const { made, fill } = this.kit;
    this.found = entries;
    this.at = 0;
    this.list.replaceChildren(...entries.map((one, at) =>
      made("li", { role: "option", id: `palette-${at}`, "data-at": at }, made("bdi", {}, one.words), " ", made("span", { class: "muted" }, one.hint))));
    this.mark();
    if (asked) this.said.textContent = entries.length ? fill(this.words.found, { count: entries.length }) : this.words.none;
    else this.said.textContent = this.words.hint;
  }

  fail() {
    const link = this.kit.made("a", { href: this.urls.urlSearch }, this.words.failed);
    this.list.replaceChildren();
    this.found = [];
    this.said.replaceChildren(link);
  }

  mark() {
    [...this.list.children].forEach((row, at) => row.setAttribute("aria-selected", at === this.at));
    const row = this.list.children[this.at];
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
    else this.input.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }

  pressed(event) {
    const last = this.found.length - 1;
    if (event.key === "ArrowDown") this.at = this.at >= last ? 0 : this.at + 1;
    else if (event.key === "ArrowUp") this.at = this.at <= 0 ? Math.max(last, 0) : this.at - 1;
    else if (event.key === "Enter") this.go(this.at);
    else return;
    event.preventDefault();
    this.mark();
  }

  go(at) {
    const entry = this.found[at];
    const asked = encodeURIComponent(this.input.value);
    window.location.assign(entry ? entry.url : `${this.urls.urlSearch}?q=${asked}`);
  }
}

/** The palette, made when it is first wanted. */
export function palette(kit, urls) {
  return new Palette(kit, urls);
}
