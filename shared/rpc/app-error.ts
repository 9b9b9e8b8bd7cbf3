import { z } from 'zod';

/** Closed list of reasons a procedure can fail for; each has a text `error.<code>` in the language files. */
export const errorCodes = [
  'bad-request',
  'not-found',
  'refused',
  'workspace-empty',
  'workspace-newer',
  'workspace-in-use',
  'workspace-damaged',
  'file-missing',
  'file-unreadable',
  'file-not-jalon',
  'file-damaged',
  'file-newer',
  'file-other-group',
  'file-incomplete',
  'file-extract',
  'file-sealed',
  'file-passphrase',
  'disk-full',
  'no-permission',
  'cancelled',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export const errorDataSchema = z.object({
  code: z.enum(errorCodes),
  /** Language key of the sentence to show; defaults to `error.<code>`. */
  key: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Names the entry of the log file that tells more; only for `internal`. */
  id: z.string().optional(),
});
export type ErrorData = z.infer<typeof errorDataSchema>;

/** The one error type that crosses process borders; travels as data, never as a thrown object. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly key: string;
  readonly details: Record<string, string | number>;
  readonly id: string | undefined;

  constructor(
    code: ErrorCode,
    options: { key?: string; details?: Record<string, string | number>; id?: string | undefined } = {},
  ) {
    super(options.key ?? `error.${code}`);
    this.name = 'AppError';
    this.code = code;
    this.key = options.key ?? `error.${code}`;
    this.details = options.details ?? {};
    this.id = options.id;
  }

  toData(): ErrorData {
    const data: ErrorData = { code: this.code, key: this.key, details: this.details };
    return this.id === undefined ? data : { ...data, id: this.id };
  }

  static fromData(data: ErrorData): AppError {
    return new AppError(data.code, data);
  }
}
