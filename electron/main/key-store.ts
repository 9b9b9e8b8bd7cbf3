import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import { log } from './log.ts';

/** Where a post's signing key is kept: sealed by the system's key store, or where there is none in a private file. */
const sealedName = 'post-key.sealed';
const openName = 'post-key';

/**
 * The 32 raw bytes of this post's Ed25519 key, made and kept the first time. Null when the key is sealed and the key
 * store does not answer: the application then works, but signs nothing until a later start. To be called once the
 * application is ready.
 */
export async function loadPostKey(profileDir: string): Promise<Uint8Array | null> {
  mkdirSync(profileDir, { recursive: true });
  const sealed = join(profileDir, sealedName);
  const open = join(profileDir, openName);
  if (existsSync(open)) return readOpenKey(open);
  const storeAnswers = await hasKeyStore();
  if (!existsSync(sealed)) return makeKey(storeAnswers ? sealed : undefined, open);
  if (!storeAnswers) {
    log.warn('key store: not available now, the sealed key stays closed');
    return null;
  }
  try {
    const { result } = await safeStorage.decryptStringAsync(readFileSync(sealed));
    return decodeKey(result);
  } catch (error) {
    // Sealed for another user or machine: kept for the day it can be opened, and a new post begins.
    log.warn('key store: the sealed key cannot be opened, a new one is made', error);
    renameSync(sealed, `${sealed}.unreadable-${Date.now()}`);
    return makeKey(sealed, open);
  }
}

/** Whether the system seals secrets; `basic_text` is a password known to everyone. */
async function hasKeyStore(): Promise<boolean> {
  // Asking is also what makes the asynchronous calls safe: before it, they end the process on a Linux without one.
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

/** Makes a key and keeps it before anyone has used it: a crash here leaves a post without saves, never without key. */
async function makeKey(sealed: string | undefined, open: string): Promise<Uint8Array> {
  const key = generateKey();
  const text = Buffer.from(key).toString('base64');
  if (sealed === undefined) {
    writeWhole(open, `${text}\n`);
    log.info('key store: none here, the key is in a file readable by this user only');
  } else {
    writeWhole(sealed, await safeStorage.encryptStringAsync(text));
  }
  return key;
}

function generateKey(): Uint8Array {
  const { d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return new Uint8Array(Buffer.from(d ?? '', 'base64url'));
}

function readOpenKey(path: string): Uint8Array {
  return decodeKey(readFileSync(path, 'utf8'));
}

function decodeKey(text: string): Uint8Array {
  const key = new Uint8Array(Buffer.from(text.trim(), 'base64'));
  if (key.length !== 32) throw new Error('The signing key of this post is damaged');
  return key;
}

function writeWhole(path: string, content: string | Buffer): void {
  writeFileSync(`${path}.new`, content, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
