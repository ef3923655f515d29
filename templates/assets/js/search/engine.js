/* The browser's half of the search: reads the files that minutebook/search writes, and nothing else.

   A query is words that must all stand there, "phrases", -words that must not; the last word may be the beginning of one,
   which counts for less.
   What is found is an agenda item, a record in it, or a page. Words of an item's title, and of the meeting's name, count for
   what stands below them, but something must stand in the place itself. An item of which a record has it all is not
   found beside that record, unless it says some of it itself. What a meeting's places say is read from its page.
   Numbers are written as letters: see minutebook/search/files.py, where the form of the files is told. */

const VERSION = 1;
// A place is group * GROUP + page * PAGE + item * ITEM + record: numbers of 12, 22, 9 and 10 bits, 53 in all
const ITEM = 2 ** 10;
const PAGE = 2 ** 19;
const GROUP = 2 ** 41;
// The first level of words in a title
const TITLE = 5;
const LEVELS = [0.35, 0.6, 0.9, 1.15, 1.4, 2, 2.6, 3];
const KINDS = { decision: 1.2, action: 1.15, recommendation: 1.15, meeting: 0.75, update: 0.95, person: 1.3, term: 0.7, declaration: 0.9 };
const FACETS = ["body", "year", "kind", "status"];
// Letters of a beginning
const LEAST = 3;
// Files that the beginning of a word may ask for
const MOST_FILES = 3;
// Letters of an excerpt
const EXCERPT = 220;
// Of the first search, with the pages of the hits that are shown first
const MOST_REQUESTS = 8;
// Hits that are shown first at most, letters of the files that a search may ask for with their pages, and about what a page adds
// to them: servers send less than half as many bytes
const MOST_FIRST = 3;
const MOST_LETTERS = 130000;
const PAGE_LETTERS = 24000;
// Letters of a query, and words of it; of unknown ones, how many are looked for among those written nearly so
const LONGEST = 1000;
const MOST_WORDS = 24;
const MOST_NEAR = 4;
const DAY = 86400000;
// Milliseconds after which the index is asked whether it is still the same
const FRESH = 300000;

const fold = (text) => text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
const WORD = /[\p{L}\p{N}]+/gu;
const split = (text) => fold(text).replace(/['’ʼ]s(?![\p{L}\p{N}_])/gu, "").match(WORD) ?? [];

const STARTS = [
  ["T", /^(?:nh|th|dd|t|d)/], ["C", /^(?:ngh|ng|ch|c|g)/], ["P", /^(?:mh|ph|p|b|m)/],
  ["L", /^(?:ll|l)/], ["R", /^(?:rh|r)/], ["P", /^f/], ["T", /^n/],
];
/* The word by whose beginning its file is found: words.place in Python. */
const place = (word, mutates) => {
  if (!mutates || [...word].length < 3 || word.startsWith("ff")) return word;
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
    const first = this.sign();
    if (first < 61) return first;
    const second = this.sign();
    if (first < 90) return 61 + (first - 61) * 91 + second;
    let number = second < 90 ? second : 0;
    for (let more = second < 90 ? 2 : 5; more; more -= 1) number = number * 91 + this.sign();
    return number;
  }

  sign() {
    return CODES[this.text.charCodeAt(this.at++)];
  }
}

/* Parts of a query, in order: {words, raw, without, quoted}. */
const parse = (text) => {
  const parts = [];
  for (const [, minus, quoted, word] of text.slice(0, LONGEST).matchAll(/([-−–]?)["“”„«]([^"“”„»]*)["“”„»]?|([^\s"“”„«»]+)/gu)) {
    const raw = quoted ?? word;
    const words = split(raw);
    const without = Boolean(minus) || (quoted === undefined && /^[-−–]/.test(raw));
    if (words.length) parts.push({ raw, words, without, quoted: quoted !== undefined });
  }
  return parts.slice(0, MOST_WORDS);
};

/* Days and months among them, `18 March 2025`, as one part each, with the words by which their meetings are found. */
const readDates = (parts, { months, weekdays }) => {
  const made = [];
  const isPlain = (part) => part && !part.without && !part.quoted;
  const isWord = (part, test) => isPlain(part) && part.words.length === 1 && test(part.words[0]);
  for (const part of parts) {
    const day = isPlain(part) && /^(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)[-/.](\d\d?)[-/.](\d{4}|\d\d))$/.exec(part.raw);
    const year = (text) => (text.length === 2 ? `20${text}` : text);
    const write = (...all) => all.map((one) => String(one).padStart(2, "0")).join("");
    if (day) made.push({ ...part, day: day[1] ? write(day[1], day[2], day[3]) : write(year(day[6]), day[5], day[4]) });
    else if (isWord(part, (word) => /^\d\d(?:\d\d)?$/.test(word)) && isWord(made.at(-1), (word) => Object.hasOwn(months, word))) {
      const month = made.pop();
      const of = made.length > 1 && isWord(made.at(-1), (word) => word === "of" || word === "o");
      const on = isWord(made.at(of ? -2 : -1), (word) => /^\d\d?\p{L}{0,4}$/u.test(word)) && parseInt(made.at(of ? -2 : -1).words[0], 10);
      const [name] = month.words;
      const when = year(part.words[0]);
      if (!on && part.words[0].length === 2) made.push(month, part);
      else if (on) {
        made.splice(of ? -2 : -1);
        while (isWord(made.at(-1), (word) => weekdays.includes(word))) made.pop();
        made.push({ ...part, words: [String(on), name, when], day: write(when, months[name], on) });
      } else made.push({ ...part, words: [name, when], day: `m${write(when, months[name])}` });
    } else made.push(part);
  }
  return made;
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
  let all = lists.filter(({ ids }) => ids.length);
  while (all.length > 1) {
    all = all.flatMap((list, n) => (n % 2 ? [] : [all[n + 1] ? merge(list, all[n + 1]) : list]));
  }
  return all[0] ?? NOTHING;
};

/* The same places, where the word counts for less: the text's least, a title's as little as a text's. */
const demote = (list) => ({ ...list, levels: list.levels.map((level) => (level >= TITLE ? 3 : Math.min(level, 1))) });

class Engine {
  constructor(folder, spent) {
    this.folder = folder;
    this.root = new URL("../../", folder);
    this.spent = spent;
    this.letters = 0;
  }

  /* Reads the file that names the others. It is asked for anew, since a site may have been published since. */
  async renew() {
    const data = await read(new URL("about.json", this.folder), "no-cache");
    this.spent += 1;
    this.read = Date.now();
    if (JSON.stringify(data) === JSON.stringify(this.data)) return;
    this.data = data;
    this.files = new Map();
    this.small = new Set(data.small);
    this.meetings = new Map();
    for (const [group, [body, which, days]] of Object.entries(data.groups)) this.readDays(Number(group), body, which, days);
    const years = new Set([...this.meetings.values()].map(({ year }) => year));
    this.newest = Math.max(...years, 0);
    const { bodies, kinds, statuses } = data;
    this.about = { bodies, kinds, statuses, years: [...years].sort((one, two) => two - one) };
  }

  readDays(group, body, which, days) {
    const reader = new Reader(days);
    for (let day = 0; reader.at < days.length; ) {
      day += reader.number();
      const date = new Date(Date.parse(this.data.since) + day * DAY).toISOString().slice(0, 10);
      const { [`${group} ${day}`]: joint = [] } = this.data.joint;
      this.meetings.set((group * GROUP) / PAGE + day, {
        day: Date.parse(date) / DAY,
        date,
        year: Number(date.slice(0, 4)),
        bodies: [body, ...joint],
        file: `${body}/${date}${which > 1 ? `-${which}` : ""}`,
      });
    }
  }

  /* Files */

  load(path, reading = read) {
    if (!this.files.has(path)) {
      this.spent += 1;
      const loading = reading(new URL(path, this.folder));
      loading.then(
        ({ letters = 0 }) => (this.letters += letters),
        () => this.files.delete(path),
      );
      this.files.set(path, loading);
    }
    return this.files.get(path);
  }

  loadPart(kind, start) {
    const name = [...start].map((sign) => (/[a-z0-9]/.test(sign) ? sign : `_${sign.codePointAt(0).toString(16)}`)).join("");
    const ends = this.data.words[start];
    return this.load(`${kind}/${name}-${kind === "words" ? ends.slice(0, 4) : ends.slice(4)}.json`);
  }

  async loadWords(start) {
    const data = await this.loadPart("words", start);
    if (!data.spelt) {
      data.start = start;
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
    const key = place(word, this.data.mutates);
    for (let end = key.length; end >= 0; end -= 1) if (Object.hasOwn(this.data.words, key.slice(0, end))) return key.slice(0, end);
    return null;
  }

  /* Words */

  /* A written word: where its list is, and all its written forms there; null where the archive has none. */
  async find(form, start = this.findStart(form.replace("=", ""))) {
    if (start === null) return null;
    const data = await this.loadWords(start);
    if (!Object.hasOwn(data.forms, form)) {
      const may = this.data.mutates && form.length > 3 && form[0] !== "=" && !this.small.has(form);
      return may ? this.findMutated(form) : null;
    }
    const at = data.forms[form];
    if (typeof at === "number") return { data, at, key: `${start} ${at}`, forms: data.spelt.get(at) };
    const other = this.findStart(at.replace("=", ""));
    const home = await this.loadWords(other);
    if (!Object.hasOwn(home.away, at)) throw new Error(`The index has no list of ${at}`);
    const number = home.away[at];
    return { data: home, at: number, key: `${other} ${number}`, forms: [...(home.spelt.get(number) ?? []), ...data.spelt.get(at)] };
  }

  /* A Welsh word that the archive has only with another first letter: `pont`, where it says `bont`. */
  async findMutated(word) {
    for (const one of [word, `g${word}`, word.replace(/^g(?=[aeiouwylr])/, "")]) {
      const key = place(one, true);
      const start = this.findStart(one);
      if (start === null) continue;
      const { forms } = await this.loadWords(start);
      const form = Object.keys(forms).find((form) => form !== word && place(form, true) === key);
      if (form && (key !== one || one !== word)) return this.find(form, start);
    }
    return null;
  }

  async readList({ data, at }, withPlaces) {
    const key = withPlaces ? `p${at}` : at;
    if (!data.read.has(key)) {
      const reading = this.decodeAll(data, at, withPlaces);
      // The next try may succeed
      reading.catch(() => data.read.delete(key));
      data.read.set(key, reading);
    }
    return data.read.get(key);
  }

  async decodeAll(data, at, withPlaces) {
    const places = withPlaces ? (await this.loadPart("places", data.start)).lists[at] : [];
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
    const whole = typeof stream === "string" ? new Reader(stream) : null;
    const [heads, units, values] = whole ? [whole, whole, whole] : stream.map((text) => new Reader(text));
    const spots = places ? new Reader(places) : null;
    const list = { ids: [], levels: [], classes: [], places: spots ? [] : undefined };
    while (heads.at < heads.text.length) {
      const group = (heads.number() * GROUP) / PAGE;
      let page = heads.number() * this.data.block + group;
      const end = heads.number();
      const stop = heads.at + end;
      const pages = [];
      while (heads.at < stop) pages.push((page += heads.number()));
      for (const one of pages) {
        let item = 0;
        for (let more = 1; more; ) {
          const unit = units.number();
          more = unit & 1;
          const rest = unit >> 1;
          item += Math.floor(rest / 3);
          list.ids.push(one * PAGE + item * ITEM + (rest % 3 === 2 ? 2 + units.number() : rest % 3));
        }
      }
      while (list.levels.length < list.ids.length) {
        const value = values.number();
        list.levels.push(value & 7);
        list.classes.push(value >> 3);
        if (spots) list.places.push(readSpots(spots));
      }
      if (!(values.at <= values.text.length && units.at <= units.text.length)) fail("a damaged list");
    }
    return list;
  }

  /* Words that begin so, or, in Welsh, as `forms` with another first letter; where they lie in too many files, the most frequent of them. */
  async complete(start, forms = []) {
    if ([...start].length < LEAST) return [];
    const key = place(start, this.data.mutates);
    const starts = [start, ...forms.filter((form) => place(form, this.data.mutates) === key)];
    const begins = (form) => starts.some((one) => form.startsWith(one));
    const own = this.findStart(start);
    let files = Object.keys(this.data.words).filter((one) => one.startsWith(key));
    if (own !== null && !files.includes(own)) files.push(own);
    if (files.length > MOST_FILES) {
      const words = (await this.listNear(key[0])).filter(begins);
      words.sort((one, two) => two.at(-1) - one.at(-1) || (one < two ? -1 : 1));
      files = [...new Set(words.map((one) => this.findStart(one.slice(0, -1))))].slice(0, MOST_FILES - 1);
    }
    const found = [];
    for (const data of await Promise.all(files.map((file) => this.loadWords(file)))) {
      for (const form of Object.keys(data.forms)) if (begins(form)) found.push(this.find(form, data.start));
    }
    return distinct(await Promise.all(found));
  }

  /* Written words by their first letter, or, behind a hyphen, their second; a figure behind each says how frequent it is. */
  async listNear(key) {
    return Object.hasOwn(this.data.near, key) ? (await this.load(`near/${this.data.near[key]}.json`)).words.split(" ") : [];
  }

  /* Words that exist and are written nearly so, the nearest first. */
  async findNear(word) {
    if (word.length < 4) return [];
    const { mutates } = this.data;
    let found = this.compare(word, await this.listNear(place(word, mutates)[0]));
    if (!found.length && this.tried === 1) {
      // The first letter is wrong, missing, or one too many.
      const keys = new Set([`-${word[1]}`, `-${word[0]}`, place(word.slice(1), mutates)[0]]);
      const lists = await Promise.all([...keys].map((key) => this.listNear(key)));
      found = this.compare(word, [...new Set(lists.flat())]);
    }
    found.sort((one, two) => one[0] - two[0] || one[1] - two[1] || (one[2] < two[2] ? -1 : 1));
    const forms = found.map(([, , form]) => form);
    const keys = forms.map((form) => place(form, mutates));
    // Other forms of one that is there already say nothing new: with another ending or, in Welsh, another first letter.
    return forms.filter((_, n) => !keys.slice(0, n).some((one) => keys[n].startsWith(one) || one.startsWith(keys[n]))).slice(0, 3);
  }

  compare(word, words) {
    const most = word.length < 6 ? 1 : 2;
    const found = [];
    for (const one of words) {
      const form = one.slice(0, -1);
      let shared = 0;
      while (shared < form.length && form[shared] === word[shared]) shared += 1;
      // Another ending of the same word: budgeting, budget.
      const ending = shared >= 4 && shared >= word.length - 3 && form.length - shared <= 3;
      const off = distance(word, form, most);
      if (off <= most) found.push([off - shared / 100, -one.at(-1), form]);
      else if (ending) found.push([most + 1 - shared / 100, -one.at(-1), form]);
    }
    return found;
  }

  /* What a part of a query asks for: {list, forms, near}; null for words that say nothing. `last` words may be beginnings. */
  async ask(part, last, typing, alone) {
    if (part.day) return this.askDay(part);
    if (part.words.length > 1) return this.askPhrase(part.words, part.quoted ? "" : part.raw);
    const [word] = part.words;
    const known = await this.find(word);
    if (part.quoted) return this.answer(known ? [known] : []);
    const short = last && typing && [...word].length < LEAST;
    if (short && !(known && alone && (await this.find(`=${word}`)))) return null;
    const shouted = part.raw === part.raw.toUpperCase() && /\p{L}/u.test(part.raw);
    if (this.small.has(word) && !(known && (shouted || alone))) {
      const begun = last && typing ? await this.complete(word) : [];
      return begun.length ? this.answer([], begun) : null;
    }
    const sides = known ? null : /^(\p{N}+)(\p{L}+)$/u.exec(word);
    if (sides) return this.askPhrase(sides.slice(1), "");
    if (!known && /^\d{4,}$/.test(word)) return this.askPhrase(word.replace(/\B(?=(\d{3})+$)/g, " ").split(" "), "");
    const longer = last || !known ? await this.complete(word, known?.forms) : [];
    if (known) return this.answer([known], longer);
    if (last && longer.length) return this.answer([], longer);
    const near = this.tried++ < MOST_NEAR ? await this.findNear(word) : [];
    if (!near.length) return this.answer(longer);
    const made = await this.answer([await this.find(near[0])].filter(Boolean));
    // Another ending of what was written needs no remark.
    const same = (near[0].startsWith(word) || word.startsWith(near[0])) && Math.abs(near[0].length - word.length) < 3;
    return { ...made, near: same ? [] : near.map((form) => [word, form]), guessed: true };
  }

  /* The meetings of a day or a month, and where it is spoken of. */
  async askDay({ words, day }) {
    const [found, said] = await Promise.all([this.find(day), this.askPhrase(words, "")]);
    const { list, forms } = await this.answer(found ? [found] : []);
    const meetings = { ...list, levels: list.levels.map(() => LEVELS.length - 1) };
    return { list: unite([meetings, said?.list ?? NOTHING]), forms: [...forms, ...(said?.forms ?? [])], near: [] };
  }

  /* What has one of the words, or, for less, one of those `longer`. */
  async answer(found, longer = []) {
    const read = (all) => Promise.all(all.map((one) => this.readList(one, false)));
    const [lists, others] = await Promise.all([read(found), read(longer)]);
    const forms = [...found, ...longer].flatMap(({ forms }) => forms);
    return { list: unite([...lists, ...others.map(demote)]), forms, near: [] };
  }

  /* The words one behind the other, or written as one, as `raw` has them: C.I.W., by-election. Small words count as any small word. */
  async askPhrase(words, raw) {
    const joins = raw && words.every((word) => /^\p{L}+$/u.test(word)) && (/[-&.‐‑]/.test(raw) || words.join("").length < 5);
    const joined = joins ? await this.find(words.join("")) : null;
    const found = await this.askSide(words);
    if (!joined) return found;
    const { list, forms } = await this.answer([joined]);
    return { list: unite([list, found?.list ?? NOTHING]), forms: [...forms, ...(found?.forms ?? [])], near: [] };
  }

  async askSide(words) {
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
      made.levels.push(spots[0] < this.data.text ? level : Math.min(level, TITLE - 1));
      made.classes.push(lists[0].classes[n]);
    });
    return { list: made, forms, near: [] };
  }

  /* Searching */

  async search(request) {
    if (Date.now() - this.read > FRESH) await this.renew().catch(() => {});
    try {
      return await this.seek(request);
    } catch {
      // The files may be those of a newer site.
      await this.renew();
      return this.seek(request);
    }
  }

  async seek({ text, filters = {}, order = "relevance", typing = false }) {
    const parts = readDates(parse(text), this.data);
    const plain = parts.filter(({ without }) => !without);
    this.tried = 0;
    const isLast = (part) => part === parts.at(-1) && !part.without && !part.quoted;
    const asked = await Promise.all(
      plain.map((part) => this.ask(part, isLast(part), typing, plain.length === 1)),
    );
    const without = (await Promise.all(parts.filter((part) => part.without).map((part) => this.ask(part, false, false, true))))
      .filter((one) => one && !one.guessed);
    const wanted = asked.filter(Boolean);
    const named = plain.length && !without.length ? await this.findNamed(plain) : NOTHING;
    const forms = new Set(wanted.flatMap((one) => one.forms));
    const lists = wanted.map(({ list }) => list);
    const excluded = without.map(({ list }) => list);
    let found = wanted.length ? this.match(lists, excluded, wanted.length) : [];
    // Where nothing has all of a long question, most of its words are enough.
    const loose = !found.length && !named.ids.length && wanted.length > 1 && !plain.some(({ quoted }) => quoted);
    const each = loose ? plain.flatMap(({ raw }, n) => (asked[n]?.list.ids.length && !asked[n].guessed ? [[raw, asked[n].list.ids.length]] : [])) : [];
    if (loose) found = this.match(lists, excluded, Math.ceil(wanted.length / 2));
    this.addNamed(found, named);
    const { hits, counts } = this.narrow(found, filters, { forms, terms: await this.readMeanings(named) });
    hits.sort(
      order === "date"
        ? (one, two) => compareDays(one, two) || one.id - two.id
        : (one, two) => two.score - one.score || compareDays(one, two) || one.id - two.id,
    );
    const near = wanted.map((one) => one.near).filter((all) => all.length);
    const mended = near.map(([best]) => best);
    const others = near.length === 1 ? near[0].slice(1).map((one) => [one]) : [];
    const offers = near.length ? [mended, ...others].map((pairs) => pairs.reduce((made, [word, form]) => replaceWord(made, word, form), text.trim())) : [];
    const room = Math.min(MOST_REQUESTS - this.spent, Math.floor((MOST_LETTERS - this.letters) / PAGE_LETTERS));
    const first = Math.min(MOST_FIRST, Math.max(1, room));
    this.spent = this.letters = 0;
    const said = wanted.length + named.ids.length;
    return { total: hits.length, hits, counts, near: offers, loose: loose && found.length > 0, first, guessed: mended, said, unfiltered: found.length, each };
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
    const terms = named.ids.filter((id) => this.data.things[Math.floor(id / GROUP)] === "term");
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
    const rarity = lists.map(({ ids }) => Math.log(1 + this.meetings.size * 8 / Math.max(1, ids.length)));
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
      const meeting = this.meetings.get(page);
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
    const meeting = this.meetings.get(hit.page);
    const [kind, status] = this.data.classes[hit.value];
    const facts = { body: [], year: [], kind: [kind], status: status ? [status] : [] };
    if (meeting) return { ...facts, body: meeting.bodies, year: [String(meeting.year)] };
    const [name, number] = this.findThing(hit.page);
    return name === "plan" ? { ...facts, body: [this.data.plans[number]] } : facts;
  }

  /* What kind of thing a page is, and its number; nothing for a meeting's. */
  findThing(page) {
    return [this.data.things[Math.floor(page / (GROUP / PAGE))], page % (GROUP / PAGE)];
  }

  /* The hits that pass the filters, and for each value of a filter how many would with it, by the other filters. */
  narrow(found, filters, marks) {
    const chosen = FACETS.map((facet) => new Set((filters[facet] ?? []).map(String)));
    const counts = Object.fromEntries(FACETS.map((facet) => [facet, Object.create(null)]));
    const hits = [];
    for (const hit of found) {
      const facts = this.describe(hit);
      const fails = FACETS.filter((facet, n) => chosen[n].size && !facts[facet].some((one) => chosen[n].has(one)));
      for (const facet of fails.length === 0 ? FACETS : fails.length === 1 ? fails : []) {
        for (const one of facts[facet]) counts[facet][one] = (counts[facet][one] ?? 0) + 1;
      }
      if (!fails.length) hits.push({ ...hit, day: this.meetings.get(hit.page)?.day ?? -Infinity, ...marks });
    }
    return { hits, counts };
  }

  /* Showing */

  async details(hits) {
    return Promise.all(hits.map((hit) => this.detail(hit)));
  }

  async detail(hit) {
    const meeting = this.meetings.get(hit.page);
    const [kind, status] = this.data.classes[hit.value];
    const found = await (meeting ? this.readMinutes(hit, meeting).catch(() => this.readNothing(meeting)) : this.readThing(hit));
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
    const [name, number] = this.findThing(page);
    const { pages } = await this.load(`texts/${this.data.texts[`${name}-${Math.floor(number / this.data.chunk)}`]}.json`);
    const [path, parts] = pages[number] ?? [];
    const [anchor, title, text, lang] = parts?.[Math.floor((id % PAGE) / ITEM)] ?? fail(`no text of ${name} ${number}`);
    return { path, anchor, above: anchor, title: title || parts[0][1], texts: [text], lang, terms: [] };
  }

  /* Where a meeting's page is missing or another than the index knows: the way to it. */
  readNothing({ file, bodies, date }) {
    return { path: `${file}/`, anchor: "", above: "", title: `${this.data.bodies[bodies[0]]}, ${date}`, texts: [], terms: [] };
  }

  /* What a meeting's page says there. The place is counted as minutebook/search/entries.py counts it. */
  async readMinutes({ id, page }, { file }) {
    const path = `${file}/`;
    const { title, about, items, terms } = await this.load(new URL(this.data.prefix + path, this.root).href, readPage);
    const number = Math.floor((id % PAGE) / ITEM);
    if (!number) return { path, anchor: "", above: "", title, texts: about ?? fail(`another ${path}`), terms };
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
  for (const one of own.querySelectorAll("dd, th, td, li, p")) one.append(" ");
  return own.textContent.trim().replace(/\s+/g, " ");
};

/* A record, by its label. Where it begins within a paragraph, an anchor stands there. */
const readRecord = (page, label) => {
  const anchor = decodeURIComponent(label.hash.slice(1));
  const whole = label.closest(".mb-record");
  return { anchor, text: readWords(whole, whole.id === anchor ? null : page.getElementById(anchor)) };
};

const readPage = async (url) => {
  const page = new DOMParser().parseFromString(await (await ask(url, "no-cache")).text(), "text/html");
  const { lang } = page.documentElement;
  const record = page.querySelector("[data-record]");
  const all = [...(record?.querySelectorAll(".mb-item") ?? [])];
  // Those of other minutes are counted behind those of the page's own.
  const items = [false, true].flatMap((lone) => all.filter((item) => item.hasAttribute("data-inserted") === lone)).map((item) => ({
    anchor: item.id,
    // A title in another language than the page's is none of a hit.
    title: item.closest("[lang]").lang === lang ? readWords(item.querySelector("h2"), null, ".mb-item-number") : "",
    text: readWords(item, null, "h2"),
    // What is shown in another language than the page's is not in the index.
    records: [...item.querySelectorAll("a.mb-record-label")]
      .filter((label) => label.closest("[lang]").lang === lang)
      .map((label) => readRecord(page, label)),
  }));
  const terms = [...page.querySelectorAll("[data-terms] > div")].map((term) => [
    split(term.querySelector("dt").textContent).join(""),
    fold(term.querySelector(".mb-meaning")?.textContent ?? ""),
  ]);
  const about = ["#_attendance", ".mb-summary"].map((part) => readWords(page.querySelector(part), null, "h2", "dt"));
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

// Newest first, what has no day last
const compareDays = (one, two) => (one.day === two.day ? 0 : two.day - one.day);

const distinct = (found) => [...new Map(found.filter(Boolean).map((one) => [one.key, one])).values()];

const replaceWord = (text, word, form) =>
  text.replace(/[\p{L}\p{N}\p{Mn}]+/gu, (one) => (fold(one) !== word ? one : one[0] === one[0].toLowerCase() ? form : form[0].toUpperCase() + form.slice(1)));

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
  const seen = new Map();
  let end = 0;
  for (const { from, word } of marked) {
    for (; end < marked.length && marked[end].to <= from + EXCERPT * 0.7; end += 1) seen.set(marked[end].word, (seen.get(marked[end].word) ?? 0) + 1);
    if (seen.size > best) [best, start] = [seen.size, from];
    if (seen.get(word) > 1) seen.set(word, seen.get(word) - 1);
    else seen.delete(word);
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

const ask = async (url, cache = "default") => {
  const answer = await fetch(url, { cache });
  return answer.ok ? answer : fail(`a missing ${url}: ${answer.status}`);
};

const read = async (url, cache) => {
  const text = await (await ask(url, cache)).text();
  const data = { ...JSON.parse(text), letters: text.length };
  return data.version === VERSION ? data : fail(`${url} of version ${data?.version}, not ${VERSION}`);
};

/* Opens the index in a folder, `…/search/en/`. Rejects with an Error where it is missing, broken or of another version.
   `spent` is how many files the asking script itself took. */
export const open = async (folder, spent = 2) => {
  const engine = new Engine(new URL(folder, globalThis.document?.baseURI), spent);
  await engine.renew();
  return engine;
};
