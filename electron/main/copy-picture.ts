import * as electron from 'electron';
import { AppError } from '../../shared/rpc/app-error.ts';

/** The clipboard before Electron 45, which the stand-in for closed networks has. */
interface FormerClipboard {
  writeImage(image: electron.NativeImage): void;
}

/** Puts a PNG on the clipboard of the system. Throws AppError `bad-request` for bytes that are none. */
export async function copyPicture(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const picture = electron.nativeImage.createFromBuffer(Buffer.from(bytes));
  if (picture.isEmpty()) throw new AppError('bad-request');
  const { clipboard } = electron;
  if (isFormer(clipboard)) {
    clipboard.writeImage(picture);
    return;
  }
  const blob = new Blob([bytes], { type: 'image/png' });
  await clipboard.write([new electron.ClipboardItem({ 'image/png': blob })]);
}

function isFormer(clipboard: object): clipboard is FormerClipboard {
  return 'writeImage' in clipboard;
}
