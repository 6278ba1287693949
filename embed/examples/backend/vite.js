// The portal's back end within Vite's server: `OPENIM_URL=http://10.0.0.5:10002 OPENIM_SECRET=… npm run react`.
import { portal as backEnd } from './portal.js';

/** @returns {import('vite').Plugin} */
export function portal() {
  return {
    name: 'portal',
    configureServer(server) {
      const { OPENIM_URL, OPENIM_SECRET, OPENIM_ADMIN = 'imAdmin' } = process.env;
      if (!OPENIM_URL || !OPENIM_SECRET) throw new Error('OPENIM_URL and OPENIM_SECRET say where OpenIM is, and its secret');
      const answer = backEnd({ server: OPENIM_URL, secret: OPENIM_SECRET, adminUserID: OPENIM_ADMIN, keepsToken: true });
      server.middlewares.use(async (request, response, next) => {
        if (!(await answer(request, response))) next();
      });
    },
  };
}
