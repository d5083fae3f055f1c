// What helps while a form is filled in: counts, amounts in words, codes in groups, fields that a
// choice opens, counties of a province, files looked at before they are sent. All of it is only a
// help: the server looks at everything again, and every form works without.

// Damm's table, as in kit/check_digits.py: the last digit of a code makes the walk end at 0.
const DAMM = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];
const GROUP = 4;
const MEGABYTE = 1_000_000;
const PREVIEWED = 8 * MEGABYTE;
const PICTURES = new Set(["image/png", "image/jpeg"]);

/** Whether the last of these digits is the check digit of those before it. */
export function isChecked(digits) {
  return [...digits].reduce((interim, digit) => DAMM[interim][digit], 0) === "0";
}

/** An amount by its scales, such as [[12, 2], [500, 1]] for 12,500,000: 12 million 500 thousand. */
export function scaled(amount, scales) {
  const parts = [];
  let rest = amount;
  for (let scale = 0; rest > 0n && scale < scales; scale += 1) {
    const isLast = scale === scales - 1;
    const part = isLast ? rest : rest % 1000n;
    if (part) parts.unshift([part, scale]);
    rest = isLast ? 0n : rest / 1000n;
  }
  return parts;
}

/** Megabytes with one decimal, rounded up. */
export function megabytes(size) {
  return Math.ceil((size * 10) / MEGABYTE) / 10;
}

/** What stands against a file: "kind", "empty", "large", or nothing. */
export function fileFault(name, size, endings, largest) {
  if (!endings.includes(name.slice(name.lastIndexOf(".")).toLowerCase())) return "kind";
  if (!size) return "empty";
  return size > largest ? "large" : "";
}

const wordsOf = (element) => JSON.parse(element.dataset.words);

function count(area, { fill, grouped }) {
  const words = wordsOf(area);
  const longest = Number(area.dataset.longest);
  const line = document.getElementById(`${area.id}-count`);
  const told = line.textContent;
  const said = document.createElement("span");
  said.className = "unseen";
  said.setAttribute("aria-live", "polite");
  line.after(said);
  let waiting = 0;
  const show = () => {
    const left = longest - area.value.replace(/\r\n/g, "\n").length;
    const text = fill(left < 0 ? words.over : words.left, { count: grouped(Math.abs(left)) });
    line.textContent = area.value ? text : told;
    line.classList.toggle("over", left < 0);
    clearTimeout(waiting); // read out once somebody pauses, not at every key
    waiting = setTimeout(() => { said.textContent = left < longest / 10 ? text : ""; }, 1000);
  };
  area.addEventListener("input", show);
  if (area.value) show();
}

function rials(input, { fill, grouped, plain, made }) {
  const words = wordsOf(input);
  const said = made("output", { class: "hint rials-said", for: input.id });
  input.parentElement.after(said);
  const show = () => {
    const digits = plain(input.value).replace(/[\s,٬،']/g, "");
    const isAmount = /^\d{1,15}$/.test(digits) && BigInt(digits) > 0n;
    said.textContent = isAmount ? inWords(BigInt(digits), words, fill, grouped) : "";
  };
  input.addEventListener("input", show);
  input.addEventListener("change", () => {
    const digits = plain(input.value).replace(/[\s,٬،']/g, "");
    if (/^\d{1,15}$/.test(digits)) input.value = grouped(BigInt(digits));
  });
  show();
}

function inWords(amount, words, fill, grouped) {
  const parts = scaled(amount, words.scales.length).map(([part, scale]) =>
    (scale ? fill(words.scales[scale], { count: grouped(part) }) : grouped(part)));
  const joined = parts.reduce((one, other) => fill(words.joined, { one, other }));
  const said = fill(words.rials, { amount: joined });
  return amount % 10n ? said : `${said} = ${fill(words.tomans, { amount: grouped(amount / 10n) })}`;
}

function code(input, { plain, shown, made }) {
  const words = wordsOf(input);
  const length = Number(input.dataset.code);
  const said = made("p", { class: "hint code-said", "aria-live": "polite" });
  input.after(said);
  const show = () => {
    const digits = plain(input.value).replace(/[\s-]/g, "");
    const isAtEnd = input.selectionStart === input.value.length;
    if (isAtEnd && /^\d+$/.test(digits)) {
      input.value = shown(digits.replace(new RegExp(`(\\d{${GROUP}})(?=\\d)`, "g"), "$1 "));
    }
    const isWhole = digits.length === length && /^\d+$/.test(digits);
    said.textContent = isWhole ? words[isChecked(digits) ? "right" : "wrong"] : "";
    said.classList.toggle("over", isWhole && !isChecked(digits));
  };
  input.addEventListener("input", show);
}

function reveal(choice) {
  const more = document.getElementById(choice.dataset.reveals);
  const show = () => { more.hidden = !choice.checked; };
  for (const other of choice.form.elements[choice.name]?.forEach ? choice.form.elements[choice.name] : [choice]) {
    other.addEventListener("change", show);
  }
  show();
}

function place(group) {
  const [province, county] = group.querySelectorAll("select");
  const groups = [...county.querySelectorAll("optgroup")];
  const show = () => {
    const here = groups.filter((one) => !province.value || one.dataset.key === province.value);
    const chosen = county.value;
    county.replaceChildren(county.options[0], ...here);
    county.value = here.some((one) => one.querySelector(`option[value="${CSS.escape(chosen)}"]`)) ? chosen : "";
  };
  province.addEventListener("change", show);
  county.addEventListener("change", () => {
    const there = county.selectedOptions[0]?.closest("optgroup");
    if (there && !province.value) { province.value = there.dataset.key; show(); }
  });
  if (province.value) show();
}

class Files {
  constructor(box, kit) {
    this.box = box;
    this.kit = kit;
    this.words = wordsOf(box);
    this.input = box.querySelector("input");
    this.largest = Number(box.dataset.largest);
    this.most = Number(box.dataset.most);
    this.endings = this.input.accept.split(",");
    this.kept = [];
    this.list = kit.made("ul", { class: "files" });
    this.faults = kit.made("div", { class: "error", "aria-live": "assertive" });
    this.said = kit.made("p", { class: "unseen", "aria-live": "polite" });
    box.append(this.faults, this.list, this.said);
    this.input.addEventListener("change", () => this.take([...this.input.files]));
    box.addEventListener("dragover", () => box.classList.add("over"));
    for (const end of ["dragleave", "drop"]) box.addEventListener(end, () => box.classList.remove("over"));
    if (this.input.files.length) this.take([...this.input.files]);
  }

  take(files) {
    const { fill, made } = this.kit;
    const told = [];
    const known = this.most > 1 ? this.kept : [];
    const fresh = files.filter((file) => !known.some((one) => one.name === file.name && one.size === file.size));
    const good = fresh.filter((file) => {
      const fault = fileFault(file.name, file.size, this.endings, this.largest);
      if (fault) told.push(fill(this.words[fault], this.about(file)));
      return !fault;
    });
    const wanted = [...known, ...good];
    if (wanted.length > this.most) told.push(fill(this.words.many, { found: wanted.length, needed: this.most }));
    this.kept = wanted.slice(0, this.most);
    this.faults.replaceChildren(...told.map((one) => made("span", {}, one)));
    this.show();
  }

  about(file) {
    const needed = this.endings.map((one) => one.slice(1).toUpperCase()).join(" ");
    const isLarge = file.size > this.largest;
    return { found: this.kit.isolated(file.name), size: megabytes(file.size),
      needed: isLarge ? megabytes(this.largest) : this.kit.isolated(needed) };
  }

  show() {
    const sent = new DataTransfer();
    for (const file of this.kept) sent.items.add(file);
    this.input.files = sent.files;
    this.list.replaceChildren(...this.kept.map((file) => this.row(file)));
    this.said.textContent = this.kit.fill(this.words.chosen, { count: this.kept.length });
  }

  row(file) {
    const { fill, isolated, made } = this.kit;
    const name = made("bdi", { class: "file-name" }, file.name);
    const size = file.size < MEGABYTE
      ? fill(this.words.kilobytes, { size: Math.ceil(file.size / 1000) })
      : fill(this.words.megabytes, { size: megabytes(file.size) });
    const label = fill(this.words.remove, { found: isolated(file.name) });
    const out = made("button", { type: "button", class: "file-out", "aria-label": label, title: label }, "×");
    out.addEventListener("click", () => {
      this.kept = this.kept.filter((one) => one !== file);
      this.show();
      this.input.focus();
    });
    return made("li", {}, this.preview(file), made("span", { class: "file-about" }, name, " ", made("span", { class: "muted" }, size)), out);
  }

  preview(file) {
    if (!PICTURES.has(file.type) || file.size > PREVIEWED) {
      const ending = file.name.slice(file.name.lastIndexOf(".") + 1).toUpperCase();
      return this.kit.made("span", { class: "file-picture", "aria-hidden": "true" }, ending);
    }
    const picture = this.kit.made("img", { class: "file-picture", alt: "" });
    const reader = new FileReader(); // a data: address; the pages allow no blob:
    reader.addEventListener("load", () => { picture.src = reader.result; });
    reader.readAsDataURL(file);
    return picture;
  }
}

/** Help with every field of the page that has something to be helped with. */
export function begin(kit) {
  const each = (what, help) => document.querySelectorAll(what).forEach((one) => help(one, kit));
  each("[data-longest]", count);
  each("[data-rials]", rials);
  each("[data-code]", code);
  each("[data-reveals]", reveal);
  each("[data-place]", place);
  each("[data-upload]", (box) => new Files(box, kit));
}
