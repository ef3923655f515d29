/* The page of results. Words, filters and order stand in the address, so that a search can be linked to and Back works; whatever
   comes from there is only ever text. The parts of the page that it fills stand in templates/pages/search.html. */
const FACETS = ["body", "year", "kind", "status"];
// Results that follow while the reader scrolls
const NEXT = 6;
// From so many on, more are shown only when the button is pressed
const PRESSED = 24;
// The first value of a filter that its style folds away
const FOLDED = ":nth-child(9 of .mb-search-choice:not([hidden])) input";
// Milliseconds after a key
const PAUSE = 250;

const collect = (list) => Object.fromEntries(FACETS.map((facet) => [facet, list(facet)]));

export const start = (page, form, tools) => {
  const { open, writeDate, writeNumber, fill, make, mark } = tools;
  const find = (part) => page.querySelector(`[data-search-${part}]`);
  const findGroup = (facet) => page.querySelector(`[data-search-filter="${facet}"]`);
  const words = page.dataset;
  const field = find("words");
  const lang = document.documentElement.lang;
  let engine;
  // By facet: what may be chosen, and its name
  let values;
  let state;
  let hits = [];
  let shown = 0;
  let asked = 0;
  let waiting;
  // The search of which more is on its way
  let busy = 0;

  // The address

  const read = () => {
    const given = new URLSearchParams(location.search);
    return {
      text: (given.get("q") ?? "").trim(),
      filters: collect((facet) => [...new Set(given.getAll(facet))].filter((one) => values[facet].has(one))),
      order: given.get("order") === "date" ? "date" : "relevance",
    };
  };

  const write = ({ text, filters, order }) => {
    const query = new URLSearchParams();
    if (text) query.set("q", text);
    for (const facet of FACETS) for (const one of filters[facet]) query.append(facet, one);
    if (order === "date") query.set("order", order);
    return query.size ? `?${query}` : "";
  };

  /* `keep`: a new entry in the history; without it the present one is changed, as while somebody types. */
  const go = (change, keep = true) => {
    const next = { ...state, ...change };
    const query = write(next);
    if (query !== location.search) history[keep ? "pushState" : "replaceState"](null, "", location.pathname + query);
    return show(next, !keep);
  };

  // Filters

  const makeFilters = () => {
    const { bodies, kinds, statuses, years } = engine.about;
    const named = { body: bodies, kind: kinds, status: statuses };
    const latest = [...years].sort((one, two) => two - one).map((year) => [String(year), year]);
    values = collect((facet) => new Map(facet === "year" ? latest : Object.entries(named[facet])));
    for (const facet of FACETS) {
      const group = findGroup(facet);
      const rows = [...values[facet]].map(([value, text]) => {
        const box = make("input");
        box.type = "checkbox";
        box.name = facet;
        box.value = value;
        return make("label", "mb-search-choice", box, make("span", "", text), make("span", "mb-meta"));
      });
      const all = make("button", "mb-search-all", words.all);
      all.type = "button";
      all.addEventListener("click", () => {
        group.toggleAttribute("data-whole", true);
        group.querySelector(FOLDED).focus();
      });
      group.append(...rows, all);
    }
  };

  /* Returns how many are chosen. */
  const showFilters = (counts) => {
    let chosen = 0;
    for (const facet of FACETS) {
      const group = findGroup(facet);
      group.hidden = true;
      for (const box of group.querySelectorAll("input")) {
        const count = counts[facet]?.[box.value] ?? 0;
        const row = box.parentElement;
        box.checked = state.filters[facet].includes(box.value);
        row.lastElementChild.textContent = writeNumber(count);
        row.hidden = !count && !box.checked && box !== document.activeElement;
        if (!row.hidden) group.hidden = false;
        chosen += box.checked;
      }
    }
    find("filters").hidden = !hits.length && !chosen;
    find("filters-title").textContent = chosen ? fill(words.chosen, { n: writeNumber(chosen) }) : words.filters;
    find("clear").hidden = !chosen;
    return chosen;
  };

  // Results

  const makeEntry = (one) => {
    const { bodies, kinds, statuses } = engine.about;
    const when = make("div", "mb-entry-when");
    if (one.date) {
      const time = make("time", "", writeDate(form, one.date));
      time.dateTime = one.date;
      when.append(time, " ");
    }
    when.append(make("span", "", bodies[one.body] ?? ""));
    const title = make("a", "", one.title);
    title.href = one.href;
    const what = make("div", "mb-entry-what", make("h3", "", title));
    if (one.excerpt.length) what.append(make("p", "", ...mark(one.excerpt)));
    if (one.lang) what.lang = one.lang;
    const is = make("div", "mb-entry-state", make("span", "mb-tag", kinds[one.kind]), " ");
    if (one.status) is.append(make("span", "mb-meta", statuses[one.status]));
    return make("li", "mb-entry", when, what, is);
  };

  const showMore = async (count, focus = false) => {
    const mine = asked;
    if (busy === mine) return;
    busy = mine;
    try {
      const details = await engine.details(hits.slice(shown, shown + count));
      if (mine !== asked) return;
      const entries = details.map(makeEntry);
      find("hits").append(...entries);
      if (focus) entries[0]?.querySelector("a")?.focus();
      await showEnd(shown + details.length);
    } catch {
      if (mine === asked) fail();
    } finally {
      if (busy === mine) busy = 0;
    }
  };

  // While the end of the list is in view, more follows, up to a number; then the button leads on and the footer can be reached.
  // Who has gone to the button presses it: it must not vanish under the keys.
  const sight = new IntersectionObserver((all) => {
    if (all.some((one) => one.isIntersecting) && document.activeElement !== find("more")) showMore(NEXT);
  });

  /* What follows on the results shown: more of them, or the other languages. */
  const showEnd = async (count) => {
    shown = count;
    const more = find("more");
    more.hidden = shown >= hits.length;
    sight.disconnect();
    if (more.hidden) await showOthers();
    else if (shown < PRESSED) sight.observe(more);
  };

  const showOthers = async () => {
    const mine = asked;
    for (const one of page.querySelectorAll("[data-search-also]")) {
      const other = await open(form, one.dataset.searchAlso).catch(() => null);
      const found = await other?.search(state).catch(() => null);
      if (mine !== asked) return;
      if (!found || found.total <= hits.length) continue;
      const link = one.querySelector("a");
      link.textContent = fill(one.dataset.words, { n: writeNumber(found.total) });
      link.search = write(state);
      one.hidden = false;
    }
  };

  const makeLink = (text, change) => {
    const link = make("a", "", text);
    link.href = location.pathname + write({ ...state, ...change });
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      // The link is gone by then
      go(change).then(() => find("count").focus());
    });
    return link;
  };

  const showHelp = ({ near, loose }, chosen) => {
    const made = loose && hits.length ? [make("p", "", form.dataset.loose)] : [];
    if (near.length) {
      const line = make("p", "", `${words.near} `);
      line.append(...near.flatMap((text) => [makeLink(text, { text }), " "]));
      made.push(line);
    }
    if (!hits.length && chosen) {
      const line = make("p", "", `${words.fewer} `);
      line.append(makeLink(words.clear, { filters: collect(() => []) }));
      made.push(line);
    }
    find("help").replaceChildren(...made);
  };

  const look = async (mine, typing) => {
    const found = await engine.search({ ...state, typing });
    const first = await engine.details(found.hits.slice(0, found.first));
    if (mine !== asked) return;
    hits = found.hits;
    find("broken").hidden = true;
    find("count").textContent = hits.length
      ? fill(words.found, { n: writeNumber(found.total) })
      : fill(words.none, { words: state.text });
    showHelp(found, showFilters(found.counts));
    find("order").hidden = hits.length < 2;
    find("hits").hidden = !hits.length;
    find("hits").replaceChildren(...first.map(makeEntry));
    find("found").hidden = false;
    await showEnd(first.length);
  };

  const show = async (next, typing = false) => {
    const mine = ++asked;
    state = next;
    sight.disconnect();
    if (field.value.trim() !== state.text) field.value = state.text;
    document.title = `${state.text ? `${state.text} – ` : ""}${words.title}`;
    for (const radio of page.querySelectorAll("[name=order]")) radio.checked = radio.value === state.order;
    for (const one of [find("more"), ...page.querySelectorAll("[data-search-also]")]) one.hidden = true;
    if (!state.text) return clear();
    try {
      await look(mine, typing);
    } catch {
      if (mine === asked) fail();
    }
  };

  const clear = () => {
    hits = [];
    find("count").textContent = "";
    find("help").replaceChildren();
    find("found").hidden = true;
  };

  const fail = () => {
    clear();
    find("broken").hidden = false;
  };

  const begin = async () => {
    find("broken").hidden = true;
    find("count").textContent = field.value ? words.loading : "";
    try {
      engine = await open(form, lang, 3);
      makeFilters();
    } catch {
      return fail();
    }
    const given = read();
    // What was typed while the index was on its way counts more than the address.
    return show({ ...given, text: field.value.trim() || given.text });
  };

  const search = (keep) => {
    clearTimeout(waiting);
    if (engine) go({ text: field.value.trim() }, keep);
    else if (!find("broken").hidden) begin();
  };

  // The box in the header is hidden where the page has its own
  const early = document.activeElement === form.elements.q;
  find("form").hidden = false;
  if (early) field.focus();
  field.value = (new URLSearchParams(location.search).get("q") ?? "").trim();

  find("form").addEventListener("submit", (event) => {
    event.preventDefault();
    search(true);
  });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => engine && search(false), PAUSE);
  });
  page.addEventListener("change", ({ target: { name: facet, value } }) => {
    if (!engine) return;
    if (facet === "order") go({ order: value });
    else if (FACETS.includes(facet)) {
      go({ filters: collect((one) => [...findGroup(one).querySelectorAll("input:checked")].map((box) => box.value)) });
    }
  });
  find("clear").addEventListener("click", () => {
    find("filters-title").focus();
    go({ filters: collect(() => []) });
  });
  find("more").addEventListener("click", () => showMore(NEXT * 2, true));
  addEventListener("popstate", () => engine && show(read()));

  const key = find("key");
  key.checked = minutebook.recall("slash") !== "off";
  key.addEventListener("change", () => minutebook.remember("slash", key.checked ? null : "off"));

  const wide = matchMedia("(width >= 60em)");
  const fold = () => (find("filters").open = wide.matches);
  wide.addEventListener("change", fold);
  fold();

  return begin();
};
