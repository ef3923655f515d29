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

const NOTHING = { total: 0, hits: [] };

const collect = (list) => Object.fromEntries(FACETS.map((facet) => [facet, list(facet)]));
const NONE = collect(() => []);

export const start = (page, form, tools) => {
  const { SLOW, open, writeDate, writeNumber, fill, make, makeLink, mark, remarks } = tools;
  const find = (part) => page.querySelector(`[data-search-${part}]`);
  const findGroup = (facet) => page.querySelector(`[data-search-filter="${facet}"]`);
  const words = page.dataset;
  const field = find("words");
  const lang = document.documentElement.lang;
  let engine;
  // By facet: what may be chosen, and its name
  let values;
  let state;
  let found = NOTHING;
  let shown = 0;
  let asked = 0;
  let waiting;
  let resting;
  let slow;
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

  /* The switch in the header leads to the same search in the other language. */
  const carry = (query) => document.querySelectorAll(".mb-languages a").forEach((link) => (link.search = query));

  /* `keep`: a new entry in the history; without it the present one is changed, as while somebody types. */
  const go = (change, keep = true) => {
    const next = { ...state, ...change };
    const query = write(next);
    if (query !== location.search) history[keep ? "pushState" : "replaceState"](null, "", location.pathname + query);
    return show(next, !keep);
  };

  /* For who comes back to this entry: how many are shown, whether the filters are, and how far down the reader is. */
  const save = () => shown && history.replaceState({ shown, filters: find("filters").open, top: scrollY }, "");

  // Filters

  const makeFilters = () => {
    const { bodies, kinds, statuses, years } = engine.about;
    const named = { body: bodies, kind: kinds, status: statuses };
    values = collect((facet) => new Map(named[facet] ? Object.entries(named[facet]) : years.map((year) => [String(year), year])));
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

  /* And names those chosen, for paper. */
  const showFilters = (counts) => {
    const chosen = [];
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
        if (box.checked) chosen.push(`${group.firstElementChild.textContent}: ${row.children[1].textContent}`);
      }
    }
    const n = chosen.length;
    find("filters").hidden = !found.total && !n;
    find("filters-title").textContent = n ? fill(words.chosen, { n }) : words.filters;
    find("clear").hidden = !n;
    find("paper").textContent = [fill(words.paper, { words: state.text }), ...chosen].join(" · ");
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
    const what = make("div", "mb-entry-what", make("h3", "", makeLink(one.title, one.href)));
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
    find("stuck").textContent = "";
    try {
      const details = await engine.details(found.hits.slice(shown, shown + count));
      if (mine !== asked) return;
      const entries = details.map(makeEntry);
      find("hits").append(...entries);
      if (focus) entries[0]?.querySelector("a")?.focus();
      await showEnd(shown + details.length);
    } catch {
      if (mine === asked) find("stuck").textContent = words.stuck;
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
    save();
    const more = find("more");
    more.hidden = shown >= found.total;
    sight.disconnect();
    if (more.hidden) await showOthers();
    else if (shown < PRESSED) sight.observe(more);
  };

  /* Only with all of the words as they were typed, and more than there is here. */
  const showOthers = async () => {
    const mine = asked;
    const isSure = ({ loose, guessed }) => !loose && !guessed.length;
    const least = isSure(found) ? found.total : 0;
    if (!found.said) return;
    for (const one of page.querySelectorAll("[data-search-also]")) {
      const theirs = await open(form, one.dataset.searchAlso).then((other) => other.search(state)).catch(() => null);
      if (mine !== asked) return;
      if (!theirs || theirs.total <= least || !isSure(theirs)) continue;
      const link = one.querySelector("a");
      link.textContent = fill(one.dataset.words, { n: theirs.total });
      link.search = write(state);
      one.hidden = false;
    }
  };

  /* To the same search, changed. */
  const offer = (text, change) => {
    const link = makeLink(text, location.pathname + write({ ...state, ...change }));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      // The link is gone by then
      go(change).then(() => find("count").focus());
    });
    return link;
  };

  const showHelp = () => {
    const { total, unfiltered, said, near, each } = found;
    const add = (...parts) => find("help").append(make("p", "", ...parts.flatMap((part) => [part, " "])));
    if (!said) add(words.common);
    if (total) for (const remark of remarks(form, found)) add(remark);
    if (each.length) add(words.each, ...each.map(([text, n]) => offer(`${text}: ${writeNumber(n)}`, { text, filters: NONE })));
    if (near.length) add(words.near, ...near.map((text) => offer(text, { text })));
    if (!total && unfiltered) {
      add(fill(words.fewer, { n: unfiltered }), offer(words.clear, { filters: NONE }));
    }
  };

  const look = async (mine, typing, back) => {
    const answer = await engine.search({ ...state, typing });
    const first = await engine.details(answer.hits.slice(0, Math.max(answer.first, back?.shown ?? 0)));
    if (mine !== asked) return;
    clear();
    // Perhaps the beginning of something
    if (typing && !answer.said) return;
    found = answer;
    const { total, unfiltered, said } = found;
    find("count").textContent = fill(
      total ? words.found : !said ? words.empty : unfiltered ? words.filtered : words.none,
      { n: total, words: state.text },
    );
    showHelp();
    showFilters(found.counts);
    find("order").hidden = total < 2;
    find("hits").hidden = !total;
    find("hits").replaceChildren(...first.map(makeEntry));
    find("found").hidden = false;
    if (back) {
      find("filters").open = wide.matches || back.filters;
      scrollTo({ top: back.top, behavior: "instant" });
    }
    await showEnd(first.length);
  };

  /* What is shown belongs to other words. */
  const wait = () => {
    find("count").textContent = form.dataset.loading;
    find("help").textContent = "";
    find("hits").ariaBusy = "true";
  };

  /* `back`: what was saved with the entry of the history that is shown again. */
  const show = async (next, typing = false, back = null) => {
    const mine = ++asked;
    state = next;
    carry(write(state));
    shown = 0;
    sight.disconnect();
    clearTimeout(slow);
    if (field.value.trim() !== state.text) field.value = state.text;
    document.title = `${state.text ? `${state.text} – ` : ""}${words.title}`;
    for (const radio of page.querySelectorAll("[name=order]")) radio.checked = radio.value === state.order;
    for (const one of [find("more"), ...page.querySelectorAll("[data-search-also]")]) one.hidden = true;
    if (!state.text) return clear();
    slow = setTimeout(wait, SLOW);
    try {
      await look(mine, typing, back);
    } catch {
      if (mine === asked) fail();
    }
  };

  const clear = () => {
    clearTimeout(slow);
    found = NOTHING;
    for (const part of ["count", "help", "paper", "stuck"]) find(part).textContent = "";
    find("hits").ariaBusy = null;
    find("found").hidden = find("broken").hidden = true;
  };

  const fail = () => {
    clear();
    find("broken").hidden = false;
  };

  const begin = async () => {
    find("broken").hidden = true;
    find("count").textContent = field.value ? form.dataset.loading : "";
    try {
      engine = await open(form, lang, 3);
      makeFilters();
    } catch {
      return fail();
    }
    const given = read();
    // What was typed while the index was on its way counts more than the address.
    const text = field.value.trim() || given.text;
    return text === given.text ? show(given, false, history.state) : go({ ...given, text });
  };

  const search = (keep) => {
    clearTimeout(waiting);
    if (engine) go({ text: field.value.trim() }, keep);
    else if (!find("broken").hidden) begin();
  };

  carry(location.search);

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
    go({ filters: NONE });
  });
  find("more").addEventListener("click", () => showMore(NEXT * 2, true));
  find("again").addEventListener("click", () => {
    find("count").focus();
    search(true);
  });
  // Not when only the place on the page changed
  addEventListener("popstate", () => engine && write(read()) !== write(state) && show(read(), false, history.state));
  addEventListener("scroll", () => {
    clearTimeout(resting);
    resting = setTimeout(save, PAUSE);
  });
  // Of a result, before it is followed
  page.addEventListener("click", save);

  const key = find("key");
  key.checked = minutebook.recall("slash") !== "off";
  key.addEventListener("change", () => minutebook.remember("slash", key.checked ? null : "off"));

  const wide = matchMedia("(width >= 60em)");
  const fold = () => (find("filters").open = wide.matches);
  wide.addEventListener("change", fold);
  fold();

  return begin();
};
