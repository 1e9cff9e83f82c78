// What a check found, as data. Only `report` prints.

/** The findings of one named check: how many items were right, and each item that was not. */
export class Ledger {
  constructor(name) {
    this.name = name;
    this.passed = 0;
    this.failures = [];
    this.notes = [];
  }

  /** Enters one checked item: right when `problems` is empty, else one failure that lists them all. */
  item(where, problems) {
    const list = [].concat(problems ?? []);
    if (list.length === 0) this.passed += 1;
    else this.failures.push({ where, problems: list });
  }

  /** A remark that is worth reading and fails nothing. */
  note(where, text) {
    this.notes.push({ where, text });
  }

  /** A check that looked at nothing has proved nothing. */
  close() {
    if (this.passed + this.failures.length === 0) {
      this.item(this.name, "nothing was found to check");
    }
    return this;
  }
}

const SHOWN = 25;

/** Prints every ledger and the closing line; returns the exit status. */
export function report(ledgers, { print = console.log, notes = true } = {}) {
  let passed = 0;
  let failed = 0;
  for (const ledger of ledgers) {
    passed += ledger.passed;
    failed += ledger.failures.length;
    print(`${ledger.name}: ${ledger.passed} right, ${ledger.failures.length} wrong`);
    for (const { where, problems } of ledger.failures.slice(0, SHOWN)) {
      print(`  ${where}`);
      for (const problem of problems.slice(0, SHOWN)) print(`    ${problem}`);
      if (problems.length > SHOWN) print(`    … and ${problems.length - SHOWN} more`);
    }
    if (ledger.failures.length > SHOWN) print(`  … and ${ledger.failures.length - SHOWN} more`);
    if (notes) printNotes(ledger, print);
  }
  if (passed + failed === 0) failed = 1;
  print("");
  print(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** The same remark about many pages is printed once, with their number. */
function printNotes(ledger, print) {
  const places = new Map();
  for (const { where, text } of ledger.notes) {
    places.set(text, [...(places.get(text) ?? []), where]);
  }
  for (const [text, list] of [...places].slice(0, SHOWN)) {
    const more = list.length > 1 ? ` and ${list.length - 1} more` : "";
    print(`  note: ${text} (${list[0]}${more})`);
  }
}
