import { homedir } from 'node:os';
import { defaultProfile } from './default-profile.ts';
import { runCli } from './run-cli.ts';

// Entry under plain Node: every verb but printing, which needs the application's pages.
const write = (stream: NodeJS.WriteStream, line: string): Promise<void> =>
  new Promise((done, failed) => {
    stream.write(`${line}\n`, (error) => (error ? failed(error) : done()));
  });

process.exitCode = await runCli(process.argv.slice(2), {
  defaultProfile: defaultProfile(process.platform, homedir(), process.env),
  writeOut: (line) => write(process.stdout, line),
  writeErr: (line) => write(process.stderr, line),
});
