import { app, type Session } from 'electron';
import { mayRequest, permissionsAllowed } from './security.ts';

/** Closes a session: no permission, no device, no request but to the application's own files, no download. */
export function applySessionPolicy(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permissionsAllowed.has(permission)),
  );
  session.setPermissionCheckHandler((_contents, permission) => permissionsAllowed.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !mayRequest(url, !app.isPackaged) }),
  );
  session.on('will-download', (event) => event.preventDefault());
}
