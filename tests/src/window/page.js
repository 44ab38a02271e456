// How a person finds things on a page: by what they read. The last line of each question is added by `Window`.
const squash = (text) => (text ?? "").replace(/\s+/g, "");
const words = (node) => {
  // What is read out: text without icons and decorations.
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("aria-hidden") === "true") return "";
  return [...node.childNodes].map(words).join(" ");
};
const shown = (element) => {
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return box.width > 1 && box.height > 1 && style.visibility === "visible" && !element.closest("[inert]") &&
    element.checkVisibility({ opacityProperty: true });
};
const named = (ids) => ids.split(/\s+/).map((id) => words(document.getElementById(id) ?? document.createElement("i"))).join(" ");
// Every name a person may know an element by, the one a screen reader speaks first.
const namesOf = (element) => {
  const by = element.getAttribute("aria-labelledby");
  const typed = element.matches("input, textarea, select, [contenteditable=true]");
  return [
    by && named(by),
    element.getAttribute("aria-label"),
    ...[...(element.labels ?? [])].map(words),
    typed && !element.matches("[type=button], [type=submit]") ? "" : words(element) || element.value,
    element.getAttribute("title"),
    element.getAttribute("placeholder"),
    ...[...element.querySelectorAll("img[alt]")].map((image) => image.alt),
  ].map(squash).filter(Boolean);
};
// Whether a click on its middle arrives at the element, and not at a dialog over it.
const onTop = (element) => {
  const box = element.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return !at || element.contains(at) || at.contains(element);
};
// Of the elements with this name: exact names before names that only contain it, what can be reached before what is covered.
const best = (elements, name) => {
  const wanted = squash(name);
  const reachable = (found) => {
    for (const element of found) if (!onTop(element)) element.scrollIntoView({ block: "center", inline: "nearest" });
    return found.find(onTop) ?? null;
  };
  const candidates = elements.filter(shown);
  const exact = candidates.filter((element) => namesOf(element).includes(wanted));
  if (exact.length > 0) return reachable(exact);
  const loose = candidates.filter((element) => namesOf(element).some((n) => n.includes(wanted)));
  // Innermost only: a row contains its buttons.
  return reachable(loose.filter((element) => !loose.some((other) => other !== element && element.contains(other))));
};
const all = (selector) => [...document.querySelectorAll(selector)];
const clickable = `button, a[href], summary, option, label, input[type=button], input[type=submit], input[type=checkbox],
  input[type=radio], [role=button], [role=tab], [role=menuitem], [role=menuitemradio], [role=menuitemcheckbox], [role=option],
  [role=link], [role=radio], [role=checkbox], [role=switch], [role=treeitem], [role=gridcell][tabindex], tr[tabindex], [role=row][tabindex]`;
const fillable = `input:not([type=button], [type=submit], [type=checkbox], [type=radio], [type=hidden]), textarea, select,
  [contenteditable=true], [role=combobox], [role=textbox]`;

// A label is clicked for the choice it hides, when nothing else has its name.
const findClickable = (name) => {
  const elements = all(clickable).filter((element) => !element.matches(":disabled, [aria-disabled=true]"));
  const isLabel = (element) => element.tagName === "LABEL";
  const found = best([...elements.filter((e) => !isLabel(e)), ...elements.filter(isLabel)], name);
  // WebKit's driver cannot click a row itself.
  return found?.matches("tr") ? found.cells[0] : found;
};
const findField = (name) => best(all(fillable).filter((element) => !element.matches(":disabled")), name);
const findOption = (name) => best(all("[role=option], option"), name);
const findAnything = (name) => {
  const wanted = squash(name);
  const holding = all("body *").filter((e) => shown(e) && (squash(words(e)).includes(wanted) || namesOf(e).includes(wanted)));
  const inner = holding.filter((e) => !holding.some((other) => other !== e && e.contains(other)));
  const found = inner.find(onTop) ?? inner[0];
  if (!found) return null;
  found.scrollIntoView({ block: "nearest", inline: "nearest" });
  return found;
};
// What a person can read: text, and what stands in fields.
const read = () => {
  const fields = all("input:not([type=password], [type=hidden], [type=radio], [type=checkbox]), textarea").filter(shown);
  return [document.body.innerText, ...fields.map((f) => f.value || f.placeholder)].join("\n").replace(/[\s\u00a0]+/g, " ");
};
const sees = (text) => read().toLowerCase().includes(text.replace(/\s+/g, " ").trim().toLowerCase());
