import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { ShellAnswer } from '../../shared/api.ts';
import { isTrustedSender } from './security.ts';
import { isKnownWindow } from './window.ts';

/** The only channels between pages and this process; the preload script names the same ones. */
export type Channel = 'jalon:shell' | 'jalon:connect' | 'jalon:dropped-file';

/** Answers calls on a channel. Senders that are not a main frame of one of our windows get a refusal. */
export function handleTrusted(
  channel: Channel,
  answer: (sender: WebContents, ...args: unknown[]) => Promise<ShellAnswer>,
): void {
  ipcMain.handle(channel, (event, ...args: unknown[]) => {
    if (!isTrusted(event))
      throw new Error(`Refused ${channel} from ${event.senderFrame?.url ?? 'a closed frame'}`);
    return answer(event.sender, ...args);
  });
}

/** Listens on a channel; other senders are ignored. */
export function onTrusted(channel: Channel, listener: (sender: WebContents) => void): void {
  ipcMain.on(channel, (event) => {
    if (isTrusted(event)) listener(event.sender);
  });
}

function isTrusted({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return isTrustedSender({
    known: isKnownWindow(sender),
    mainFrame: senderFrame !== null && senderFrame === sender.mainFrame,
    address: senderFrame?.url ?? '',
  });
}
