import type { Workspace } from '../../db/open-workspace.ts';
import type { BackendName, OutputOf, ParsedInputOf } from '../../shared/contract.ts';
import type { Progress } from '../../shared/rpc/envelope.ts';

/** Signing key of this post: the 32 raw bytes of an Ed25519 private key. */
export interface PostKey {
  readonly privateKeyRaw: Uint8Array;
}

/** The only source of time for handlers, so that tests and demos choose their day. */
export interface Clock {
  /** UTC instant in ms. */
  now(): number;
  /** Day `YYYY-MM-DD` on the wall clock of this machine. */
  today(): string;
}

/** Files the user chose; the page knows them by grant only, the backend by path. */
export interface GrantedFiles {
  /** Absolute path behind a grant; throws AppError `file-missing` for a grant nobody gave. */
  pathOf(grant: string): string;
}

/** What a running procedure may do with its caller. Queries and commands get one too; theirs may be left alone. */
export interface JobControl {
  readonly signal: AbortSignal;
  /** Tells the caller how far the work is; may be called at any rate, at most ten a second are sent. */
  progress(progress: Progress): void;
  /** Lets queries and cancels in between two slices of work; throws AppError `cancelled` once cancelled. */
  slice(): Promise<void>;
}

export interface HandlerContext {
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly files: GrantedFiles;
  /** Null only on the command line without `--key-file`: nothing can be signed then. */
  readonly key: PostKey | null;
  readonly job: JobControl;
  /** Leaves the group for an empty workspace, which handlers get from then on; answers the path of the copy made. */
  readonly startOver: () => string;
}

export type Handler<N extends BackendName> = (
  input: ParsedInputOf<N>,
  context: HandlerContext,
) => OutputOf<N> | Promise<OutputOf<N>>;

/** One function for each procedure of the contract that the backend answers; a missing one does not compile. */
export type Handlers = { readonly [N in BackendName]: Handler<N> };
