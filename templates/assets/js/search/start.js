/* Wakes the search: the box in the header when it is first used, the page of results where there is one. The key / leads to
   the box, unless the reader has switched that off on the page. What is loaded, and from where, stands in the form's data. */
const form = document.querySelector("[data-search]");
const page = document.querySelector("[data-search-page]");
const field = form?.elements.q;

const load = (name) => import(new URL(form.dataset[name], document.baseURI));

let box;
const wake = () => (box ??= load("box").then((tools) => (tools.start(form), tools)));

if (form) {
  for (const type of ["focus", "input"]) field.addEventListener(type, () => wake().catch(() => (box = null)));
  if (document.activeElement === field) wake().catch(() => (box = null));

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select") || target.isContentEditable) return;
    if (minutebook.recall("slash") === "off") return;
    event.preventDefault();
    const wanted = page?.querySelector("[data-search-words]:not([hidden] *)") ?? field;
    wanted.focus();
    wanted.select();
  });
}

if (form && page) {
  Promise.all([load("box"), load("page")])
    .then(([tools, results]) => results.start(page, form, tools))
    .catch(() => {
      page.querySelector("[data-search-again]").onclick = () => location.reload();
      page.querySelector("[data-search-broken]").hidden = false;
    });
}
