/* The search box in the header: a combobox with a list of results (W3C, ARIA Authoring Practices: editable combobox with
   list autocomplete, manual selection). Enter on no result opens the page of results, as it does without this file.
   What it says stands in the form's data, so that it is in the page's language. */
const SHOWN = 6; // results in the list
const LEAST = 2; // letters before it looks
const PAUSE = 120; // milliseconds after a key
const SPEAK_AFTER = 600; // milliseconds, so that a screen reader is not interrupted by each letter

const engines = new Map();

/* The engine over the index of one language, opened once; after a failure the next call tries again. */
export const open = (form, lang) => {
  if (!engines.has(lang)) {
    const opened = import(new URL(form.dataset.engine, document.baseURI)).then(({ open }) =>
      open(new URL(`${lang}/`, new URL(form.dataset.index, document.baseURI)).href),
    );
    opened.catch(() => engines.delete(lang));
    engines.set(lang, opened);
  }
  return engines.get(lang);
};

/* The address of a result, below the site's root; nothing for what leads out of the site. */
export const resolve = (form, href) => {
  const root = new URL(form.dataset.root, document.baseURI);
  const found = new URL(href, root);
  return found.href.startsWith(root.href) ? found.href : null;
};

/* A day in words, by the pattern and the months of the page's language: browsers do not know all languages. */
export const writeDate = (form, day) => {
  const [pattern, ...months] = form.dataset.dates.split("|");
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)/.exec(day) ?? [];
  if (!months[month - 1]) return day;
  return pattern.replace(/MMMM|y|d/g, (part) => ({ MMMM: months[month - 1], y: year, d: Number(date) })[part]);
};

export const writeNumber = (number) => new Intl.NumberFormat([document.documentElement.lang, "en-GB"]).format(number);

export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

export const make = (tag, className, text = "") => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
};

/* Words with those looked for marked. `parts` are texts, never HTML. */
export const mark = (into, parts) => {
  into.append(...parts.map(({ text, marked }) => (marked ? make("mark", "", text) : text)));
  return into;
};

export const name = (names, id) => names?.[id] ?? id ?? "";

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
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === number)));
    chosen = number;
    const option = list.children[number];
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };

  const isOpen = () => !panel.hidden;

  const close = () => {
    asked += 1;
    clearTimeout(waiting);
    clearTimeout(speaking);
    choose(-1);
    panel.hidden = true;
    voice.textContent = "";
    field.setAttribute("aria-expanded", "false");
  };

  const show = (rows, text, ...more) => {
    choose(-1);
    list.replaceChildren(...rows);
    note.replaceChildren(text, ...more);
    list.hidden = !rows.length;
    note.hidden = Boolean(rows.length);
    panel.hidden = false;
    field.setAttribute("aria-expanded", String(rows.length > 0));
  };

  const makeOption = (number, href) => {
    const option = make("li", "mb-found-row");
    option.id = `_found-${number + 1}`;
    option.role = "option";
    option.setAttribute("aria-selected", "false");
    option.dataset.href = href;
    return option;
  };

  const makeRow = (engine, one, number) => {
    const href = resolve(form, one.href);
    if (!href) return null;
    const option = makeOption(number, href);
    const title = make("span", "mb-found-title", one.title);
    if (one.lang) title.lang = one.lang;
    const { bodies, kinds } = engine.about;
    const about = [name(kinds, one.kind), name(bodies, one.body), one.date && writeDate(form, one.date)];
    option.append(title, " ", make("span", "mb-found-about", about.filter(Boolean).join(" · ")));
    return option;
  };

  const findAll = () => `${new URL(form.action)}?${new URLSearchParams({ q: field.value.trim() })}`;

  const fail = () => {
    const link = make("a", "", words.ways);
    link.href = form.action;
    show([], `${words.broken} `, link);
    say(words.broken);
  };

  const look = async () => {
    clearTimeout(waiting);
    const text = field.value; // with a space behind it the last word is whole
    const mine = ++asked;
    if (text.trim().length < LEAST) return close();
    try {
      const engine = await open(form, document.documentElement.lang);
      const filters = { body: [], year: [], kind: [], status: [] };
      const { total, hits } = await engine.search({ text, filters, order: "relevance", typing: true });
      const found = await engine.details(hits.slice(0, SHOWN));
      if (mine !== asked || document.activeElement !== field) return;
      const rows = found.map((one, number) => makeRow(engine, one, number)).filter(Boolean);
      if (!rows.length) {
        show([], words.none);
        return say(words.none);
      }
      if (total > rows.length) {
        const all = makeOption(rows.length, findAll());
        all.classList.add("mb-found-all");
        all.textContent = words.all;
        rows.push(all);
      }
      show(rows, "");
      say(fill(words.found, { n: writeNumber(total) }));
    } catch {
      if (mine === asked) fail();
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
  list.setAttribute("aria-label", words.results);
  voice.role = "status";
  panel.hidden = true;
  panel.append(list, note);
  form.append(panel, voice);
  field.role = "combobox";
  for (const [name, value] of [["autocomplete", "list"], ["expanded", "false"], ["controls", list.id]]) {
    field.setAttribute(`aria-${name}`, value);
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    choose(-1);
    waiting = setTimeout(look, PAUSE);
  });
  field.addEventListener("keydown", press);
  form.addEventListener("submit", close);
  // Focus stays in the field while a result is pressed; a press that becomes a scroll is no click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  for (const type of ["click", "auxclick"]) {
    list.addEventListener(type, (event) => {
      const option = event.target.closest("[role=option]");
      if (option && event.button < 2) go(option, event);
    });
  }
  form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || close());
  document.addEventListener("pointerdown", ({ target }) => isOpen() && !form.contains(target) && close());
  addEventListener("pagehide", close);
  if (field.value.trim() && document.activeElement === field) look(); // what was typed before this file was there
};
