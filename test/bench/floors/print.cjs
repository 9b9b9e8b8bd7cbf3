// The least that prints a planning: every row's texts and one bar, bare SVG on A3 sheets, through a hidden window. And
// the least that prints a document: the texts of its sheets, already laid out in a file, and nothing drawn.
// JALON_FLOOR = { database, pages, target, dataDir } or { sheets, target, dataDir } says what, on how many, and where to.
const { app, BrowserWindow } = require('electron');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const { database, pages, sheets, target, dataDir } = JSON.parse(process.env.JALON_FLOOR);
app.setPath('userData', dataDir);

const query = `SELECT coalesce(m.label, '') AS label, m.planned_start AS start, m.planned_end AS end,
    coalesce(m.status, '') AS status, coalesce(p.first_name || ' ' || p.last_name, '') AS owner,
    julianday(m.planned_start) AS x0, julianday(m.planned_end) AS x1
  FROM milestone m JOIN deployment d ON d.id = m.deployment_id LEFT JOIN person p ON p.id = m.owner_id
  WHERE m.deleted = 0 ORDER BY d.establishment_id, m.deployment_id, m.position`;

function readRows() {
  const Sqlite = require('better-sqlite3');
  return new Sqlite(database, { readonly: true }).prepare(query).all();
}

function laidOut() {
  const text = ([x, y, size, said]) => `<text x="${x}" y="${y}" font-size="${size}">${escaped(said)}</text>`;
  return JSON.parse(readFileSync(sheets, 'utf8'))
    .map(({ width, height, texts }) => {
      const style = `width:${width}pt;height:${height}pt`;
      return `<svg style="${style}" viewBox="0 0 ${width} ${height}">${texts.map(text).join('')}</svg>`;
    })
    .join('');
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function sheetsOf(rows) {
  const perSheet = Math.ceil(rows.length / pages);
  const first = Math.min(...rows.map(({ x0 }) => x0 ?? Infinity));
  const last = Math.max(...rows.map(({ x1 }) => x1 ?? -Infinity));
  const x = (day) => 560 + ((day - first) / (last - first)) * 600;
  // Read aloud are the labels, as in the application: tags for every text triple the work.
  const text = (at, y, said, hidden) => `<text x="${at}" y="${y + 9}"${hidden}>${said ?? ''}</text>`;
  const drawn = [];
  for (let at = 0; at < rows.length; at += perSheet) {
    const shapes = rows.slice(at, at + perSheet).map(({ label, start, end, status, owner, x0, x1 }, i) => {
      const y = 60 + i * 14;
      const cells = [30, 260, 320, 380, 450].map((left, k) =>
        text(left, y, [label, start, end, status, owner][k], k > 0 ? ' aria-hidden="true"' : ''),
      );
      const bar =
        x0 === null
          ? ''
          : `<rect aria-hidden="true" x="${x(x0)}" y="${y}" width="${x(x1) - x(x0) + 1}" height="8"/>`;
      return cells.join('') + bar;
    });
    drawn.push(`<svg viewBox="0 0 1191 842">${shapes.join('')}</svg>`);
  }
  return drawn.join('');
}

app
  .whenReady()
  .then(async () => {
    const html = join(dataDir, 'sheets.html');
    const style =
      '@page{size:420mm 297mm;margin:0}body{margin:0;font-family:sans-serif}svg{display:block;width:420mm;height:297mm;break-after:page;font-size:8.5px}';
    writeFileSync(
      html,
      `<!doctype html><meta charset="utf-8"><style>${style}</style>${sheets ? laidOut() : sheetsOf(readRows())}`,
    );
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    await window.loadFile(html);
    const pdf = await window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
    writeFileSync(target, pdf);
    app.exit(0);
  })
  .catch((error) => {
    console.error(error);
    app.exit(1);
  });
