const { contextBridge, ipcRenderer } = require('electron');

ipcRenderer.on('port', (event) => window.postMessage('port', '*', event.ports));
contextBridge.exposeInMainWorld('floor', { connect: () => ipcRenderer.send('connect') });
