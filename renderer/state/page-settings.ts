import { type Settings, settingsSchema } from '../../shared/contract.ts';

const fallback: Settings = { theme: 'auto', language: 'fr', density: 'comfortable' };

/** Settings the window's process wrote into the page, so that its first paint is right already. */
export function readPageSettings(page: Document = document): Settings {
  const content = page.querySelector('meta[name="jalon-settings"]')?.getAttribute('content');
  if (!content) return fallback;
  const settings = settingsSchema.safeParse(JSON.parse(content));
  return settings.success ? settings.data : fallback;
}

/** The nonce that style tags made at run time must carry, empty where no policy asks for one. */
export function readStyleNonce(page: Document = document): string {
  return page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
