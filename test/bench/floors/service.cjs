// SQLite in a process of its own: answers a query, or writes one value and the line that says so, durably.
const Sqlite = require('better-sqlite3');

const connection = new Sqlite(process.argv[2]);
connection.pragma('journal_mode = WAL');
connection.pragma('synchronous = FULL');
connection.exec(
  'CREATE TABLE IF NOT EXISTS floor_log (seq INTEGER PRIMARY KEY, ms INTEGER, id TEXT, patch TEXT)',
);
const update = connection.prepare('UPDATE milestone SET progress = ? WHERE id = ?');
const log = connection.prepare('INSERT INTO floor_log (ms, id, patch) VALUES (?, ?, ?)');
const write = connection.transaction((id, value) => {
  update.run(value, id);
  log.run(Date.now(), id, JSON.stringify({ progress: value }));
});

process.parentPort.on('message', ({ ports: [port] }) => {
  port.on('message', ({ data }) => {
    if (data.sql) port.postMessage({ id: data.id, rows: connection.prepare(data.sql).all() });
    else {
      write.immediate(data.row, data.value);
      port.postMessage({ id: data.id });
    }
  });
  port.start();
});
