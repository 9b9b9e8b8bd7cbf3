import { describe, expect, it } from 'vitest';
import { createTranslate, isTextKey } from '../../../../shared/i18n/translate.ts';

describe('createTranslate', () => {
  it('speaks the language asked for', () => {
    expect(createTranslate('fr')('common.cancel')).toBe('Annuler');
    expect(createTranslate('en')('common.cancel')).toBe('Cancel');
  });

  it('chooses the plural of each language: zero is singular in French', () => {
    expect(createTranslate('fr')('frame.silentSites', { count: 0 })).toContain('0 site sans');
    expect(createTranslate('fr')('frame.silentSites', { count: 2 })).toContain('2 sites sans');
    expect(createTranslate('en')('frame.silentSites', { count: 0 })).toContain('0 sites');
    expect(createTranslate('en')('frame.silentSites', { count: 1 })).toContain('1 site ');
  });

  it('takes French millions for a plural too', () => {
    expect(createTranslate('fr')('frame.silentSites', { count: 2_000_000 })).toContain('sites sans');
  });

  it('leaves values as they are: names may hold signs', () => {
    expect(createTranslate('fr')('exchange.fileFrom', { name: 'O’Neil <CH & Cie>' })).toBe(
      'Fichier envoyé par O’Neil <CH & Cie>',
    );
  });
});

describe('isTextKey', () => {
  it('knows keys with and without a plural, and refuses others', () => {
    expect(isTextKey('error.internal')).toBe(true);
    expect(isTextKey('frame.silentSites')).toBe(true);
    expect(isTextKey('error.nothing-of-the-kind')).toBe(false);
  });
});
