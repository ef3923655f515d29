/* What letters mean, in a panel beside them. A link of class "term" that leads to an entry in the page's list of terms,
   <dl data-terms="More in the glossary">, shows a copy of it under a mouse, in focus, and at a first tap; a second tap or the
   panel's own link leads on. Escape, leaving or a tap elsewhere closes it. Without an entry, or popovers in the browser, it
   is the plain link. Why so: docs/decisions/0012-panels-of-terms.md */
const OPEN_AFTER = 200; // milliseconds
const CLOSE_AFTER = 300; // time to move from the link into the panel
const GAP = 6; // pixels from the link, and from the edges of the window

const root = document.documentElement;
const names = new Map([...document.querySelectorAll("[data-terms] dt a[href]")].map((name) => [name.href, name]));
const panel = document.createElement("div");
const more = document.createElement("a");
let link = null; // whose panel is open
let tapped = null;
let pressed = false; // whether a button of the mouse is
let timer;

const find = (target) => {
  const one = target.closest?.("a.term");
  return one && names.has(one.href) ? one : null;
};

const meanings = (name) => [...name.closest("dt").parentElement.querySelectorAll(":scope > dd")];

const copy = (tag, from) => {
  const made = document.createElement(tag);
  made.append(...from.cloneNode(true).childNodes);
  if (from.lang) made.lang = from.lang;
  for (const one of made.querySelectorAll("[id]")) one.removeAttribute("id");
  return made;
};

const plain = (words) => words.replace(/\s+/g, " ").trim().toLowerCase();

/* Whether the record has the meaning right before or behind the link, with a bracket between: "Early Help (EH)". */
const isExplained = (one, words) => {
  const meaning = plain(words.textContent);
  const before = plain(one.previousSibling?.textContent ?? "");
  const behind = plain(one.nextSibling?.textContent ?? "");
  return before.endsWith(`${meaning} (`) || behind.startsWith(`(${meaning}`);
};

/* Below the link, or above where there is more room; over no edge. What is longer scrolls.
   Where neither will do, a tap moves the page first, so that nearly all the window is on one side of the link. */
const place = (mayMove) => {
  const lines = [...(link?.getClientRects() ?? [])];
  if (!lines.length) return;
  const { clientWidth, clientHeight, scrollHeight } = root;
  const above = lines[0].top - 2 * GAP;
  const below = clientHeight - lines.at(-1).bottom - 2 * GAP;
  const wanted = panel.scrollHeight + panel.offsetHeight - panel.clientHeight;
  if (mayMove && wanted > Math.max(above, below)) {
    const up = Math.min(Math.ceil(wanted - below), above + GAP, scrollHeight - clientHeight - scrollY);
    const down = Math.min(Math.ceil(wanted - above), below + GAP, scrollY);
    scrollBy({ top: below + up >= above + down ? up : -down, behavior: "instant" });
    return place();
  }
  const under = wanted <= below || below >= above;
  const line = lines.at(under ? -1 : 0);
  panel.style.maxHeight = `${Math.min(under ? below : above, clientHeight - 2 * GAP)}px`;
  const left = Math.max(GAP, Math.min(line.left, clientWidth - panel.offsetWidth - GAP));
  const top = under ? line.bottom + GAP : line.top - GAP - panel.offsetHeight;
  panel.style.left = `${left + scrollX}px`;
  panel.style.top = `${top + scrollY}px`;
  panel.tabIndex = panel.scrollHeight > panel.clientHeight ? 0 : -1;
};

const close = () => {
  clearTimeout(timer);
  if (!link) return;
  link.removeAttribute("data-open");
  link = null;
  panel.hidePopover();
};

const open = (one, byTap) => {
  clearTimeout(timer);
  if (one !== link) {
    close();
    link = one;
    link.setAttribute("data-open", "");
    const name = names.get(link.href);
    more.href = name.href;
    more.textContent = name.closest("[data-terms]").dataset.terms || name.textContent;
    panel.setAttribute("aria-label", name.textContent);
    panel.replaceChildren(copy("p", name), ...meanings(name).map((one) => copy("div", one)), more);
    panel.showPopover({ source: link }); // so that Tab leads from the link into the panel
    panel.scrollTop = 0;
  }
  // For a mouse or a keyboard the link itself leads on: another would be one more stop.
  more.hidden = !byTap;
  place(byTap);
};

const closeFor = (target) => {
  if (find(target) !== link && !panel.contains(target)) close();
};

const leave = () => {
  if (!link?.matches(":hover, :focus-visible") && !panel.matches(":hover, :focus-within")) close();
};

const listen = (type, act) => document.addEventListener(type, act, true);

if (names.size && panel.showPopover) {
  panel.className = "mb-panel";
  panel.popover = "manual";
  panel.role = "group";
  more.className = "mb-panel-more";
  (document.getElementById("_content") ?? document.body).append(panel);

  // Said by a screen reader in its own way, whether the panel is open or not. Hidden copies, since the list may be folded away.
  // Not where the page itself says it beside the link: what was put in is silent only while the switch hides it.
  const said = new Map();
  const copies = document.createElement("div");
  copies.hidden = true;
  panel.before(copies);
  const expanded = [];
  const describe = (one) => one.setAttribute("aria-describedby", said.get(names.get(one.href)).id);
  for (const one of document.querySelectorAll("a.term")) {
    const name = names.get(one.href);
    const [meaning] = name ? meanings(name) : [];
    if (!meaning) continue;
    if (!said.has(name)) {
      const words = copy("p", meaning.querySelector(".mb-meaning") ?? meaning);
      words.id = `_meaning-${said.size + 1}`;
      copies.append(words);
      said.set(name, words);
    }
    if (one.nextSibling?.className === "expansion") expanded.push(one);
    else if (!isExplained(one, said.get(name))) describe(one);
  }
  const follow = () => {
    const hidden = root.dataset.expansions === "hidden";
    for (const one of expanded) hidden ? describe(one) : one.removeAttribute("aria-describedby");
  };
  new MutationObserver(follow).observe(root, { attributeFilter: ["data-expansions"] });
  follow();

  listen("pointerover", ({ target, pointerType, buttons }) => {
    if (pointerType === "touch") return;
    clearTimeout(timer);
    pressed = buttons > 0; // again, since where something was dragged to its release is not told
    const one = pressed ? null : find(target);
    if (one) timer = setTimeout(() => !pressed && one.matches(":hover") && open(one), OPEN_AFTER);
    else if (!panel.contains(target)) timer = setTimeout(leave, CLOSE_AFTER);
  });
  listen("pointerdown", ({ target, pointerType }) => {
    pressed = pointerType !== "touch";
    const one = pointerType === "mouse" ? null : find(target);
    tapped = one === link ? null : one;
    if (pressed) closeFor(target); // it would lie over what is going to be selected
  });
  listen("pointerup", ({ target }) => {
    pressed = false;
    closeFor(target);
  });
  listen("click", (event) => {
    // The Enter key and screen readers press without detail: they follow the link.
    if (!tapped || !event.detail || find(event.target) !== tapped) return;
    event.preventDefault();
    open(tapped, true);
  });
  listen("focusin", ({ target }) => {
    if (find(target) && target.matches(":focus-visible")) open(target);
    else leave();
  });
  listen("keydown", ({ key }) => {
    if (key !== "Escape") return;
    if (panel.matches(":focus-within")) link.focus({ preventScroll: true });
    close();
  });
  listen("scroll", ({ target }) => target === panel || place());
  addEventListener("resize", () => place());
  addEventListener("pagehide", close);
}
