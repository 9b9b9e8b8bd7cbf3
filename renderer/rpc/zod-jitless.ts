/**
 * Keeps zod from probing `new Function`, which the content security policy refuses and reports. Has to run before
 * the first schema is made: entries of pages import this file before anything else.
 */
import { z } from 'zod';

z.config({ jitless: true });
