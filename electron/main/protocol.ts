import { protocol, type Session } from 'electron';
import { answerRequest, type PageSource } from './page-source.ts';
import { appScheme } from './security.ts';

/** Has to be called before the application is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Serves `app://app/…` to a session's pages. */
export function serveApp(session: Session, source: PageSource): void {
  session.protocol.handle(appScheme, (request) => answerRequest(request, source));
}
