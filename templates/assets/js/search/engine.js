/* The browser's half of the search: reads the files that minutebook/search writes, and nothing else.

   A query is words that must all stand there, "phrases", -words that must not; the last word may be the beginning of one.
   What is found is an agenda item, a record in it, or a page. Words of an item's title, and of the meeting's name, count for
   what stands below them, but something must stand in the place itself. An item of which a record has it all is not
   found beside that record, unless it says some of it itself. What a meeting's places say is read from its page.
   Numbers are written as letters: see minutebook/search/files.py, where the form of the files is told. */

const VERSION = 1;
const PAGE = 2 ** 20; // of a place: page * PAGE + item * ITEM + record
const ITEM = 2 ** 8;
const TITLE = 5; // the first level of words in a title
const LEVELS = [0.35, 0.6, 0.9, 1.15, 1.4, 2, 2.6, 3];
const KINDS = { decision: 1.2, action: 1.15, recommendation: 1.15, meeting: 0.75, update: 0.95, person: 1.3, term: 1.3, declaration: 0.9 };
const FACETS = ["body", "year", "kind", "status"];
const LEAST = 3; // letters of a beginning
const MOST_FILES = 6; // that the beginning of a word may ask for
const EXCERPT = 220; // letters
const MOST_REQUESTS = 8; // of the first search, with the texts of the hits that are shown first
const DAY_ONE = Date.UTC(1800, 0, 1);
const DAY = 86400000;

export const fold = (text) => text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
const WORD = /[\p{L}\p{N}]+/gu;
const split = (text) => fold(text).replace(/['’ʼ]s(?![\p{L}\p{N}_])/gu, "").match(WORD) ?? [];

const STARTS = [
  ["T", /^(?:nh|th|dd|t|d)/], ["C", /^(?:ngh|ng|ch|c|g)/], ["P", /^(?:mh|ph|p|b|m)/],
  ["L", /^(?:ll|l)/], ["R", /^(?:rh|r)/], ["P", /^f/], ["T", /^n/],
];
/* The word by whose beginning its file is found: words.place in Python. */
const place = (word, lang) => {
  if (lang !== "cy" || [...word].length < 3 || word.startsWith("ff")) return word;
  const found = STARTS.find(([, start]) => start.test(word));
  return found ? found[0] + word.replace(found[1], "") : word;
};

const CODES = new Int8Array(127);
for (let code = 35, value = 0; code < 127; code += 1) if (code !== 92) CODES[code] = value++;

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  number() {
    const first = CODES[this.text.charCodeAt(this.at++)];
    if (first < 61) return first;
    const second = CODES[this.text.charCodeAt(this.at++)];
    if (first < 90) return 61 + (first - 61) * 91 + second;
    const third = CODES[this.text.charCodeAt(this.at++)];
    return second * 8281 + third * 91 + CODES[this.text.charCodeAt(this.at++)];
  }
}

/* Parts of a query, in order: {words, raw, without, phrase}. */
export const parse = (text) => {
  const parts = [];
  for (const [, minus, phrase, word] of text.matchAll(/(?<!\S)([-−–])?(?:["“”„«]([^"“”„»]*)["“”„»]?|([^\s"“”„«»]+))|["“”„«]([^"“”„»]*)/gu)) {
    const raw = phrase ?? word ?? "";
    const words = split(raw);
    if (words.length) parts.push({ raw, words, without: Boolean(minus), phrase: phrase !== undefined && words.length > 1 });
  }
  return parts;
};

/* Letters that differ between two words: left out, put in, changed, or two that changed places (Damerau and Levenshtein). */
const distance = (one, two, most) => {
  if (Math.abs(one.length - two.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: two.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= two.length; j += 1) {
      const same = one[i - 1] === two[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[two.length];
};

const isPostings = (one) => one && one.ids.length > 0;
const NOTHING = { ids: [], levels: [], classes: [], places: [] };

const copy = (made, list, n) => {
  made.ids.push(list.ids[n]);
  made.levels.push(list.levels[n]);
  made.classes.push(list.classes[n]);
  made.places?.push(list.places[n]);
};

const merge = (one, two) => {
  const made = { ids: [], levels: [], classes: [], places: one.places && two.places && [] };
  let n = 0;
  for (let m = 0; m < two.ids.length; m += 1) {
    while (n < one.ids.length && one.ids[n] < two.ids[m]) copy(made, one, n++);
    copy(made, two, m);
    if (one.ids[n] !== two.ids[m]) continue;
    const last = made.ids.length - 1;
    made.levels[last] = Math.max(one.levels[n], two.levels[m]);
    if (made.places) made.places[last] = [...one.places[n], ...two.places[m]];
    n += 1;
  }
  while (n < one.ids.length) copy(made, one, n++);
  return made;
};

/* Several lists as one, in the order of places; of a place that stands in more than one, the best level. */
const unite = (lists) => {
  let all = lists.filter(isPostings);
  while (all.length > 1) {
    all = all.flatMap((list, n) => (n % 2 ? [] : [all[n + 1] ? merge(list, all[n + 1]) : list]));
  }
  return all[0] ?? NOTHING;
};

class Engine {
  constructor(folder, data, spent) {
    this.folder = folder;
    this.data = data;
    this.spent = spent;
    this.root = new URL("../../", folder);
    this.files = new Map();
    this.small = new Set(data.small);
    this.groups = [];
    let base = 0;
    for (const [id, count] of data.groups) {
      this.groups.push({ id, base, count, thing: !Object.hasOwn(data.dates, id) || this.groups.length < 6 });
      base += count;
    }
    this.days = new Int32Array(base).fill(-1);
    this.meetings = new Array(base);
    this.groups.slice(6).forEach((group) => this.readDates(group));
    const years = new Set(this.meetings.filter(Boolean).map(({ year }) => year));
    this.newest = Math.max(...years, 0);
    const { bodies, kinds, statuses } = data;
    this.about = { bodies, kinds, statuses, years: [...years].sort((one, two) => two - one) };
  }

  readDates(group) {
    const reader = new Reader(this.data.dates[group.id] ?? "");
    const joint = this.data.joint[group.id] ?? {};
    let day = 0;
    let number = 1;
    for (let n = 0; n < group.count; n += 1) {
      const value = reader.number();
      const gap = value >> 1;
      number = gap === 0 && n ? number + 1 : 1;
      if (value & 1) number = reader.number();
      day += gap;
      const date = new Date(DAY_ONE + day * DAY).toISOString().slice(0, 10);
      this.days[group.base + n] = day;
      this.meetings[group.base + n] = {
        date,
        year: Number(date.slice(0, 4)),
        bodies: [group.id, ...(joint[n] ?? [])],
        file: `${group.id}/${date}${number > 1 ? `-${number}` : ""}`,
      };
    }
  }

  /* Files */

  load(path, reading = read) {
    if (!this.files.has(path)) {
      this.spent += 1;
      const loading = reading(new URL(path, this.folder));
      loading.catch(() => this.files.delete(path));
      this.files.set(path, loading);
    }
    return this.files.get(path);
  }

  async loadWords(start) {
    const data = await this.load(`words/${this.data.words[start]}.json`);
    if (!data.spelt) {
      data.spelt = new Map();
      for (const [form, at] of Object.entries(data.forms)) {
        if (!data.spelt.has(at)) data.spelt.set(at, []);
        data.spelt.get(at).push(form);
      }
      data.read = new Map();
    }
    return data;
  }

  findStart(word) {
    const key = place(word, this.data.lang);
    for (let end = key.length; end >= 0; end -= 1) if (Object.hasOwn(this.data.words, key.slice(0, end))) return key.slice(0, end);
    return null;
  }

  /* Words */

  /* A written word: where its list is, and all its written forms there; null where the archive has none. */
  async find(form, start = this.findStart(form.replace("=", ""))) {
    if (start === null) return null;
    const data = await this.loadWords(start);
    if (!Object.hasOwn(data.forms, form)) return null;
    const at = data.forms[form];
    if (typeof at === "number") return { data, at, key: `${start} ${at}`, forms: data.spelt.get(at) };
    const other = this.findStart(at.replace("=", ""));
    const home = await this.loadWords(other);
    if (!Object.hasOwn(home.away, at)) throw new Error(`The index has no list of ${at}`);
    const number = home.away[at];
    return { data: home, at: number, key: `${other} ${number}`, forms: [...(home.spelt.get(number) ?? []), ...data.spelt.get(at)] };
  }

  async readList({ data, at }, withPlaces) {
    const key = withPlaces ? `p${at}` : at;
    if (!data.read.has(key)) data.read.set(key, this.decodeAll(data, at, withPlaces));
    return data.read.get(key);
  }

  async decodeAll(data, at, withPlaces) {
    const places = withPlaces ? (await this.load(`words/${data.places}.json`)).lists[at] : [];
    const lists = await Promise.all(
      data.lists[at].map(async (stream, n) => {
        if (typeof stream === "string") return this.decode(stream, withPlaces && places[n]);
        const file = await this.load(`words/${stream[0]}.json`);
        const spots = withPlaces ? (await this.load(`words/${file.places}.json`)).list : null;
        return this.decode(file.list, spots);
      }),
    );
    return unite(lists);
  }

  decode(stream, places) {
    const reader = new Reader(stream);
    const spots = places ? new Reader(places) : null;
    const list = { ids: [], levels: [], classes: [], places: spots ? [] : undefined };
    while (reader.at < stream.length) {
      const { base } = this.groups[reader.number()];
      let page = reader.number() * this.data.block + base;
      const end = reader.number();
      const stop = reader.at + end;
      if (spots) spots.number();
      while (reader.at < stop) {
        page += reader.number();
        for (let more = 1; more; ) {
          const unit = reader.number();
          more = unit & 1;
          const rest = unit >> 1;
          const item = Math.floor(rest / 3);
          const sub = rest % 3 === 2 ? 2 + reader.number() : rest % 3;
          const value = reader.number();
          list.ids.push(page * PAGE + item * ITEM + sub);
          list.levels.push(value & 7);
          list.classes.push(value >> 3);
          if (spots) list.places.push(readSpots(spots));
        }
      }
    }
    return list;
  }

  /* All words that begin so. */
  async complete(start) {
    if ([...start].length < LEAST) return [];
    const key = place(start, this.data.lang);
    const files = new Set(Object.keys(this.data.words).filter((one) => one.startsWith(key)));
    const own = this.findStart(start);
    if (own !== null) files.add(own);
    if (files.size > MOST_FILES) return [];
    const found = [];
    for (const file of files) {
      const data = await this.loadWords(file);
      for (const form of Object.keys(data.forms)) if (form.startsWith(start)) found.push(this.find(form, file));
    }
    return distinct(await Promise.all(found));
  }

  /* Words that exist and are written nearly so, the nearest first. */
  async findNear(word) {
    const letter = place(word, this.data.lang)[0];
    if (word.length < 4 || !Object.hasOwn(this.data.near, letter)) return [];
    const { words } = await this.load(`near/${this.data.near[letter]}.json`);
    const most = word.length < 6 ? 1 : 2;
    const found = [];
    for (const one of words.split(" ")) {
      const form = one.slice(0, -1);
      let shared = 0;
      while (shared < form.length && form[shared] === word[shared]) shared += 1;
      // Another ending of the same word: budgeting, budget.
      const ending = shared >= 4 && shared >= word.length - 3 && form.length - shared <= 3;
      const off = distance(word, form, most);
      if (off <= most) found.push([off - shared / 100, -one.at(-1), form]);
      else if (ending) found.push([most + 1 - shared / 100, -one.at(-1), form]);
    }
    found.sort((one, two) => one[0] - two[0] || one[1] - two[1] || (one[2] < two[2] ? -1 : 1));
    return found.slice(0, 4).map(([, , form]) => form);
  }

  /* What a part of a query asks for: {list, forms, near}; null for words that say nothing. */
  async ask(part, last, alone) {
    if (part.phrase) return this.askPhrase(part.words);
    const day = readDay(part.raw);
    if (day) return (await this.findAll([day])) ?? { list: NOTHING, forms: [], near: [] };
    const joined = part.words.join("");
    if (part.words.length > 1) {
      const found = /[&.]/.test(part.raw) || joined.length < 5 ? await this.find(joined) : null;
      if (found) return this.answer([found]);
      return this.askPhrase(part.words);
    }
    const [word] = part.words;
    const known = await this.find(word);
    const sides = known ? null : /^(\p{N}+)(\p{L}+)$/u.exec(word); // 20mph
    if (sides) return this.askPhrase(sides.slice(1));
    const shouted = part.raw === part.raw.toUpperCase() && /\p{L}/u.test(part.raw);
    if (this.small.has(word) && !(known && (shouted || alone))) return null;
    if (known && !last) return this.answer([known]);
    const longer = last || !known ? await this.complete(word) : [];
    if (known) return this.answer(distinct([known, ...longer]));
    if (last && longer.length) return this.answer(longer);
    const near = await this.findNear(word);
    const nearest = near.length ? [await this.find(near[0])] : longer;
    const made = await this.answer(nearest.filter(Boolean));
    // Another ending of what was written needs no remark.
    const same = near[0]?.startsWith(word) || word.startsWith(near[0]);
    return { ...made, near: same ? [] : near.map((form) => [word, form]), guessed: true };
  }

  async findAll(words) {
    const found = (await Promise.all(words.map((word) => this.find(word)))).filter(Boolean);
    return found.length ? this.answer(found) : null;
  }

  async answer(found) {
    const lists = await Promise.all(found.map((one) => this.readList(one, false)));
    return { list: unite(lists), forms: found.flatMap(({ forms }) => forms), near: [] };
  }

  /* The words one behind the other. Small words count as any small word. */
  async askPhrase(words) {
    const found = (await Promise.all(words.map((word) => this.find(word)))).map((one, n) => [one, n]);
    const asked = found.filter(([one, n]) => one || !this.small.has(words[n]));
    if (!asked.length) return null;
    const forms = asked.flatMap(([one]) => one?.forms ?? []);
    if (asked.some(([one]) => !one)) return { list: NOTHING, forms, near: [] };
    const lists = await Promise.all(asked.map(([one]) => this.readList(one, asked.length > 1)));
    if (lists.length === 1) return { list: lists[0], forms, near: [] };
    const first = asked[0][1];
    const at = lists.map(() => 0);
    const made = { ids: [], levels: [], classes: [], places: [] };
    lists[0].ids.forEach((id, n) => {
      let spots = lists[0].places[n];
      let level = lists[0].levels[n];
      for (let k = 1; k < lists.length && spots.length; k += 1) {
        const list = lists[k];
        while (at[k] < list.ids.length && list.ids[at[k]] < id) at[k] += 1;
        if (list.ids[at[k]] !== id) return;
        const there = new Set(list.places[at[k]]);
        spots = spots.filter((spot) => there.has(spot + asked[k][1] - first));
        level = Math.min(level, list.levels[at[k]]);
      }
      if (!spots.length) return;
      made.ids.push(id);
      made.levels.push(level);
      made.classes.push(lists[0].classes[n]);
    });
    return { list: made, forms, near: [] };
  }

  /* Searching */

  async search({ text, filters = {}, order = "relevance", typing = false }) {
    const parts = parse(text);
    const plain = parts.filter(({ without }) => !without);
    const isLast = (part) => typing && part === parts.at(-1) && !part.without && !/\s$/.test(text);
    const asked = await Promise.all(
      plain.map((part) => this.ask(part, isLast(part), plain.length === 1)),
    );
    const without = (await Promise.all(parts.filter((part) => part.without).map((part) => this.ask(part, false, true))))
      .filter((one) => one && !one.guessed);
    const wanted = asked.filter(Boolean);
    const named = plain.length && !without.length ? await this.findNamed(plain) : NOTHING;
    const forms = new Set(wanted.flatMap((one) => one.forms));
    const lists = wanted.map(({ list }) => list);
    const excluded = without.map(({ list }) => list);
    let found = wanted.length ? this.match(lists, excluded, wanted.length) : [];
    // Where nothing has all of a long question, most of its words are enough.
    const loose = !found.length && !named.ids.length && wanted.length > 1 && !plain.some(({ phrase }) => phrase);
    if (loose) found = this.match(lists, excluded, Math.ceil(wanted.length / 2));
    this.addNamed(found, named);
    const { hits, counts } = this.narrow(found, filters, { forms, terms: await this.readMeanings(named) });
    hits.sort(
      order === "date"
        ? (one, two) => two.day - one.day || one.id - two.id
        : (one, two) => two.score - one.score || two.day - one.day || one.id - two.id,
    );
    const near = wanted.flatMap((one) => one.near).map(([word, form]) => replaceWord(text, word, form));
    const first = Math.min(4, Math.max(2, MOST_REQUESTS - this.spent));
    this.spent = 0;
    return { total: hits.length, hits, counts, near: [...new Set(near)].slice(0, 5), loose: loose && found.length > 0, first };
  }

  /* What is called just so: a term by its letters or words, a person, a body. */
  async findNamed(plain) {
    const name = plain.flatMap(({ words }) => words).join(" ");
    const joined = plain.length === 1 ? plain[0].words.join("") : name;
    const found = await Promise.all([...new Set([name, joined])].map((one) => this.find(`=${one}`)));
    return unite(await Promise.all(found.filter(Boolean).map((one) => this.readList(one, false))));
  }

  /* Letters and words of the terms that are called so: [letters, words], as the terms of a page. */
  async readMeanings(named) {
    const terms = named.ids.filter((id) => this.groups[this.findGroup(Math.floor(id / PAGE))].id === "term");
    const found = await Promise.all(terms.map((id) => this.readThing({ id, page: Math.floor(id / PAGE) })));
    return found.map(({ title }) => /^(.+?): (.+)$/su.exec(title) ?? []).filter((parts) => parts.length).map(([, letters, words]) => [split(letters).join(""), fold(words)]);
  }

  addNamed(found, named) {
    const places = new Map(found.map((hit) => [hit.id, hit]));
    named.ids.forEach((id, n) => {
      const hit = places.get(id) ?? { id, page: Math.floor(id / PAGE), value: named.classes[n], score: 1 };
      if (!places.has(id)) found.push(hit);
      hit.score += 1000;
    });
  }

  match(lists, excluded, need) {
    const all = [...lists, ...excluded];
    const at = all.map(() => 0);
    const count = lists.length;
    const rarity = lists.map(({ ids }) => Math.log(1 + this.meetings.length * 8 / Math.max(1, ids.length)));
    const hits = [];
    for (;;) {
      let page = Infinity;
      for (let k = 0; k < count; k += 1) if (at[k] < lists[k].ids.length) page = Math.min(page, Math.floor(lists[k].ids[at[k]] / PAGE));
      if (page === Infinity) return hits;
      const end = (page + 1) * PAGE;
      const from = [];
      let there = 0;
      for (let k = 0; k < all.length; k += 1) {
        const { ids } = all[k];
        while (k >= count && at[k] < ids.length && ids[at[k]] < page * PAGE) at[k] += 1;
        from[k] = at[k];
        while (at[k] < ids.length && ids[at[k]] < end) at[k] += 1;
        if (k < count && at[k] > from[k]) there += 1;
      }
      if (there >= need) this.matchPage(page, all, count, from, at, need, rarity, hits);
    }
  }

  matchPage(page, all, count, from, to, need, rarity, hits) {
    const width = all.length;
    const items = new Map(); // by item: by record: the level of each word, from 1 on, and the class
    for (let k = 0; k < width; k += 1) {
      const { ids, levels, classes } = all[k];
      for (let n = from[k]; n < to[k]; n += 1) {
        const rest = ids[n] - page * PAGE;
        const item = Math.floor(rest / ITEM);
        const sub = rest % ITEM;
        if (!items.has(item)) items.set(item, new Map());
        const records = items.get(item);
        if (!records.has(sub)) records.set(sub, { has: new Uint8Array(width), value: classes[n] });
        records.get(sub).has[k] = levels[n] + 1;
      }
    }
    const none = new Uint8Array(width);
    const titled = (has) => has.map((level) => (level > TITLE ? level : 0));
    const name = titled(items.get(0)?.get(0)?.has ?? none);
    const worth = (level) => (level ? LEVELS[level - 1] : 0);
    const rate = (has, below, above, over) => {
      let [met, own, score] = [0, 0, 0];
      for (let k = 0; k < count; k += 1) {
        const value = Math.max(worth(has[k]), 0.8 * worth(below[k]), 0.5 * worth(above[k]), 0.3 * worth(over[k]));
        if (value) met += 1;
        if (has[k] || below[k]) own += 1;
        score += value * rarity[k];
      }
      for (let k = count; k < width; k += 1) if (has[k] || below[k] || above[k] || over[k]) return 0;
      return met >= need && own ? score * (met / count) ** 2 : 0;
    };
    const note = (item, sub, value, score) => {
      const [kind] = this.data.classes[value];
      const meeting = this.meetings[page];
      const age = meeting ? Math.min(1, (this.newest - meeting.year) / 10) : 0.5;
      hits.push({ id: page * PAGE + item * ITEM + sub, page, value, score: score * (KINDS[kind] ?? 1) * (1 + 0.12 * (1 - age)) });
    };
    for (const [item, records] of items) {
      const over = item ? name : none;
      const own = records.get(0);
      const title = own && item ? titled(own.has) : none;
      const below = new Uint8Array(width);
      let told = false;
      for (const [sub, record] of records) {
        if (!sub) continue;
        record.has.forEach((level, k) => (below[k] = Math.max(below[k], level)));
        const score = rate(record.has, none, title, over);
        if (score) note(item, sub, record.value, score);
        told ||= score > 0;
      }
      if (told && !own?.has.subarray(0, count).some(Boolean)) continue;
      const score = rate(own?.has ?? none, below, none, over);
      if (score) note(item, 0, own?.value ?? 0, score);
    }
  }

  describe(hit) {
    const meeting = this.meetings[hit.page];
    const [kind, status] = this.data.classes[hit.value];
    if (meeting) return { body: meeting.bodies, year: [String(meeting.year)], kind: [kind], status: status ? [status] : [] };
    const group = this.groups[this.findGroup(hit.page)];
    const number = hit.page - group.base;
    const body = group.id === "plan" && group.base < this.groups[6]?.base ? [this.data.plans[number]] : [];
    return { body, year: [], kind: [kind], status: status ? [status] : [] };
  }

  findGroup(page) {
    return this.groups.findIndex(({ base, count }) => page >= base && page < base + count);
  }

  /* The hits that pass the filters, and for each value of a filter how many would with it, by the other filters. */
  narrow(found, filters, marks) {
    const chosen = FACETS.map((facet) => new Set((filters[facet] ?? []).map(String)));
    const counts = { body: {}, year: {}, kind: {}, status: {} };
    const hits = [];
    for (const hit of found) {
      const facts = this.describe(hit);
      const fails = FACETS.filter((facet, n) => chosen[n].size && !facts[facet].some((one) => chosen[n].has(one)));
      for (const facet of fails.length === 0 ? FACETS : fails.length === 1 ? fails : []) {
        for (const one of facts[facet]) counts[facet][one] = (counts[facet][one] ?? 0) + 1;
      }
      if (!fails.length) hits.push({ ...hit, day: this.days[hit.page], ...marks });
    }
    return { hits, counts };
  }

  /* Showing */

  async details(hits) {
    return Promise.all(hits.map((hit) => this.detail(hit)));
  }

  async detail(hit) {
    const meeting = this.meetings[hit.page];
    const [kind, status] = this.data.classes[hit.value];
    const found = meeting ? await this.readMinutes(hit, meeting) : await this.readThing(hit);
    const { path, anchor, above, title, texts, lang, terms } = found;
    const address = (hash) => new URL(this.data.prefix + path + (hash ? `#${hash}` : ""), this.root).href;
    return {
      href: address(anchor),
      item: address(above),
      title,
      body: this.describe(hit).body[0] ?? "",
      date: meeting?.date ?? "",
      kind,
      status,
      lang: lang || "",
      excerpt: excerpt(texts, hit.forms, [...terms, ...hit.terms]),
    };
  }

  async readThing({ id, page }) {
    const group = this.groups[this.findGroup(page)];
    const number = page - group.base;
    const { pages } = await this.load(`texts/${group.id}-${Math.floor(number / this.data.chunk)}.json`);
    const [path, parts] = pages[number] ?? [];
    const [anchor, title, text, lang] = parts?.[Math.floor((id % PAGE) / ITEM)] ?? fail(`no text of ${group.id} ${number}`);
    return { path, anchor, above: anchor, title: title || parts[0][1], texts: [text], lang, terms: [] };
  }

  /* What a meeting's page says there. The place is counted as minutebook/search/entries.py counts it. */
  async readMinutes({ id, page }, { file }) {
    const path = `${file}/`;
    const { title, about, items, terms } = await this.load(new URL(this.data.prefix + path, this.root).href, readPage);
    const number = Math.floor((id % PAGE) / ITEM);
    if (!number) return { path, anchor: "", above: "", title, texts: about, terms };
    const item = items[number - 1] ?? fail(`another ${path}`);
    const sub = id % ITEM;
    const own = sub ? (item.records[sub - 1] ?? fail(`another ${path}`)) : item;
    return { path, anchor: own.anchor, above: item.anchor, title: item.title || title, texts: [own.text], terms };
  }
}

const fail = (what) => {
  throw new Error(`The index knows ${what}`);
};

/* The words of an element, or from a place in it on, without what was put in for readers. */
const readWords = (element, start, ...without) => {
  if (!element) return "";
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  if (start) range.setStartBefore(start);
  const own = range.cloneContents();
  for (const one of own.querySelectorAll(["[data-inserted]", ...without].join())) one.remove();
  return own.textContent.trim().replace(/\s+/g, " ");
};

/* A record, by its label. Where it begins within a paragraph, an anchor stands there. */
const readRecord = (page, label) => {
  const anchor = decodeURIComponent(label.hash.slice(1));
  const whole = label.closest(".mb-record");
  return { anchor, text: readWords(whole, whole.id === anchor ? null : page.getElementById(anchor)) };
};

const readPage = async (url) => {
  const page = new DOMParser().parseFromString(await (await ask(url)).text(), "text/html");
  const items = [...page.querySelectorAll("[data-record] .mb-item:not([data-inserted])")].map((item) => ({
    anchor: item.id,
    title: readWords(item.querySelector("h2"), null, ".mb-item-number"),
    text: readWords(item, null, "h2"),
    records: [...item.querySelectorAll("a.mb-record-label")].map((label) => readRecord(page, label)),
  }));
  const terms = [...page.querySelectorAll("[data-terms] > div")].map((term) => [
    split(term.querySelector("dt").textContent).join(""),
    fold(term.querySelector(".mb-meaning")?.textContent ?? ""),
  ]);
  const about = ["#_attendance", ".mb-summary"].map((part) => readWords(page.querySelector(part), null, "h2"));
  return { title: readWords(page.querySelector("h1")), about, items, terms };
};

const readSpots = (reader) => {
  const spots = [];
  let at = 0;
  for (let more = 1; more; ) {
    const value = reader.number();
    more = value & 1;
    at += value >> 1;
    spots.push(at);
  }
  return spots;
};

/* A day in figures, as 14/7/2026 or 2026-07-14, as the one word by which its meetings are found; null for none. */
const readDay = (text) => {
  const parts = /^\d{4}-\d\d?-\d\d?$/.test(text) ? text.split("-") : /^\d\d?[/.]\d\d?[/.]\d{4}$/.test(text) && text.split(/[/.]/).reverse();
  return parts ? parts.map((part) => part.padStart(2, "0")).join("") : null;
};

const distinct = (found) => [...new Map(found.filter(Boolean).map((one) => [one.key, one])).values()];

const replaceWord = (text, word, form) =>
  text.replace(/[\p{L}\p{N}\p{Mn}]+/gu, (one) => (fold(one) === word ? form : one)).trim();

/* Words of a text with their places, and whether they are what was looked for. */
const readTokens = (text, forms, terms) => {
  const tokens = [...text.matchAll(/[\p{L}\p{N}\p{Mn}]+/gu)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
    word: fold(found[0]),
  }));
  for (const token of tokens) token.marked = forms.has(token.word);
  for (const [letters, meaning] of terms) {
    const words = meaning.match(WORD) ?? [];
    const asked = words.filter((word) => forms.has(word)).length >= Math.max(1, words.length / 2);
    const spelt = forms.has(letters) || forms.has(`=${letters}`);
    tokens.forEach((token, n) => {
      if (asked && token.word === letters) token.marked = true;
      if (spelt && token.word === words[0] && words.every((word, k) => tokens[n + k]?.word === word)) {
        words.forEach((_, k) => (tokens[n + k].marked = true));
      }
    });
  }
  return tokens;
};

/* Some of a text round the words that were looked for: [{text, marked}]. */
const excerpt = (texts, forms, terms) => {
  const read = texts.map((text) => [text, readTokens(text, forms, terms)]);
  const [text, tokens] = read.find(([, found]) => found.some(({ marked }) => marked)) ?? read.find(([one]) => one) ?? ["", []];
  const marked = tokens.filter((token) => token.marked);
  let [best, start] = [0, marked[0]?.from ?? 0];
  for (const { from } of marked) {
    const here = new Set(marked.filter((one) => one.from >= from && one.to <= from + EXCERPT * 0.7).map(({ word }) => word)).size;
    if (here > best) [best, start] = [here, from];
  }
  let from = Math.max(0, start - EXCERPT * 0.25);
  let to = Math.min(text.length, from + EXCERPT);
  from = Math.max(0, Math.min(from, to - EXCERPT));
  from = tokens.find((token) => token.from >= from)?.from ?? 0;
  to = to === text.length ? to : (tokens.findLast((token) => token.to <= to)?.to ?? text.length);
  if (tokens[0]?.from === from) from = 0;
  const made = from ? [{ text: "… ", marked: false }] : [];
  let at = from;
  for (const token of marked.filter((one) => one.from >= from && one.to <= to)) {
    if (token.from > at) made.push({ text: text.slice(at, token.from), marked: false });
    made.push({ text: text.slice(token.from, token.to), marked: true });
    at = token.to;
  }
  if (to > at) made.push({ text: text.slice(at, to), marked: false });
  if (to < text.length) made.push({ text: " …", marked: false });
  return made;
};

const ask = async (url) => {
  const answer = await fetch(url);
  return answer.ok ? answer : fail(`a missing ${url}: ${answer.status}`);
};

const read = async (url) => {
  const data = await (await ask(url)).json();
  return data?.version === VERSION ? data : fail(`${url} of version ${data?.version}, not ${VERSION}`);
};

/* Opens the index in a folder, `…/search/en/`. Rejects with an Error where it is missing, broken or of another version.
   `spent` is how many files the asking script itself took. */
export const open = async (folder, spent = 2) => {
  const place = new URL(folder, globalThis.document?.baseURI);
  return new Engine(place, await read(new URL("about.json", place)), spent + 1);
};
