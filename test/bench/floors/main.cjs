// The least an Electron application can be: one window on one page, and the same SQLite file as the application's.
// JALON_FLOOR = { page, database, sqlite: 'main' | 'service', dataDir } says which.
const { app, BrowserWindow, ipcMain, MessageChannelMain, utilityProcess } = require('electron');
const { join } = require('node:path');

const { page, database, sqlite, dataDir } = JSON.parse(process.env.JALON_FLOOR);
app.setPath('userData', dataDir);

function openBesideTheWindow() {
  const Sqlite = require('better-sqlite3');
  const connection = new Sqlite(database, { fileMustExist: true });
  connection.pragma('journal_mode = WAL');
  return connection.prepare('SELECT count(*) AS n FROM milestone').get().n;
}

void app.whenReady().then(() => {
  const service =
    sqlite === 'service' ? utilityProcess.fork(join(__dirname, 'service.cjs'), [database]) : undefined;
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      spellcheck: false,
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  ipcMain.on('connect', (event) => {
    const { port1, port2 } = new MessageChannelMain();
    service?.postMessage('connect', [port1]);
    event.sender.postMessage('port', null, [port2]);
  });
  const loaded = window.loadFile(page);
  if (service) return;
  const milestones = openBesideTheWindow();
  void loaded.then(() =>
    window.webContents.executeJavaScript(`document.body.textContent = '${milestones}'; undefined`),
  );
});
