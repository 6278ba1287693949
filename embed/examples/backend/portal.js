// A portal's back end, for the examples: `/openim-token`, and `/api`, behind which OpenIM is. A real one lets only those of its people
// come here who may administer OpenIM.
import { text } from 'node:stream/consumers';
import { passOn, ticketFor } from './proxy.js';
import { adminTokens } from './token.js';

/** @typedef {import('node:http').IncomingMessage} Request @typedef {import('node:http').ServerResponse} Response */

/**
 * Answers the two; false: this is something else. `keepsToken`: the page gets none, it is put in on the way; without, `/api` is left to
 * the web server.
 *
 * @param {{ server: string, secret: string, adminUserID: string, isOld?: boolean, keepsToken?: boolean }} options
 */
export function portal({ keepsToken = false, ...options }) {
  const { server } = options;
  const tokens = adminTokens(options);

  /** @param {Request} request @param {Response} response */
  async function answer(request, response) {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://portal');
    const json = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
    if (pathname === '/openim-token' && request.method === 'POST') {
      const token = await tokens(searchParams.get('stale') === 'true');
      response.writeHead(200, json).end(JSON.stringify({ token: keepsToken ? ticketFor(token, 'somebody') : token }));
    } else if (pathname.startsWith('/api/') && keepsToken) {
      const { operationid: operationID = '', token: ticket = '' } = /** @type {Record<string, string>} */ (request.headers);
      const path = pathname.slice('/api'.length);
      const call = { method: request.method ?? 'POST', path, operationID, ticket, body: await text(request) };
      const answer = await passOn({ server, tokens }, call);
      response.writeHead(answer.status, json).end(answer.text);
    } else {
      return false;
    }
    return true;
  }

  /** @param {Request} request @param {Response} response */
  return (request, response) =>
    answer(request, response).catch((error) => {
      console.error(error);
      response.writeHead(502).end();
      return true;
    });
}
