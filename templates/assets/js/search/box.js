/* The search box in the header: a combobox with a list of results (W3C, ARIA Authoring Practices: editable combobox with
   list autocomplete, manual selection). Enter on no result opens the page of results, as it does without this file.
   What it says stands in the form's data, so that it is in the page's language; the theme puts it there by a line behind this file
   (theme/assets.py), which is published once for each language. */
// Letters of an excerpt before the first word that was looked for
const BEFORE = 40;
// Letters before it looks
const LEAST = 2;
// Milliseconds after a key
const PAUSE = 120;
// Milliseconds, so that a screen reader is not interrupted by each letter
const SPEAK_AFTER = 600;
// Milliseconds after which an answer is said to be on its way
export const SLOW = 400;

const engines = new Map();

/* The engine over the index of one language, opened once; after a failure the next call tries again.
   `scripts` is how many were fetched for it, itself included. */
export const open = (form, lang, scripts = 2) => {
  if (!engines.has(lang)) {
    const opened = import(new URL(form.dataset.engine, document.baseURI)).then(({ open }) =>
      open(new URL(`${lang}/`, new URL(form.dataset.index, document.baseURI)).href, scripts),
    );
    opened.catch(() => engines.delete(lang));
    engines.set(lang, opened);
  }
  return engines.get(lang);
};

/* A day in words, by the pattern and the months of the page's language: browsers do not know all languages. */
export const writeDate = (form, day) => {
  const [pattern, ...months] = form.dataset.dates.split("|");
  const [year, month, date] = day.split("-");
  return pattern.replace(/MMMM|y|d/g, (part) => ({ MMMM: months[month - 1], y: year, d: Number(date) })[part]);
};

export const writeNumber = (number) => new Intl.NumberFormat([document.documentElement.lang, "en-GB"]).format(number);

/* Words with texts and numbers put in their places. */
export const fill = (words, values) =>
  words.replace(/\{(\w+)\}/g, (place, name) => {
    const value = values[name] ?? place;
    return typeof value === "number" ? writeNumber(value) : value;
  });

/* Where results have not all that was looked for, or something else. */
export const remarks = ({ dataset }, { loose, guessed }) => [
  ...(loose ? [dataset.loose] : []),
  ...guessed.map(([word, near]) => fill(dataset.guessed, { word, near })),
];

/* An element. `parts` are elements or texts, never HTML. */
export const make = (tag, className, ...parts) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...parts);
  return made;
};

export const makeLink = (text, href) => {
  const link = make("a", "", text);
  link.href = href;
  return link;
};

/* Words, those looked for marked. */
export const mark = (parts) => parts.map(({ text, marked }) => (marked ? make("mark", "", text) : text));

/* An excerpt for two short lines: what was looked for stands near its beginning. */
const shorten = (parts) => {
  const first = parts.findIndex(({ marked }) => marked);
  const before = parts.slice(0, Math.max(first, 0)).map(({ text }) => text).join("");
  if (before.length <= BEFORE) return parts;
  const kept = before.slice(-BEFORE).replace(/^\S*/u, "…");
  return [{ text: kept, marked: false }, ...parts.slice(first)];
};

export const start = (form) => {
  const words = form.dataset;
  const field = form.elements.q;
  const panel = make("div", "mb-found");
  const list = make("ul", "mb-found-list");
  const note = make("p", "mb-found-note");
  const voice = make("div", "mb-aside");
  let chosen = -1;
  let asked = 0;
  let waiting;
  let speaking;

  const options = () => [...list.children];

  const say = (text) => {
    clearTimeout(speaking);
    speaking = setTimeout(() => (voice.textContent = text), SPEAK_AFTER);
  };

  const choose = (number) => {
    options().forEach((option, place) => (option.ariaSelected = place === number));
    chosen = number;
    const option = list.children[number];
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };

  const isOpen = () => !panel.hidden;

  const hide = () => {
    clearTimeout(speaking);
    choose(-1);
    panel.hidden = true;
    voice.textContent = "";
    field.ariaExpanded = "false";
  };

  const close = () => {
    asked += 1;
    clearTimeout(waiting);
    hide();
  };

  /* Rows, and above them words and links. */
  const show = (rows, text, ...more) => {
    rows.forEach((row, number) => (row.id = `_found-${number + 1}`));
    list.replaceChildren(...rows);
    list.ariaBusy = null;
    choose(-1);
    note.replaceChildren(text, ...more);
    list.hidden = !rows.length;
    note.hidden = !text;
    panel.hidden = false;
    field.ariaExpanded = rows.length > 0;
  };

  const makeOption = (href, className, ...parts) => {
    const option = make("li", `mb-found-row ${className}`, ...parts);
    option.role = "option";
    option.dataset.href = href;
    return option;
  };

  const makeRow = (engine, one) => {
    const { bodies, kinds } = engine.about;
    const facts = [kinds[one.kind], bodies[one.body], one.date && writeDate(form, one.date)];
    const title = make("span", "mb-found-title", one.title);
    const about = make("span", "mb-found-about", facts.filter(Boolean).join("\u00a0· "));
    const excerpt = make("span", "mb-found-words", ...mark(shorten(one.excerpt)));
    if (one.lang) title.lang = excerpt.lang = one.lang;
    return makeOption(one.href, "", title, " ", about, " ", excerpt);
  };

  const findAll = (text = field.value) => `${new URL(form.action)}?${new URLSearchParams({ q: text.trim() })}`;

  /* No rows, but ways on. */
  const help = (text, near) => {
    const links = [makeLink(words.ways, findAll())];
    if (near) links.unshift(makeLink(fill(words.near, { words: near }), findAll(near)));
    show([], text, ...links);
    say(text);
  };

  /* What stands there belongs to other words. */
  const wait = () => {
    show(isOpen() ? options() : [], words.loading);
    list.ariaBusy = "true";
    say(words.loading);
  };

  const look = async () => {
    clearTimeout(waiting);
    // With a space behind it the last word is whole
    const text = field.value;
    const mine = ++asked;
    if (text.trim().length < LEAST) return close();
    const slow = setTimeout(() => mine === asked && wait(), SLOW);
    try {
      const engine = await open(form, document.documentElement.lang);
      const found = await engine.search({ text, typing: true });
      const first = await engine.details(found.hits.slice(0, found.first));
      if (mine !== asked) return;
      if (!form.contains(document.activeElement)) return close();
      // More may be typed already: only what is shown goes
      if (!found.said) return hide();
      const rows = first.map((one) => makeRow(engine, one));
      if (!rows.length) return help(words.none, found.near[0]);
      const n = found.total;
      if (found.total > rows.length) rows.push(makeOption(findAll(), "mb-found-all", fill(words.all, { n })));
      const remark = remarks(form, found).join(" ");
      show(rows, remark);
      say(`${remark} ${fill(words.found, { n })}`.trim());
    } catch {
      if (mine === asked) help(words.broken);
    } finally {
      clearTimeout(slow);
    }
  };

  const move = (step) => {
    const count = options().length;
    // One place more than there are options: there the field itself is.
    choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
  };

  const press = (event) => {
    if (event.isComposing) return;
    const { key, altKey } = event;
    const listed = isOpen() && options().length > 0;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (altKey && key === "ArrowUp") close();
      else if (!listed) look().then(() => altKey || (isOpen() && !list.hidden && move(key === "ArrowDown" ? 1 : -1)));
      else if (!altKey) move(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Enter" && listed && chosen >= 0) {
      event.preventDefault();
      go(list.children[chosen], event);
    } else if (key === "Escape") {
      event.preventDefault();
      if (isOpen()) close();
      else field.value = "";
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(key)) choose(-1);
  };

  const go = (option, { ctrlKey, metaKey, button }) => {
    if (ctrlKey || metaKey || button === 1) window.open(option.dataset.href, "_blank", "noopener");
    else {
      close();
      location.assign(option.dataset.href);
    }
  };

  list.id = "_found";
  list.role = "listbox";
  list.ariaLabel = words.results;
  // It scrolls by the arrows of the field, and is no stop of the Tab key.
  list.tabIndex = -1;
  voice.role = "status";
  panel.hidden = true;
  panel.append(note, list);
  // Its links follow the field; who goes on to the button has left the list.
  field.after(panel);
  form.append(voice);
  field.role = "combobox";
  field.ariaAutoComplete = "list";
  field.ariaExpanded = "false";
  field.setAttribute("aria-controls", list.id);

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    choose(-1);
    waiting = setTimeout(look, PAUSE);
  });
  field.addEventListener("keydown", press);
  form.addEventListener("submit", close);
  // Focus stays in the field while a result is pressed; a press that becomes a scroll is no click.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  for (const type of ["click", "auxclick"]) {
    list.addEventListener(type, (event) => {
      const option = event.target.closest("[role=option]");
      if (option && event.button < 2) go(option, event);
    });
  }
  form.addEventListener("focusout", ({ relatedTarget: to }) => to === field || panel.contains(to) || close());
  document.addEventListener("pointerdown", ({ target }) => isOpen() && !form.contains(target) && close());
  addEventListener("pagehide", close);
  // What was typed before this file was there
  if (field.value.trim() && document.activeElement === field) look();
};
