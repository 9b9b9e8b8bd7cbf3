import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import '@fontsource-variable/inter';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './theme/tokens.css';
import './theme/theme.css';
import { App } from './app.tsx';
import { setLanguage } from './i18n.ts';
import { backend, connectToBackend } from './rpc/backend.ts';
import { connectInvalidation } from './rpc/invalidation.ts';
import { queryClient } from './rpc/query-client.ts';
import { prefetchFirstScreen } from './routes.tsx';
import { readPageSettings, readStyleNonce } from './state/page-settings.ts';
import { parseRoute } from './state/route.ts';

// The policy of the page forbids `new Function`, which zod would otherwise try.
z.config({ jitless: true });

const nonce = readStyleNonce();
// For the style tags of the scroll lock; Mantine is given the nonce by its provider.
setNonce(nonce);

const settings = readPageSettings();
document.documentElement.dataset['density'] = settings.density;
await setLanguage(settings.language);

connectInvalidation(backend, queryClient);
connectToBackend();
prefetchFirstScreen(parseRoute(window.location.hash));

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App styleNonce={nonce} />
  </StrictMode>,
);
