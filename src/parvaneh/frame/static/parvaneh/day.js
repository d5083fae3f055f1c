// Days: a mask while one types 1404/07/12, and a small calendar of the Jalali months.
// The arithmetic is the 33-year cycle, exact for the years that are accepted; a test compares it.

export const FIRST_YEAR = 1300;
export const LAST_YEAR = 1499;
const CYCLE = 33;
const LEAPS = 8;
// Lines of the pictures; the style sheet turns those of the steps round where one reads leftwards.
const BOOK = "M3 5h18v16H3zM3 10h18M8 2v5M16 2v5";
const [BACK, BACK_TWICE] = ["M15 5l-7 7 7 7", "M12 5l-7 7 7 7M20 5l-7 7 7 7"];
const [ON, ON_TWICE] = ["M9 5l7 7-7 7", "M4 5l7 7-7 7M12 5l7 7-7 7"];
const PAGE = { PageUp: -1, PageDown: 1 };

/** Whether a year has 366 days. */
export function isLeap(year) {
  return (LEAPS * year + 29) % CYCLE < LEAPS;
}

/** How many days a month (1..12) has. */
export function monthLength(year, month) {
  if (month <= 6) return 31;
  return month < 12 || isLeap(year) ? 30 : 29;
}

/** Days since a fixed one; day 0 of the count is so chosen that it was a Saturday. */
export function dayNumber(year, month, day) {
  const leaps = Math.floor((LEAPS * year + 21) / CYCLE);
  const months = month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7);
  return 365 * (year - 1) + leaps + months + day + 4;
}

/** The day of the week, 0 Saturday to 6 Friday. */
export function weekday(year, month, day) {
  return dayNumber(year, month, day) % 7;
}

/** The day so many days on. */
export function daysLater(at, count) {
  let { year, month, day } = at;
  day += count;
  while (day > monthLength(year, month)) {
    day -= monthLength(year, month);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  while (day < 1) {
    [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
    day += monthLength(year, month);
  }
  return within({ year, month, day }, at);
}

/** The same day so many months on; the last one where the month is shorter. */
export function monthsLater(at, count) {
  const months = at.year * 12 + at.month - 1 + count;
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  return within({ year, month, day: Math.min(at.day, monthLength(year, month)) }, at);
}

/** A day that is written 1404/7/12, in ASCII; null where it is none. */
export function read(text) {
  const found = /^\s*(\d{4})\s*[-/. ]?\s*(\d{1,2})\s*[-/. ]?\s*(\d{1,2})\s*$/.exec(text);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number);
  const isDay = year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1
    && day <= monthLength(year, month);
  return isDay ? { year, month, day } : null;
}

/** A day in ASCII figures. */
export function written({ year, month, day }) {
  return `${year}/${String(month).padStart(2, "0")}/${String(day).padStart(2, "0")}`;
}

/** What is typed, its parts set apart: 14040 becomes 1404/0. */
export function masked(digits) {
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].filter(Boolean).join("/");
}

function within(day, otherwise) {
  return day.year < FIRST_YEAR || day.year > LAST_YEAR ? otherwise : day;
}

const same = (one, other) => one && other && written(one) === written(other);

function mask(input, { plain, shown }) {
  input.addEventListener("input", (event) => {
    const atEnd = input.selectionStart === input.value.length;
    if (!atEnd || event.inputType?.startsWith("delete")) return;
    const typed = plain(input.value);
    if (!/^[\d/]{1,10}$/.test(typed)) return; // another way to write it, such as with the month's name
    const isRun = /^\d{5,8}$|^\d{4}\/\d{3,4}$/.test(typed);
    input.value = shown(isRun ? masked(typed.replaceAll("/", "")) : typed);
  });
}

class Calendar {
  constructor(input, kit) {
    this.input = input;
    this.kit = kit;
    this.words = JSON.parse(input.dataset.words);
    this.today = read(input.dataset.today);
    this.button = kit.made("button", { type: "button", class: "day-open", "aria-haspopup": "dialog", "aria-label": this.words.open, title: this.words.open });
    this.button.append(picture(BOOK));
    this.button.addEventListener("click", () => this.open());
    input.after(this.button);
  }

  open() {
    this.dialog ??= this.build();
    this.chosen = read(this.kit.plain(this.input.value));
    this.at = this.chosen || this.today;
    this.draw();
    this.dialog.showModal();
    this.place();
    this.focusDay();
  }

  build() {
    const { made } = this.kit;
    const step = (label, path, months) => {
      const button = made("button", { type: "button", class: "day-step", "aria-label": label, title: label }, picture(path));
      button.addEventListener("click", () => { this.at = monthsLater(this.at, months); this.draw(); });
      return button;
    };
    this.title = made("p", { class: "day-month", "aria-live": "polite" });
    this.body = made("tbody");
    const heads = this.words.weekdays.map((one) => made("th", { scope: "col", abbr: one }, made("span", { "aria-hidden": "true" }, this.short(one)), made("span", { class: "unseen" }, one)));
    const grid = made("table", { role: "grid", "aria-label": this.words.title }, made("thead", {}, made("tr", {}, ...heads)), this.body);
    grid.addEventListener("keydown", (event) => this.pressed(event));
    grid.addEventListener("click", (event) => this.clicked(event));
    const today = made("button", { type: "button", class: "button" }, this.words.today);
    today.addEventListener("click", () => this.choose(this.today));
    const close = made("button", { type: "button", class: "button" }, this.words.close);
    close.addEventListener("click", () => this.dialog.close());
    const dialog = made("dialog", { class: "day-dialog", "aria-label": this.words.title },
      made("div", { class: "day-head" }, step(this.words.earlierYear, BACK_TWICE, -12), step(this.words.earlierMonth, BACK, -1), this.title, step(this.words.laterMonth, ON, 1), step(this.words.laterYear, ON_TWICE, 12)),
      grid, made("div", { class: "day-foot" }, today, close), made("p", { class: "hint" }, this.words.keys));
    dialog.addEventListener("close", () => this.input.focus());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    this.input.parentElement.append(dialog);
    return dialog;
  }

  short(name) {
    return document.documentElement.lang === "fa" ? name[0] : name.slice(0, 2);
  }

  draw() {
    const { made, shown } = this.kit;
    const { year, month } = this.at;
    this.title.textContent = `${this.words.months[month - 1]} ${shown(year)}`;
    const blank = () => made("td");
    const cells = Array.from({ length: weekday(year, month, 1) }, blank);
    for (let day = 1; day <= monthLength(year, month); day += 1) cells.push(this.cell({ year, month, day }));
    while (cells.length % 7) cells.push(blank());
    const rows = [];
    for (let first = 0; first < cells.length; first += 7) rows.push(made("tr", {}, ...cells.slice(first, first + 7)));
    this.body.replaceChildren(...rows);
  }

  cell(day) {
    const { made, shown } = this.kit;
    const name = `${shown(day.day)} ${this.words.months[day.month - 1]} ${shown(day.year)}`;
    return made("td", {
      role: "gridcell", "data-at": written(day), tabindex: same(day, this.at) ? "0" : "-1",
      "aria-label": same(day, this.today) ? `${name}, ${this.words.today}` : name,
      "aria-selected": same(day, this.chosen) ? "true" : "false",
      "aria-current": same(day, this.today) ? "date" : null,
    }, shown(day.day));
  }

  pressed(event) {
    const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const place = weekday(this.at.year, this.at.month, this.at.day);
    const days = { ArrowUp: -7, ArrowDown: 7, Home: -place, End: 6 - place };
    let next = null;
    if (event.key in days) next = daysLater(this.at, days[event.key]);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") next = daysLater(this.at, event.key === forward ? 1 : -1);
    else if (event.key in PAGE) next = monthsLater(this.at, PAGE[event.key] * (event.shiftKey ? 12 : 1));
    else if (event.key === "Enter" || event.key === " ") this.choose(this.at);
    else return;
    event.preventDefault();
    if (!next) return;
    this.at = next;
    this.draw();
    this.focusDay();
  }

  clicked(event) {
    const cell = event.target.closest("[data-at]");
    if (cell) this.choose(read(cell.dataset.at));
  }

  choose(day) {
    this.input.value = this.kit.shown(written(day));
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.dialog.close();
  }

  focusDay() {
    this.body.querySelector('[tabindex="0"]').focus();
  }

  // Beside its field where there is room, in the middle of a small screen.
  place() {
    const { dialog, input } = this;
    dialog.classList.toggle("beside", window.innerWidth > 640);
    if (window.innerWidth <= 640) { dialog.removeAttribute("style"); return; }
    const field = input.getBoundingClientRect();
    const [height, width] = [dialog.offsetHeight, dialog.offsetWidth];
    const isRtl = document.documentElement.dir === "rtl";
    const below = field.bottom + 6 + height < window.innerHeight;
    const left = isRtl ? field.right - width : field.left;
    dialog.style.top = `${Math.max(6, below ? field.bottom + 6 : field.top - height - 6)}px`;
    dialog.style.right = "auto";
    dialog.style.left = `${Math.min(Math.max(6, left), window.innerWidth - width - 6)}px`;
  }
}

function picture(lines) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", lines);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

/** Give every day of the page its mask and its calendar. */
export function begin(kit) {
  for (const input of document.querySelectorAll("[data-day]")) {
    mask(input, kit);
    new Calendar(input, kit);
  }
}
