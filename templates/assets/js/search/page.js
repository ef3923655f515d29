/* The page of results. Words, filters and order stand in the address, so that a search can be linked to and Back works; whatever
   comes from there is only ever text. The parts of the page that it fills stand in templates/pages/search.html. */
const FACETS = ["body", "year", "kind", "status"];
const FIRST = 4; // results whose words are fetched at once; the next ones while the reader scrolls
const NEXT = 6;
const PRESSED = 24; // from so many on, more are shown only when the button is pressed
const FEW = 5; // so few results make it look in the other languages
const VISIBLE = 8; // values of a filter before the rest is folded away
const PAUSE = 250; // milliseconds after a key

export const start = (page, form, tools) => {
  const { open, resolve, writeDate, writeNumber, fill, make, mark, name } = tools;
  const find = (part) => page.querySelector(`[data-search-${part}]`);
  const words = page.dataset;
  const field = find("words");
  const lang = document.documentElement.lang;
  let engine;
  let state;
  let hits = [];
  let shown = 0;
  let asked = 0;
  let waiting;
  let busy = 0; // the search of which more is on its way

  // The address

  const read = () => {
    const given = new URLSearchParams(location.search);
    const known = { body: engine.about.bodies, kind: engine.about.kinds, status: engine.about.statuses };
    const isKnown = (facet, one) =>
      facet === "year" ? engine.about.years.map(String).includes(one) : Object.hasOwn(known[facet], one);
    return {
      text: (given.get("q") ?? "").trim(),
      filters: Object.fromEntries(
        FACETS.map((facet) => [facet, [...new Set(given.getAll(facet))].filter((one) => isKnown(facet, one))]),
      ),
      order: given.get("order") === "date" ? "date" : "relevance",
    };
  };

  const write = ({ text, filters, order }) => {
    const query = new URLSearchParams();
    if (text) query.set("q", text);
    for (const facet of FACETS) for (const one of filters[facet]) query.append(facet, one);
    if (order === "date") query.set("order", order);
    return `${location.pathname}${query.size ? `?${query}` : ""}`;
  };

  /* `keep`: a new entry in the history; without it the present one is changed, as while somebody types. */
  const go = (change, keep = true) => {
    const next = { ...state, ...change };
    const address = write(next);
    if (address !== `${location.pathname}${location.search}`) history[keep ? "pushState" : "replaceState"](null, "", address);
    return show(next, !keep);
  };

  // Filters

  const boxes = () => [...page.querySelectorAll("[data-search-filter] input")];

  const listValues = (facet) => {
    const { bodies, kinds, statuses, years } = engine.about;
    if (facet === "year") return [...years].map(String).sort().reverse().map((year) => [year, year]);
    return Object.entries({ body: bodies, kind: kinds, status: statuses }[facet]);
  };

  const makeFilters = () => {
    for (const facet of FACETS) {
      const group = page.querySelector(`[data-search-filter="${facet}"]`);
      const rows = listValues(facet).map(([value, text]) => {
        const label = make("label", "mb-search-choice");
        const box = make("input");
        box.type = "checkbox";
        box.name = facet;
        box.value = value;
        label.append(box, make("span", "", text), make("span", "mb-meta"));
        return label;
      });
      const all = make("button", "mb-search-all", words.all);
      all.type = "button";
      all.addEventListener("click", () => {
        const [first] = [...group.querySelectorAll("[data-folded]")].map((one) => (one.removeAttribute("data-folded"), one));
        all.hidden = true;
        group.toggleAttribute("data-whole", true);
        first?.querySelector("input").focus();
      });
      group.append(...rows, all);
    }
  };

  const showFilters = (counts) => {
    let chosen = 0;
    for (const facet of FACETS) {
      const group = page.querySelector(`[data-search-filter="${facet}"]`);
      let visible = 0;
      for (const box of group.querySelectorAll("input")) {
        const count = counts[facet]?.[box.value] ?? 0;
        const row = box.parentElement;
        box.checked = state.filters[facet].includes(box.value);
        row.lastElementChild.textContent = writeNumber(count);
        row.hidden = !count && !box.checked && box !== document.activeElement;
        const folds = !row.hidden && visible >= VISIBLE && !box.checked && !group.hasAttribute("data-whole");
        row.toggleAttribute("data-folded", folds);
        visible += !row.hidden;
        chosen += box.checked;
      }
      group.hidden = !visible;
      group.querySelector("button").hidden = !group.querySelector("[data-folded]");
    }
    find("filters").hidden = !hits.length && !chosen;
    find("filters-title").textContent = chosen ? fill(words.chosen, { n: writeNumber(chosen) }) : words.filters;
    find("clear").hidden = !chosen;
    return chosen;
  };

  // Results

  const makeEntry = (one) => {
    const { bodies, kinds, statuses } = engine.about;
    const href = resolve(form, one.href);
    const entry = make("li", "mb-entry");
    const when = make("div", "mb-entry-when");
    if (one.date) {
      const time = make("time", "", writeDate(form, one.date));
      time.dateTime = one.date;
      when.append(time, " ");
    }
    when.append(make("span", "", name(bodies, one.body)));
    const what = make("div", "mb-entry-what");
    const heading = make("h3");
    const title = make(href ? "a" : "span", "", one.title);
    if (href) title.href = href;
    if (one.lang && one.lang !== lang) what.lang = one.lang;
    heading.append(title);
    what.append(heading);
    if (one.excerpt?.length) what.append(mark(make("p"), one.excerpt));
    const is = make("div", "mb-entry-state");
    if (one.kind) is.append(make("span", "mb-tag", name(kinds, one.kind)), " ");
    if (one.status) is.append(make("span", "mb-meta", name(statuses, one.status)));
    entry.append(when, what, is);
    return entry;
  };

  const showMore = async (count, focus = false) => {
    const mine = asked;
    if (busy === mine) return;
    busy = mine;
    const details = await engine.details(hits.slice(shown, shown + count)).finally(() => (busy = busy === mine ? 0 : busy));
    if (mine !== asked) return;
    shown += details.length;
    const entries = details.map(makeEntry);
    find("hits").append(...entries);
    find("more").hidden = shown >= hits.length;
    if (focus) entries[0]?.querySelector("a")?.focus();
    watch();
  };

  // While the end of the list is in view, more follows, up to a number; then the button leads on and the footer can be reached.
  const sight = new IntersectionObserver((all) => {
    if (!all.some((one) => one.isIntersecting) || shown >= PRESSED) return;
    sight.disconnect();
    showMore(NEXT).catch(fail);
  });

  const watch = () => {
    sight.disconnect();
    if (shown < Math.min(hits.length, PRESSED)) sight.observe(find("more"));
  };

  const makeLink = (text, change) => {
    const link = make("a", "", text);
    link.href = write({ ...state, ...change });
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(change).catch(fail);
    });
    return link;
  };

  const showNear = (near, chosen) => {
    const help = find("help");
    const made = [];
    if (near.length) {
      const line = make("p", "", `${words.near} `);
      near.forEach((text, number) => line.append(number ? ", " : "", makeLink(text, { text })));
      made.push(line);
    }
    if (!hits.length && chosen) {
      const line = make("p", "", `${words.fewer} `);
      line.append(makeLink(words.clear, { filters: Object.fromEntries(FACETS.map((facet) => [facet, []])) }));
      made.push(line);
    }
    help.replaceChildren(...made);
  };

  const showOthers = async (total) => {
    const mine = asked;
    const links = [...page.querySelectorAll("[data-search-also]")];
    for (const one of links) one.hidden = true;
    if (!state.text || total > FEW) return;
    for (const one of links) {
      const other = await open(form, one.dataset.searchAlso).catch(() => null);
      const found = await other?.search({ text: state.text, filters: state.filters, order: "relevance" }).catch(() => null);
      if (mine !== asked) return;
      if (!found || found.total <= total) continue;
      const link = one.querySelector("a");
      link.textContent = fill(one.dataset.words, { n: writeNumber(found.total) });
      link.search = new URLSearchParams({ q: state.text });
      one.hidden = false;
    }
  };

  const show = async (next, typing = false) => {
    const mine = ++asked;
    state = next;
    sight.disconnect();
    if (field.value.trim() !== state.text) field.value = state.text;
    const title = `${state.text ? `${state.text} – ` : ""}${words.title}`;
    if (document.title !== title) document.title = title;
    for (const radio of page.querySelectorAll("[name=order]")) radio.checked = radio.value === state.order;
    find("found").hidden = !state.text;
    if (!state.text) {
      hits = [];
      find("hits").replaceChildren();
      find("count").textContent = "";
      return showOthers(0);
    }
    const found = await engine.search({ ...state, typing });
    if (mine !== asked) return;
    hits = found.hits;
    shown = 0;
    const chosen = showFilters(found.counts);
    const first = await engine.details(hits.slice(0, FIRST));
    if (mine !== asked) return;
    shown = first.length;
    find("hits").replaceChildren(...first.map(makeEntry));
    find("more").hidden = shown >= hits.length;
    find("order").hidden = hits.length < 2;
    find("count").textContent = hits.length
      ? fill(words.found, { n: writeNumber(found.total) })
      : fill(words.none, { words: state.text });
    showNear(found.near, chosen);
    find("found").removeAttribute("data-waiting");
    watch();
    await showOthers(found.total);
  };

  const fail = () => {
    find("count").textContent = "";
    find("broken").hidden = false;
    find("found").hidden = true;
  };

  const search = (keep) => {
    clearTimeout(waiting);
    return go({ text: field.value.trim() }, keep).catch(fail);
  };

  const early = document.activeElement === form.elements.q; // the box in the header is hidden where the page has its own
  find("form").hidden = false;
  if (early) field.focus();
  field.value = (new URLSearchParams(location.search).get("q") ?? "").trim();
  find("count").textContent = field.value ? words.loading : "";

  find("form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (engine) search(true);
  });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => engine && search(false), PAUSE);
  });
  page.addEventListener("change", ({ target }) => {
    if (!engine) return;
    if (target.name === "order") go({ order: target.value }).catch(fail);
    if (!FACETS.includes(target.name)) return;
    const chosen = (facet) => boxes().filter((box) => box.name === facet && box.checked).map((box) => box.value);
    go({ filters: Object.fromEntries(FACETS.map((facet) => [facet, chosen(facet)])) }).catch(fail);
  });
  find("clear").addEventListener("click", () => {
    field.focus();
    go({ filters: Object.fromEntries(FACETS.map((facet) => [facet, []])) }).catch(fail);
  });
  find("more").addEventListener("click", () => showMore(NEXT * 2, true).catch(fail));
  addEventListener("popstate", () => engine && show(read()).catch(fail));

  const key = find("key");
  key.checked = minutebook.recall("slash") !== "off";
  key.addEventListener("change", () => minutebook.remember("slash", key.checked ? null : "off"));

  const wide = matchMedia("(width >= 60em)");
  const fold = () => (find("filters").open = wide.matches);
  wide.addEventListener("change", fold);
  fold();

  return open(form, lang)
    .then((opened) => {
      engine = opened;
      makeFilters();
      // What was typed while the index was on its way counts more than the address.
      const given = read();
      return show({ ...given, text: field.value.trim() || given.text });
    })
    .catch(fail);
};
