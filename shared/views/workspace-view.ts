import { z } from 'zod';
import { tableNames } from '../domain/registry.ts';
import { basisSchema, codeSchema, dateSchema, idSchema, memberRoleSchema } from './common.ts';

const meSchema = z.object({
  personId: idSchema,
  name: z.string(),
  role: codeSchema,
  establishmentId: idSchema.nullable(),
  establishmentName: z.string().nullable(),
});

/** What the frame shows around every screen, and what decides which screen comes first. */
export const workspaceStatusSchema = z.object({
  /** `empty`: first run; `unidentified`: a group is there, but not who the user is; `ready`. */
  state: z.enum(['empty', 'unidentified', 'ready']),
  basis: basisSchema,
  group: z.object({ id: idSchema, name: z.string() }).nullable(),
  me: meSchema.nullable(),
  today: dateSchema,
  /** Day of the newest change in the workspace (date d'arrêté), null while empty. */
  dataDate: dateSchema.nullable(),
  /** Short name of the figures shown; the same elsewhere means the same figures. */
  figures: z.string(),
  /** Member sites without any confirmation for more than 30 days. */
  silentSites: z.number().int(),
  /** Pieces of what was received that the disk gave back otherwise than they were signed. */
  unreadable: z.number().int(),
  /** Minutes since the last backup, null before the first. */
  backupAgeMinutes: z.number().int().nullable(),
});
export type WorkspaceStatus = z.infer<typeof workspaceStatusSchema>;

/** How much a workspace holds, what was deleted left out. */
export const workspaceCountsSchema = z.object({
  establishments: z.number().int(),
  domains: z.number().int(),
  deployments: z.number().int(),
  milestones: z.number().int(),
  people: z.number().int(),
});
export type WorkspaceCounts = z.infer<typeof workspaceCountsSchema>;

/** A person one can say to be; `suggested` ones come first. */
export const identitySchema = z.object({
  personId: idSchema,
  name: z.string(),
  role: codeSchema,
  profession: z.string().nullable(),
  establishmentId: idSchema.nullable(),
  establishmentName: z.string().nullable(),
  suggested: z.boolean(),
});

export const identitiesViewSchema = z.object({
  basis: basisSchema,
  people: z.array(identitySchema),
  establishments: z.array(z.object({ id: idSchema, name: z.string() })),
});
export type IdentitiesView = z.infer<typeof identitiesViewSchema>;

export const demoSchema = z.object({
  id: z.string(),
  label: z.string(),
  story: z.string(),
  establishments: z.number().int(),
  people: z.number().int(),
  milestones: z.number().int(),
});

/** Editable lists by name, for labels and choices. */
export const referenceValueSchema = z.object({
  code: z.string(),
  label: z.string(),
  labelEn: z.string(),
  position: z.number(),
  value: z.number().nullable(),
});
export const referenceListsSchema = z.object({
  basis: basisSchema,
  lists: z.record(z.string(), z.array(referenceValueSchema)),
});
export type ReferenceLists = z.infer<typeof referenceListsSchema>;

export const createGroupSchema = z.object({
  name: z.string().trim().min(1).max(200),
  support: z.string().trim().min(1).max(200),
  members: z
    .array(z.object({ name: z.string().trim().min(1).max(200), role: memberRoleSchema.exclude(['support']) }))
    .max(200),
  domains: z.array(codeSchema).min(1).max(200),
  me: z.object({
    firstName: z.string().trim().min(1).max(200),
    lastName: z.string().trim().min(1).max(200),
    role: codeSchema,
  }),
});
export type CreateGroup = z.infer<typeof createGroupSchema>;

/** Either a known person, or a new one. */
export const chooseIdentitySchema = z.union([
  z.object({ personId: idSchema }),
  z.object({
    firstName: z.string().trim().min(1).max(200),
    lastName: z.string().trim().min(1).max(200),
    role: codeSchema,
    establishmentId: idSchema,
  }),
]);

export const searchResultSchema = z.object({
  kind: z.enum(['deployment', 'person', 'establishment', 'domain', 'decision', 'risk']),
  id: idSchema,
  title: z.string(),
  subtitle: z.string(),
});
export type SearchResult = z.infer<typeof searchResultSchema>;

/** What a step of undo did, for the words shown (`move`: planned days alone changed): `place` names its first row, `count` how many like it. */
export const stepWordsSchema = z.object({
  change: z.enum(['create', 'update', 'move', 'delete']),
  table: z.enum(tableNames),
  count: z.number().int(),
  place: z.string(),
});
export const historySchema = z.object({
  undo: stepWordsSchema.nullable(),
  redo: stepWordsSchema.nullable(),
});
export type StepWordsView = z.infer<typeof stepWordsSchema>;
export type HistoryView = z.infer<typeof historySchema>;
