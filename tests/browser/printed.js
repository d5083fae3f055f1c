// What shall not be on paper.
() => [...document.querySelectorAll("nav, .skip, [role=navigation], [role=search], dialog")]
  .filter((one) => one.checkVisibility())
  .map((one) => `printed: <${one.localName} class="${one.className}">`)
