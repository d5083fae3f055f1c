// What is asked of every page beside axe; returns sentences, each naming the place.
(options) => {
  const found = [];
  const told = new Set();
  const say = (rule, node) => {
    const place = node ? named(node) : "";
    const line = place ? `${rule}: ${place}` : rule;
    if (!told.has(line)) { told.add(line); found.push(line); }
  };
  const named = (node) => {
    const element = node.nodeType === 1 ? node : node.parentElement;
    const text = (node.textContent || "").trim().replace(/\s+/g, " ").slice(0, 60);
    const kind = element.className && element.className.baseVal === undefined ? `.${element.className}` : "";
    return `<${element.localName}${kind}> «${text}»`;
  };
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const all = (selector) => [...document.querySelectorAll(selector)];

  // Language, direction, one h1, a title.
  const root = document.documentElement;
  const fa = options.language === "fa";
  if (root.lang !== options.language) say(`lang is ${root.lang}`);
  if (getComputedStyle(root).direction !== (fa ? "rtl" : "ltr")) say("direction is wrong");
  const heads = all("h1").filter(shown);
  if (heads.length !== 1) say(`${heads.length} h1`);
  if (!document.title.trim()) say("no title");
  const main = all("main");
  if (main.length !== 1) say(`${main.length} main`);

  // Reflow: nothing wider than the window but what scrolls by itself.
  const width = document.documentElement.clientWidth;
  if (root.scrollWidth > width) {
    const wide = all("body *").filter((one) => shown(one) && !inScroll(one) && outside(one));
    const inner = wide.filter((one) => ![...one.children].some((child) => wide.includes(child)));
    inner.slice(0, 3).forEach((one) => say(`wider than ${width} px`, one));
    if (!inner.length) say(`page is ${root.scrollWidth} px wide in a window of ${width} px`);
  }
  function outside(element) {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.right > width + 1 || box.left < -1);
  }
  function inScroll(element) {
    for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowX)) return true;
    }
    return false;
  }

  // Text that is cut off.
  for (const element of all("body *")) {
    if (!shown(element) || element.closest(".unseen, .skip, svg, textarea, select, input")) continue;
    const style = getComputedStyle(element);
    const hides = /hidden|clip/.test(style.overflowX + style.overflowY);
    if (!hides || !element.textContent.trim()) continue;
    if (style.clipPath !== "none" && element.clientWidth <= 1) continue;
    if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2) {
      say("text cut off", element);
    }
  }

  // Charts with their figures; what scrolls can be reached.
  for (const figure of all("figure, .chart")) {
    // The table stands in the figure or right after it.
    const figures = figure.querySelector("table, a[href]") || figure.nextElementSibling?.querySelector("table");
    if (figure.querySelector("svg") && !figures) say("chart without a table", figure);
  }

  // Words: digits with a hyphen stand in an isolate; no English in a Persian page.
  const skipped = "script, style, noscript, template, option, textarea, svg, code, kbd, samp";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const hyphen = /[0-9۰-۹٠-٩][-‐‑−][0-9۰-۹٠-٩]/;
  const latin = /[A-Za-z][A-Za-z'’]{2,}/g;
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const element = text.parentElement;
    // What stands between U+2066 or U+2068 and U+2069 is in an isolate, as in a <bdi>.
    const data = text.data.replace(/[\u2066\u2068][^\u2069]*\u2069/g, " ");
    if (!data.trim() || !shown(element) || element.closest(skipped)) continue;
    if (fa && hyphen.test(data) && !element.closest("bdi, [dir=ltr]")) say("digits with a hyphen outside bdi", text);
    if (!fa || element.closest("bdi, [dir=ltr], [lang=en]")) continue;
    for (const word of data.match(latin) || []) {
      if (!options.allowed.includes(word)) say(`English in a Persian page: ${word}`, text);
    }
  }
  if (fa) {
    for (const element of all("[aria-label], [title], [alt], [placeholder]")) {
      if (element.closest("bdi, [lang=en], svg")) continue;
      for (const name of ["aria-label", "title", "alt", "placeholder"]) {
        for (const word of (element.getAttribute(name) || "").match(latin) || []) {
          if (!options.allowed.includes(word)) say(`English in ${name}: ${word}`, element);
        }
      }
    }
  }

  // An unfilled place, a value that nobody said, a macro that was printed.
  const said = document.body.innerText;
  for (const sign of ["{{", "}}", "None", "Undefined", "<bound method", "object at 0x", "null"]) {
    const spot = said.indexOf(sign);
    const word = /^[A-Za-z]/.test(sign) ? new RegExp(`(^|[^A-Za-z])${sign}($|[^A-Za-z])`).test(said) : spot >= 0;
    if (word && (fa || sign !== "None")) say(`«${sign}» on the page: ${said.slice(Math.max(0, spot - 30), spot + 30).replace(/\s+/g, " ")}`);
  }

  // Motion.
  if (options.still) {
    for (const element of all("body *")) {
      const style = getComputedStyle(element);
      const seconds = `${style.transitionDuration},${style.animationDuration}`.split(",").map(parseFloat);
      if (seconds.some((one) => one > 0.01)) say("moves though motion is reduced", element);
    }
  }
  return found;
}
