import electron, { clipboard, nativeImage, type NativeImage } from 'electron';
import { AppError } from '../../shared/rpc/app-error.ts';

/** The clipboard before Electron 45, which the stand-in for closed networks has. */
interface FormerClipboard {
  writeImage(image: NativeImage): void;
}

/** Puts a PNG on the clipboard of the system. Throws AppError `bad-request` for bytes that are none. */
export async function copyPicture(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const picture = nativeImage.createFromBuffer(Buffer.from(bytes));
  if (picture.isEmpty()) throw new AppError('bad-request');
  if (isFormer(clipboard)) {
    clipboard.writeImage(picture);
    return;
  }
  // By its module: a name the former Electron does not have could not be imported.
  const blob = new Blob([bytes], { type: 'image/png' });
  await clipboard.write([new electron.ClipboardItem({ 'image/png': blob })]);
}

function isFormer(one: object): one is FormerClipboard {
  return 'writeImage' in one;
}
