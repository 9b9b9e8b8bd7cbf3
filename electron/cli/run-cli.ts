import { existsSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { errorText } from '../../shared/i18n/error-text.ts';
import { createTranslate, isTextKey, type Language, type Translate } from '../../shared/i18n/translate.ts';
import type { PaperRequest } from '../../shared/paper/paper-request.ts';
import type { PrintOptions } from '../../shared/print-request.ts';
import { AppError } from '../../shared/rpc/app-error.ts';
import type { Progress } from '../../shared/rpc/envelope.ts';
import type { Backend } from '../backend/create-backend.ts';
import type { PostKey } from '../backend/handler-types.ts';
import { readKeyFile } from './key-file.ts';
import { readArguments, readLanguage, type Request } from './read-arguments.ts';
import { Refusal } from './refusal.ts';
import type { PrintedFile } from './verbs.ts';

/** What differs between the application's binary and plain Node. */
export interface CliEnvironment {
  readonly defaultProfile: string;
  readonly writeOut: (line: string) => Promise<void>;
  readonly writeErr: (line: string) => Promise<void>;
  /** The post's own key; only the application can unseal it. */
  readonly loadKey?: (profileDir: string) => Promise<Uint8Array | null>;
  /** Printing needs the application's pages. */
  readonly printGantt?: (
    backend: Backend,
    language: Language,
    options: PrintOptions,
    output: string,
  ) => Promise<PrintedFile>;
  readonly printPaper?: (
    backend: Backend,
    language: Language,
    request: PaperRequest,
    output: string,
  ) => Promise<PrintedFile>;
}

type VerbRequest = Request & { kind: 'verb' };
const exitCodes = { done: 0, failed: 1, inUse: 75 } as const;

/**
 * Runs one command line. Lines of JSON go to standard output, the result last; sentences to standard error.
 * Answers the exit code: 0 done, 1 refused or failed, 2 wrong usage, 75 workspace in use.
 */
export async function runCli(args: readonly string[], environment: CliEnvironment): Promise<number> {
  const language = readLanguage(args);
  const translate = createTranslate(language);
  try {
    const request = readArguments(args);
    if (request.kind === 'help') {
      await environment.writeErr(translate('cli.help'));
      return exitCodes.done;
    }
    if (request.kind === 'version') {
      await environment.writeOut(JSON.stringify({ type: 'result', version: __APP_VERSION__ }));
      return exitCodes.done;
    }
    return await runVerb(request, environment, language, translate);
  } catch (error) {
    return await tellError(error, environment, translate);
  }
}

async function runVerb(
  request: VerbRequest,
  environment: CliEnvironment,
  language: Language,
  translate: Translate,
): Promise<number> {
  const { name, verb } = request;
  const flags = withAbsoluteOutput(request.flags);
  const positionals =
    verb.words[0] === 'FILE' ? request.positionals.map((path) => resolve(path)) : request.positionals;
  const profileDir =
    typeof flags['profile'] === 'string' ? resolve(flags['profile']) : environment.defaultProfile;
  const drawn = verb.needsElectron?.find((format) => flags[format] !== undefined);
  if (drawn !== undefined && !environment.printGantt)
    throw new Refusal('cli.needsApplication', { verb: `${name} --${drawn}` });
  checkFiles({ ...request, positionals }, flags['output'], profileDir);
  const key = await findKey(request, environment, profileDir);

  // Loaded here, so that a refused command line never waits for the database.
  const { createBackend } = await import('../backend/create-backend.ts');
  const failures: unknown[] = [];
  const backend = createBackend({
    profileDir,
    appVersion: __APP_VERSION__,
    key,
    onInternalError: (_id, _procedure, error) => failures.push(error),
  });
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    const { failed = false, ...result } = await verb.run({
      client: backend.connect(),
      flags,
      positionals,
      call: { signal: stop.signal, onProgress: progressTeller(environment, translate) },
      grant: backend.grantPath,
      tell: (line) => environment.writeOut(JSON.stringify(line)),
      language,
      printGantt: printer(environment.printGantt, backend, language, name),
      printPaper: printer(environment.printPaper, backend, language, name),
    });
    const line = JSON.stringify({ type: 'result', verb: name, ...result });
    await environment.writeOut(line);
    if (verb.output === 'answer' && typeof flags['output'] === 'string')
      await writeFile(flags['output'], `${line}\n`);
    if (typeof result['notice'] === 'string') await environment.writeErr(result['notice']);
    await environment.writeErr(translate(failed ? 'cli.failed' : 'cli.done', { verb: name }));
    return failed ? exitCodes.failed : exitCodes.done;
  } catch (error) {
    // There is no log file here: what would stand in it is told at once.
    for (const failure of failures)
      await environment.writeErr(String(failure instanceof Error ? failure.stack : failure));
    throw error;
  } finally {
    process.off('SIGINT', interrupt);
    await backend.close();
  }
}

type Print<Asked> = (
  backend: Backend,
  language: Language,
  asked: Asked,
  output: string,
) => Promise<PrintedFile>;

function printer<Asked>(
  print: Print<Asked> | undefined,
  backend: Backend,
  language: Language,
  verb: string,
): (asked: Asked, output: string) => Promise<PrintedFile> {
  if (!print) return () => Promise.reject(new Refusal('cli.needsApplication', { verb }));
  return (asked, output) => print(backend, language, asked, output);
}

function withAbsoluteOutput(flags: VerbRequest['flags']): VerbRequest['flags'] {
  return typeof flags['output'] === 'string' ? { ...flags, output: resolve(flags['output']) } : flags;
}

/** Refuses what cannot work before anything is opened, so that nothing is made or changed. */
function checkFiles(
  { verb, positionals }: VerbRequest,
  output: string | boolean | undefined,
  profileDir: string,
): void {
  const [file] = verb.words[0] === 'FILE' ? positionals : [];
  if (file !== undefined && !statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new Refusal('cli.noSuchFile', { file });
  }
  if (typeof output === 'string' && !statSync(dirname(output), { throwIfNoEntry: false })?.isDirectory()) {
    throw new Refusal('cli.noSuchFolder', { folder: dirname(output) });
  }
  if (typeof output === 'string' && statSync(output, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Refusal('cli.outputIsFolder', { folder: output });
  }
  if (!verb.begins && !existsSync(join(profileDir, 'workspace.sqlite'))) {
    throw new Refusal('cli.noWorkspace', { folder: profileDir });
  }
}

async function findKey(
  { verb, flags }: VerbRequest,
  environment: CliEnvironment,
  profileDir: string,
): Promise<PostKey | null> {
  const file = flags['key-file'];
  if (typeof file === 'string') return { privateKeyRaw: readKeyFile(resolve(file), verb.begins) };
  const privateKeyRaw = (await environment.loadKey?.(profileDir)) ?? null;
  if (verb.needsKey && !privateKeyRaw) throw new Refusal('cli.needsKey');
  return privateKeyRaw && { privateKeyRaw };
}

/** Tells each step of a long work once. */
function progressTeller({ writeErr }: CliEnvironment, translate: Translate): (progress: Progress) => void {
  let last = '';
  return ({ key, details }) => {
    if (key === last) return;
    last = key;
    void writeErr(isTextKey(key) ? translate(key, details ?? {}) : key);
  };
}

async function tellError(error: unknown, environment: CliEnvironment, translate: Translate): Promise<number> {
  const { code, message, exitCode } = describe(error, translate);
  await environment.writeOut(JSON.stringify({ type: 'error', code, message }));
  await environment.writeErr(message);
  return exitCode;
}

function describe(error: unknown, translate: Translate): { code: string; message: string; exitCode: number } {
  if (error instanceof Refusal) {
    return { code: error.key, message: translate(error.key, error.values), exitCode: error.exitCode };
  }
  if (error instanceof AppError) {
    const exitCode = error.code === 'workspace-in-use' ? exitCodes.inUse : exitCodes.failed;
    return { code: error.code, message: errorText(translate, error), exitCode };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `${translate('error.internal')} (${reason})`,
    exitCode: exitCodes.failed,
  };
}
