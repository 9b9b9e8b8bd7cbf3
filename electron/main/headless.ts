import { app, MessageChannelMain, session } from 'electron';
import type { Backend } from '../backend/create-backend.ts';
import { runCli } from '../cli/run-cli.ts';
import { mainPort } from '../../shared/rpc/main-port.ts';
import { loadPostKey } from './key-store.ts';
import { log } from './log.ts';
import { createPrintDesk, type PrintDesk, sendPort } from './print-pdf.ts';
import { readPageSource } from './page-source.ts';
import { serveApp } from './protocol.ts';
import { applySessionPolicy } from './session-policy.ts';
import { answerShellCall, createShellHandlers, distFolder } from './shell-handlers.ts';
import { defaultShellState } from './shell-state.ts';
import { handleTrusted, onTrusted } from './trusted-ipc.ts';
import { createFileGrants } from './file-grants.ts';
import { createTranslate, type Language } from '../../shared/i18n/translate.ts';

/** Runs a verb of the command line without a window, with the backend in this very process. Answers the exit code. */
export async function runHeadless(args: readonly string[], defaultProfile: string): Promise<number> {
  log.transports.console.level = false;
  log.transports.file.level = false;
  // The print window closing must not end the run.
  app.on('window-all-closed', () => undefined);
  await app.whenReady();
  return runCli([...args], {
    defaultProfile,
    writeOut: (line) => write(process.stdout, line),
    writeErr: (line) => write(process.stderr, line),
    loadKey: loadPostKey,
    printGantt: (backend, language, options, target) =>
      openDesk(backend, language).printGantt(options, target),
    printPaper: (backend, language, request, target) =>
      openDesk(backend, language).printPaper(request, target),
  });
}

/** A desk whose hidden pages are served by this process's own backend. */
function openDesk(backend: Backend, language: Language): PrintDesk {
  const desk = createPrintDesk();
  const settings = { ...defaultShellState.settings, theme: 'light', language } as const;
  applySessionPolicy(session.defaultSession);
  serveApp(
    session.defaultSession,
    readPageSource(distFolder, () => settings),
  );
  const handlers = createShellHandlers({
    grants: createFileGrants(),
    printDesk: desk,
    translate: () => createTranslate(language),
    applySettings: () => undefined,
    showHistory: () => undefined,
    isOfficialElectron: false,
  });
  handleTrusted('jalon:shell', (sender, name, input) => answerShellCall(handlers, sender, name, input));
  onTrusted('jalon:connect', (sender) => {
    const { port1, port2 } = new MessageChannelMain();
    backend.serve(mainPort(port2));
    sendPort(sender, port1);
  });
  return desk;
}

function write(stream: NodeJS.WriteStream, line: string): Promise<void> {
  return new Promise((done, failed) => {
    stream.write(`${line}\n`, (error) => (error ? failed(error) : done()));
  });
}
