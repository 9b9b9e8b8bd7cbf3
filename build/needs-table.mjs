/**
 * @typedef {{ id: string, title: string, titleFr: string }} Need
 * @typedef {{ testResults: { assertionResults: { fullName: string, status: string }[] }[] }} TestReport
 */

/**
 * The needs that tests prove: named by at least one test (`need 001.7 ...`), every one of which passed.
 * @param {TestReport} report as vitest's json reporter writes it
 * @param {readonly Need[]} list
 * @returns {Set<string>} ids
 */
export function needsMet(report, list) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const isProved = (/** @type {Need} */ { id }) => {
    const naming = tests.filter((test) => namesNeed(test.fullName, id));
    return naming.length > 0 && naming.every((test) => test.status === 'passed');
  };
  return new Set(list.filter(isProved).map((need) => need.id));
}

/**
 * Says whether a test's name holds `need <id>` with exactly this id.
 * @param {string} name
 * @param {string} id
 */
export function namesNeed(name, id) {
  const escaped = id.replaceAll('.', '\\.');
  return new RegExp(`(^|[^\\w.])need ${escaped}(?![\\w]|\\.\\d)`, 'u').test(name);
}

/**
 * The table as Markdown.
 * @param {readonly Need[]} list
 * @param {ReadonlySet<string>} met ids
 */
export function needsTable(list, met) {
  const rows = list.map(
    ({ id, title }) => `| ${id} | ${title.replaceAll('|', '\\|')} | ${met.has(id) ? 'met' : 'not met'} |`,
  );
  return ['| id | need | state |', '| --- | --- | --- |', ...rows].join('\n');
}

/**
 * Puts the table between the two markers of a text.
 * @param {string} text
 * @param {string} table
 * @returns {string} the text unchanged when it has no markers
 */
export function replaceNeedsTable(text, table) {
  const [start, end] = ['<!-- needs:start -->', '<!-- needs:end -->'];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) return text;
  return `${text.slice(0, from + start.length)}\n${table}\n${text.slice(to)}`;
}
