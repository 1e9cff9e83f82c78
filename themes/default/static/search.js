// The search page. Reads the index, whose making is told in `src/search/` of Pressroom: small files, each one
// call of `pressroomSearch(check, data)`, loaded as scripts since `fetch` cannot read a site opened from a folder.
"use strict";

(() => {
  const $ = (id) => document.getElementById(id);
  const [form, status, list, more] = ["search", "search-status", "search-results", "search-more"].map($);
  if (!form) return;

  const AT_ONCE = 8;
  const MOST_WORDS = 8;
  const LONGEST_WORD = 32;
  const PAUSE = 200;
  const PASSAGE = 230;
  const FORMAT = 1;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  const input = form.elements.q;
  const filters = [...form.querySelectorAll("select")];
  const { lang } = document.documentElement;
  const { root, index } = form.dataset;
  const folder = index.slice(0, index.lastIndexOf("/") + 1);

  // ---- Words, as the index has them

  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i", ŧ: "t", ς: "σ" };
  const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/gu;
  const SILENT = /['"`´«»\u00ad\u02b9-\u02bf\u02c8\u02ca\u02cb\u02ee\u200b-\u200f‘-‟‹›′-‷\u202a-\u202e\u2060-\u2069\ufeff\uff02\uff07「-』〝-〟\ufe00-\ufe0f\u05f3\u05f4]/gu;

  /** The words of a text, without case, diacritics and signs. */
  function fold(text) {
    const plain = text.normalize("NFKD").replace(SILENT, "").replace(MARKS, "").toLowerCase();
    const letters = plain.replace(/[ßæœþøłđðħıŧς]/gu, (c) => LETTERS[c]).replace(MARKS, "");
    const words = letters.match(/[\p{Alphabetic}\p{N}\p{M}]+/gu) ?? [];
    return words.map((word) => [...word].slice(0, LONGEST_WORD).join(""));
  }

  /** From a table of endings to the function that takes them off. */
  function stemmer(table) {
    const endings = new Map();
    const same = new Map();
    for (const rule of table.split(" ")) {
      const [ending, other = "", least = 3] = rule.split("/");
      if (ending[0] === "=") same.set(ending.slice(1), other);
      else if (ending) endings.set(ending, [other, Number(least)]);
    }
    const shorter = (word) => {
      for (let at = 0; at < word.length; at += 1) {
        const [other, least] = endings.get(word.slice(at)) ?? [];
        if (least <= [...word.slice(0, at)].length) return word.slice(0, at) + other;
      }
      return word;
    };
    return (word) => same.get(shorter(word)) ?? shorter(word);
  }

  // ---- Files of the index

  const files = new Map();
  window.pressroomSearch = (check, data) => {
    document.currentScript.found = { check, data };
  };

  /** The data of a file; one that says another number than `check` is of another build. */
  function load(path, check) {
    if (!files.has(path)) {
      const file = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.onerror = reject;
        script.onload = () => (script.found?.check === check ? resolve(script.found.data) : reject());
        script.src = path;
        document.head.append(script);
      });
      files.set(path, file);
      file.catch(() => files.delete(path));
    }
    return files.get(path);
  }

  let opened;
  async function open() {
    if (!opened) {
      const meta = await load(index, FORMAT);
      for (const tier of meta.tiers) {
        tier.t = tier.terms.split(" ");
        tier.p = tier.prefixes.split(" ");
      }
      opened = { ...meta, stem: stemmer(meta.stems) };
    }
    return opened;
  }

  /** The last key that is not after a text: that of the file in which the text would stand. */
  const keyOf = (keys, text) => keys.findLast((key) => key <= text);

  function raise(levels, packed, level) {
    const one = (number) => {
      levels[number] = Math.max(levels[number], level);
    };
    let [number, gap, shift] = [0, 0, 0];
    for (const digit of packed.replace("*", "")) {
      const bits = DIGITS.indexOf(digit);
      if (packed[0] === "*") {
        for (let bit = 0; bit < 6; bit += 1) if (bits & (1 << bit)) one(number + bit);
        number += 6;
        continue;
      }
      gap |= (bits & 31) << shift;
      shift += 5;
      if (bits & 32) continue;
      one(number + gap);
      number += gap + 1;
      [gap, shift] = [0, 0];
    }
  }

  /** Reads the file in which `text` would stand, and raises the level of every release with a term that matches. */
  async function scan(levels, tier, kind, text, matches, title, body) {
    const name = keyOf(tier[kind], text).replace(/[^a-z0-9]/gu, (c) => `_${c.codePointAt(0).toString(16)}_`);
    const content = await load(`${folder}${tier.name}/${kind}-${name}.js?v=${tier.version}`, tier.releases);
    let last = "";
    for (const entry of content.split(" ")) {
      const [term, strong = "", weak = ""] = entry.split(",");
      last = [...last].slice(0, DIGITS.indexOf(term[0])).join("") + term.slice(1);
      if (!matches(last)) continue;
      raise(levels, strong, title);
      raise(levels, weak, body);
    }
  }

  /** How well each release of a tier answers to a word; in the title counts most, a whole word more than a beginning. */
  async function levelsOf(tier, { stem, prefix }) {
    const levels = new Uint8Array(tier.releases);
    const tasks = [scan(levels, tier, "t", stem, (term) => term === stem, 6, 2)];
    if (prefix) {
      const begins = (term) => term.startsWith(prefix);
      const isOneFile = keyOf(tier.t, prefix) === keyOf(tier.t, `${prefix}\uffff`);
      tasks.push(scan(levels, tier, isOneFile ? "t" : "p", prefix, isOneFile ? begins : (term) => term === prefix, 5, 1));
    }
    await Promise.all(tasks);
    return levels;
  }

  /** The numbers of the releases that answer to all of a query: the best first, then the newest. */
  async function find(meta, { words, town, exhibition, year }) {
    const wanted = [...words];
    if (town) wanted.push({ stem: `+${town}` });
    if (exhibition) wanted.push({ stem: `=${exhibition}` });
    const at = meta.years.findIndex(([known]) => String(known) === year);
    const from = meta.years[at]?.[1] ?? 0;
    const to = meta.years[at + 1]?.[1] ?? meta.releases;
    const within = year ? (number) => number >= from && number < to : () => true;
    const found = [];
    for (const tier of meta.tiers) {
      if (year && (tier.first >= to || tier.first + tier.releases <= from)) continue;
      found.push(
        Promise.all(wanted.map((word) => levelsOf(tier, word))).then((levels) => {
          const answers = [];
          for (let i = 0; i < tier.releases; i += 1) {
            if (!within(tier.first + i) || levels.some((level) => level[i] === 0)) continue;
            answers.push([tier.first + i, levels.slice(0, words.length).reduce((sum, level) => sum + level[i], 0)]);
          }
          return answers;
        }),
      );
    }
    const answers = (await Promise.all(found)).flat();
    return answers.sort(([a, good], [b, better]) => better - good || b - a).map(([number]) => number);
  }

  // ---- What the reader sees

  const wordsIn = (text) => [...text.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)];

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  /** A text with the words that are meant marked. */
  function marked(text, isMeant) {
    const parts = document.createDocumentFragment();
    let from = 0;
    for (const { 0: word, index: at } of wordsIn(text)) {
      if (!isMeant(word)) continue;
      parts.append(text.slice(from, at), element("mark", "", word));
      from = at + word.length;
    }
    parts.append(text.slice(from));
    return parts;
  }

  /** The part of a text around the first word that is meant. */
  function passage(text, isMeant) {
    const first = wordsIn(text).find(([word]) => isMeant(word))?.index ?? 0;
    const from = first > PASSAGE * 0.6 ? text.indexOf(" ", first - PASSAGE / 3) + 1 : 0;
    const end = from + PASSAGE;
    if (end >= text.length) return (from ? "… " : "") + text.slice(from);
    return `${from ? "… " : ""}${text.slice(from, text.lastIndexOf(" ", end)).replace(/[\s,;:–—-]+$/u, "")} …`;
  }

  function item([title, path, iso, date, towns, exhibition, text], isMeant) {
    const time = element("time", "", date);
    time.dateTime = iso;
    const meta = element("p", "meta", time);
    for (const name of [towns, exhibition]) if (name) meta.append(" ", element("span", "place", marked(name, isMeant)));
    const link = element("a", "", marked(title, isMeant));
    link.href = root + path;
    return element("li", "", element("h2", "", link), meta, element("p", "summary", marked(passage(text, isMeant), isMeant)));
  }

  const rules = new Intl.PluralRules(lang);
  const samples = Object.keys(form.dataset).filter((key) => key.startsWith("count-")).map((key) => key.slice(6));

  /** How many were found, in the plural form that the language has for it. */
  function counted(number) {
    const sample = samples.find((known) => rules.select(Number(known)) === rules.select(number)) ?? "100";
    return form.dataset[`count-${sample}`].replace(sample, number.toLocaleString(lang));
  }

  let current = 0;
  let shown;

  function clear(message) {
    list.replaceChildren();
    more.hidden = true;
    status.textContent = message;
  }

  async function showMore(run) {
    const { meta, numbers, isMeant, until } = shown;
    const records = numbers.slice(until, until + AT_ONCE).map(async (number) => {
      const first = number - (number % meta.results);
      const { version } = meta.tiers.findLast((tier) => tier.first <= number);
      return (await load(`${folder}d/${first / meta.results}.js?v=${version}`, first))[number - first];
    });
    const items = (await Promise.all(records)).map((record) => item(record, isMeant));
    if (run !== current || shown.until !== until) return;
    if (until === 0) list.replaceChildren();
    list.append(...items);
    shown.until += items.length;
    more.hidden = shown.until >= numbers.length;
    // The button that had the focus is gone.
    if (until && more.hidden) items[0].querySelector("a").focus();
  }

  async function search() {
    const run = (current += 1);
    const { q, town = "", exhibition = "", year = "" } = Object.fromEntries(new FormData(form));
    const folded = fold(q).slice(0, MOST_WORDS);
    if (!folded.length && !town && !exhibition && !year) return clear("");
    try {
      const meta = await open();
      const words = folded.map((word) => ({ stem: meta.stem(word) }));
      // A last word without a space after it may not be finished.
      if (words.length && !/\s$/u.test(q) && folded.at(-1).length > 1) words.at(-1).prefix = folded.at(-1);
      const numbers = await find(meta, { words, town, exhibition, year });
      if (run !== current) return;
      const isOne = (word) => words.some(({ stem, prefix }) => meta.stem(word) === stem || (prefix && word.startsWith(prefix)));
      shown = { meta, numbers, until: 0, isMeant: (text) => fold(text).some(isOne) };
      if (!numbers.length) return clear(form.dataset.none);
      await showMore(run);
      if (run === current) status.textContent = counted(numbers.length);
    } catch {
      if (run === current) clear(form.dataset.failed);
    }
  }

  // ---- The address keeps the query; one step back is the query before

  let timer;
  let isFinished = true;

  function run(finished) {
    clearTimeout(timer);
    const query = new URLSearchParams();
    for (const { name, value } of [input, ...filters]) if (value.trim()) query.set(name, value.trim());
    const address = `${query}` ? `?${query}` : location.pathname;
    if (`${query}` !== `${new URLSearchParams(location.search)}`) history[isFinished ? "pushState" : "replaceState"](null, "", address);
    isFinished = finished;
    search();
  }

  function fromAddress() {
    const query = new URLSearchParams(location.search);
    for (const field of [input, ...filters]) field.value = query.get(field.name) ?? "";
    for (const filter of filters) if (filter.selectedIndex < 0) filter.value = "";
    isFinished = true;
    search();
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE, false);
  });
  for (const filter of filters) filter.addEventListener("change", () => run(true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(true);
  });
  more.firstElementChild.addEventListener("click", () => showMore(current).catch(() => (status.textContent = form.dataset.failed)));
  addEventListener("popstate", fromAddress);
  form.hidden = false;
  fromAddress();
})();
