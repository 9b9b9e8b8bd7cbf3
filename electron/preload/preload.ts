import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  type DroppedFile,
  type GrantedFile,
  type JalonApi,
  portMessage,
  type ShellAnswer,
} from '../../shared/api.ts';

// Runs in a sandbox between page and main process. What the page gets is `window.jalon` and nothing else: no
// channel names, no event objects, no paths.

const api: JalonApi = {
  shell: (name, input) => ipcRenderer.invoke('jalon:shell', name, input) as Promise<ShellAnswer>,
  onEvent: (listener) => {
    const pass = (_event: unknown, name: string, payload: unknown): void => listener(name, payload);
    ipcRenderer.on('jalon:event', pass);
    return () => void ipcRenderer.off('jalon:event', pass);
  },
  connect: () => ipcRenderer.send('jalon:connect'),
  droppedFileGrant: async (file: DroppedFile) => {
    const path = webUtils.getPathForFile(file as File);
    if (path === '') return null;
    const answer = (await ipcRenderer.invoke('jalon:dropped-file', path)) as ShellAnswer;
    return answer.ok ? (answer.value as GrantedFile) : null;
  },
};

// Ports cannot cross the context bridge: they travel as a message of the window, which only this script and the
// page's own code can send.
ipcRenderer.on(portMessage, (event) => window.postMessage(portMessage, location.origin, event.ports));

contextBridge.exposeInMainWorld('jalon', Object.freeze(api));
