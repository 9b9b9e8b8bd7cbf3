/** What the home page of a profile shows, in its order. */
export const homeParts = [
  'toConfirm',
  'milestones',
  'trainings',
  'cutOvers',
  'freezes',
  'thread',
  'directory',
  'domains',
  'blocked',
  'rates',
  'decisions',
  'weather',
] as const;
export type HomePart = (typeof homeParts)[number];

/** People who read the same home page. */
export const profiles = ['doctor', 'nurse', 'administrative', 'siteManager', 'director'] as const;
export type Profile = (typeof profiles)[number];

export const homeOf: Readonly<Record<Profile, readonly HomePart[]>> = {
  doctor: ['toConfirm', 'milestones', 'thread'],
  nurse: ['toConfirm', 'trainings', 'cutOvers', 'thread'],
  administrative: ['toConfirm', 'cutOvers', 'freezes', 'directory'],
  siteManager: ['domains', 'milestones', 'blocked', 'toConfirm'],
  director: ['rates', 'decisions', 'weather'],
};

const byRole: Readonly<Record<string, Profile>> = {
  REF_MEDECIN: 'doctor',
  REF_PHARMACIEN: 'doctor',
  REF_DIM: 'doctor',
  REF_SOIGNANT: 'nurse',
  REF_SAGE_FEMME: 'nurse',
  REF_SOCIAL: 'nurse',
  REF_AMA: 'administrative',
  REF_BE: 'administrative',
  ACHATS: 'administrative',
  DIRECTION: 'director',
};

/** The profile of a role: who has none of their own reads what a site manager does. */
export function profileOf(role: string): Profile {
  return byRole[role] ?? 'siteManager';
}
