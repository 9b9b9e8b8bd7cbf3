import type { AppError } from '../rpc/app-error.ts';
import { isTextKey, type Translate } from './translate.ts';

/** The sentence a user reads for an error: that of its key, else that of its code; with the log's mark if it has one. */
export function errorText(translate: Translate, error: AppError): string {
  if (error.id !== undefined) return translate('error.internal-logged', { id: error.id });
  const byCode = `error.${error.code}`;
  if (isTextKey(error.key)) return translate(error.key, error.details);
  return isTextKey(byCode) ? translate(byCode, error.details) : error.code;
}
