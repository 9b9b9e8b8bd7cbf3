import { isTextKey, type Translate } from '../../shared/i18n/translate.ts';
import { AppError } from '../../shared/rpc/app-error.ts';

/** What happened, what was kept and what to do, in the interface's language; anything unknown is an internal error. */
export function errorText(error: unknown, t: Translate): string {
  const known = error instanceof AppError ? error : new AppError('internal');
  const details = { ...known.details, id: known.id ?? '' };
  if (known.code === 'internal' && known.id) return t('error.internal-logged', details);
  return isTextKey(known.key) ? t(known.key, details) : t(`error.${known.code}`, details);
}

/** Whether an error is only the user's own cancel, which needs no telling. */
export function isCancel(error: unknown): boolean {
  return error instanceof AppError && error.code === 'cancelled';
}
