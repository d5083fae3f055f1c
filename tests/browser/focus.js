// Where the focus is, and whether it can be seen.
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const label = element.labels && element.labels[0] ? element.labels[0] : null;
  const ringed = (one) => {
    const look = getComputedStyle(one);
    return (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2) || look.boxShadow !== "none";
  };
  // A link that is broken over two lines has two boxes; the middle of both may belong to neither.
  const first = element.getClientRects()[0] || box;
  const x = Math.min(Math.max((first.left + first.right) / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max((first.top + first.bottom) / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const covered = top && !element.contains(top) && !top.contains(element)
    && !(label && (label === top || label.contains(top)));
  if (!element.dataset.walked) element.dataset.walked = String(performance.now());
  return {
    name: `<${element.localName}> ${(element.innerText || element.name || element.ariaLabel || "").slice(0, 40)}`,
    mark: element.dataset.walked,
    ringed: ringed(element) || (label ? ringed(label) : false),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    covered: Boolean(covered) && style.position !== "absolute",
  };
}
