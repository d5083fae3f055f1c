// What every page shares: the words and digits of scripts, leaving a form, printing, the palette.
// The other modules are fetched where the page has something for them; each exports `begin(kit)`.

const PERSIAN = "۰۱۲۳۴۵۶۷۸۹";
const ARABIC = "٠١٢٣٤٥٦٧٨٩";
const NEEDS = {
  forms: "[data-longest], [data-rials], [data-code], [data-reveals], [data-place], [data-upload]",
  day: "[data-day]",
  table: "table[data-picks]",
  cells: "[data-cell]",
};

/** Digits of the three kinds as ASCII. */
export function plain(text) {
  return text
    .replace(/[۰-۹]/g, (one) => PERSIAN.indexOf(one))
    .replace(/[٠-٩]/g, (one) => ARABIC.indexOf(one));
}

/** ASCII digits in those of the page's language. */
export function shown(text) {
  const isPersian = document.documentElement.lang === "fa";
  return isPersian ? String(text).replace(/[0-9]/g, (one) => PERSIAN[one]) : String(text);
}

/** A whole number with its thousands set apart, in the page's digits. */
export function grouped(number) {
  const mark = document.documentElement.lang === "fa" ? "٬" : ",";
  return shown(String(number).replace(/\B(?=(\d{3})+$)/g, mark));
}

/** A message with its places filled; foreign names are isolated. */
export function fill(message, values) {
  return message.replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
}

/** Text that does not mix its direction with its surroundings. */
export function isolated(text) {
  return `\u2068${text}\u2069`;
}

/** An element with attributes, properties of its dataset, and children. */
export function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const kit = { plain, shown, grouped, fill, isolated, made };

// What somebody has written is not lost without a question. Only forms in which much is written.
function leavingAsks() {
  let unsent = null;
  const keeps = (form) => form && form.method === "post" && form.querySelector("textarea, [type=file], [data-day]");
  const refused = document.querySelector(".error-summary");
  if (refused) unsent = [...document.forms].find(keeps) || null;
  document.addEventListener("input", (event) => {
    if (keeps(event.target.form)) unsent = event.target.form;
  });
  document.addEventListener("submit", (event) => {
    if (event.target === unsent) unsent = null;
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsent) event.preventDefault();
  });
}

function printing() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

function palette(urls) {
  if (!urls.urlPalette) return;
  let opened = null;
  const open = () => {
    opened ??= import(urls.urlPalette).then((module) => module.palette(kit, urls));
    opened.then((one) => one.open());
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === "KeyK") {
      event.preventDefault();
      open();
    }
  });
  for (const button of document.querySelectorAll("[data-palette-open]")) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
}

function begin() {
  const urls = document.getElementById("scripts").dataset;
  for (const [name, what] of Object.entries(NEEDS)) {
    if (document.querySelector(what)) import(urls[`url${name[0].toUpperCase()}${name.slice(1)}`]).then((module) => module.begin(kit));
  }
  leavingAsks();
  printing();
  palette(urls);
  // `autofocus` is ignored where the address names a place in the page.
  document.querySelector(".error-summary")?.focus();
}

if (typeof document !== "undefined") begin();
