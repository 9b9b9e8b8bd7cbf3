import { describe, expect, it } from 'vitest';
import { exchangeFileName } from '../../../../renderer/components/exchange-file-name.ts';
import { placeParts } from '../../../../renderer/features/exchange/place-parts.ts';
import { recipientText } from '../../../../renderer/features/exchange/recipient-text.ts';
import { initialsOf } from '../../../../renderer/features/frame/initials.ts';
import { filterActions } from '../../../../renderer/features/search/filter-actions.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';
import type { ExchangeView } from '../../../../shared/views/exchange-view.ts';

const t = createTranslate('fr');
const site = '0192f0c1-2b3c-7d4e-8f90-a1b2c3d4e5f6';

describe('exchangeFileName', () => {
  it('holds only letters, digits and hyphens every file system takes', () => {
    expect(exchangeFileName('CH d’Aptière (Sœurs)', '2026-11-23')).toBe(
      'jalon-ch-d-aptiere-soeurs-2026-11-23.jalon',
    );
    expect(exchangeFileName('../..', '2026-11-23')).toBe('jalon-site-2026-11-23.jalon');
  });
});

describe('recipientText', () => {
  const view = (
    missingSaves: number | null,
    lastReceivedAt: number | null,
    sent: { at: number; peer: string } | null,
  ): ExchangeView => ({
    basis: '1.1.1',
    posts: [
      {
        incarnation: 'a',
        fingerprint: 'A1B2',
        self: false,
        establishmentId: site,
        establishmentName: 'CH d’Aptière',
        userName: null,
        saves: 3,
        lastSaveAt: null,
        lastReceivedAt,
        notAcknowledged: null,
      },
    ],
    history: sent
      ? [
          {
            ...sent,
            id: 1,
            direction: 'sent',
            fileName: 'a.jalon',
            bytes: 1,
            saves: 1,
            acknowledged: null,
            reversible: false,
          },
        ]
      : [],
    waiting: [],
    recipients: [
      {
        establishmentId: site,
        name: 'CH d’Aptière',
        networkClass: null,
        mail: [],
        estimate: { bytes: 2700, seconds: 1 },
        knownPosts: 1,
        missingSaves,
      },
    ],
    totalSaves: 1494,
    wholeBytes: 38_000,
    openConflicts: 0,
  });
  const told = (
    missing: number | null,
    receivedAt: number | null,
    sent: { at: number; peer: string } | null = null,
  ): string => {
    const given = view(missing, receivedAt, sent);
    const [recipient] = given.recipients;
    return recipient ? recipientText(recipient, given, t, 'fr') : '';
  };

  it('says how much since when', () => {
    expect(told(23, new Date(2026, 2, 12, 10).getTime())).toBe('23 modifications depuis le 12/03/2026');
    expect(told(1, new Date(2026, 2, 12, 10).getTime())).toBe('1 modification depuis le 12/03/2026');
    expect(told(23, null)).toBe('23 modifications à transmettre');
  });

  it('says when a site is up to date, or never sent anything', () => {
    expect(told(0, 0)).toBe('à jour');
    expect(told(null, null)).toBe('aucun échange\u00a0: tout l’historique (1\u202f494 modifications)');
  });

  it('says what was sent and not answered yet, to the site or to all', () => {
    const received = new Date(2026, 2, 12, 10).getTime();
    const sentAt = new Date(2026, 2, 14, 10).getTime();
    const one = { at: sentAt, peer: 'CH d’Aptière' };
    expect(told(null, null, one)).toBe('exporté le 14/03/2026, réception pas encore confirmée');
    expect(told(null, null, { at: sentAt, peer: '' })).toMatch(/^exporté le 14/);
    expect(told(null, null, { at: sentAt, peer: 'CH de Montclar' })).toMatch(/^aucun échange/);
    expect(told(2, received, one)).toBe('2 modifications depuis le 12/03/2026, exporté le 14/03/2026');
    expect(told(2, sentAt, { ...one, at: received })).toBe('2 modifications depuis le 14/03/2026');
  });
});

describe('placeParts', () => {
  it('names a record before the place it hangs on', () => {
    expect(placeParts('Dossier patient, CH d’Aptière · Go/No-Go')).toEqual({
      name: 'Go/No-Go',
      where: 'Dossier patient, CH d’Aptière',
    });
    expect(placeParts('Dossier patient, CH d’Aptière · Lot 1 · suite').name).toBe('Lot 1 · suite');
    expect(placeParts('Inès Valdoret')).toEqual({ name: 'Inès Valdoret', where: null });
  });
});

describe('frame', () => {
  it('takes initials of first and last words', () => {
    expect(initialsOf('Marie-Ève de La Tour')).toBe('MT');
    expect(initialsOf('éloïse')).toBe('É');
    expect(initialsOf('')).toBe('');
  });

  it('finds actions by words in any order, accents aside', () => {
    const actions = [{ label: 'Aller à la matrice' }, { label: 'Ouvrir les réglages' }];
    expect(filterActions(actions, 'reglages ouvrir')).toEqual([{ label: 'Ouvrir les réglages' }]);
    expect(filterActions(actions, '')).toHaveLength(2);
  });
});
