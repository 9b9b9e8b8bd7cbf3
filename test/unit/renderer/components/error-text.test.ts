import { describe, expect, it } from 'vitest';
import { errorText, isCancel } from '../../../../renderer/components/error-text.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';
import { AppError } from '../../../../shared/rpc/app-error.ts';

const t = createTranslate('fr');

describe('errorText', () => {
  it('says the sentence of the key', () => {
    expect(errorText(new AppError('refused', { key: 'error.reason-needed' }), t)).toBe(
      t('error.reason-needed'),
    );
  });

  it('falls back to the code for a key it does not know', () => {
    expect(errorText(new AppError('disk-full', { key: 'error.made-up' }), t)).toBe(t('error.disk-full'));
  });

  it('gives the reference of the log for an internal error', () => {
    expect(errorText(new AppError('internal', { id: 'A7F3' }), t)).toContain('A7F3');
  });

  it('tells an internal error for anything else', () => {
    expect(errorText(new Error('x is not a function'), t)).toBe(t('error.internal'));
  });

  it('knows the user’s own cancel', () => {
    expect(isCancel(new AppError('cancelled'))).toBe(true);
    expect(isCancel(new AppError('internal'))).toBe(false);
  });
});
