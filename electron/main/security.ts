/**
 * What pages may do, as plain tables and functions: everything not named here is refused. `window.ts`,
 * `protocol.ts`, `session-policy.ts` and `trusted-ipc.ts` enforce it.
 */

export const appScheme = 'app';
export const appOrigin = 'app://app';

/** Security policy of one response; `nonce` is new for each. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // Mantine and the scroll lock write style elements; they carry this nonce.
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Headers of every answer to a page. */
export function responseHeaders(contentType: string, nonce: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  };
}

/** No page needs a camera, a place, a notification of the system or a device. */
export const permissionsAllowed: ReadonlySet<string> = new Set();

/** Schemes a request may have; the developer tools only where there are any. */
export function mayRequest(address: string, withDeveloperTools: boolean): boolean {
  const scheme = address.slice(0, address.indexOf(':'));
  return scheme === appScheme || scheme === 'data' || (withDeveloperTools && scheme === 'devtools');
}

/** A page stays what it is: it may be loaded anew, but never become another one. */
export function mayNavigate(from: string, to: string): boolean {
  return isAppAddress(to) && withoutQuery(from) === withoutQuery(to);
}

/** Programs a page may have opened: the mail client, with a message. No page opens a browser. */
const schemesOpenedOutside: ReadonlySet<string> = new Set(['mailto:']);

export function mayOpenOutside(address: string): boolean {
  return URL.canParse(address) && schemesOpenedOutside.has(new URL(address).protocol);
}

/** What Windows takes of an address it hands to another program. */
const LONGEST_ADDRESS = 2000;

/** A message begun: the body is shortened where the whole would be too long, never the rest. */
export function mailAddress(message: {
  readonly to: readonly string[];
  readonly subject: string;
  readonly body: string;
}): string {
  const to = message.to.map(encodeURIComponent).join(',');
  const spell = (body: string): string =>
    `mailto:${to}?subject=${encodeURIComponent(message.subject)}&body=${encodeURIComponent(body)}`;
  const lines = message.body.split('\n');
  while (lines.length > 0 && spell(lines.join('\r\n')).length > LONGEST_ADDRESS) lines.pop();
  return spell(lines.join('\r\n'));
}

export interface Sender {
  /** The window is one of ours. */
  readonly known: boolean;
  readonly mainFrame: boolean;
  /** Address of the frame that speaks. */
  readonly address: string;
}

/** Whether a message from a page may be listened to. */
export function isTrustedSender({ known, mainFrame, address }: Sender): boolean {
  return known && mainFrame && isAppAddress(address);
}

function isAppAddress(address: string): boolean {
  return URL.canParse(address) && address.startsWith(`${appOrigin}/`);
}

function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/s, '');
}
