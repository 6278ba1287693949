// The part of a portal's back end that hands out tokens: it holds the secret, the page never sees it.
import { randomUUID } from 'node:crypto';

/**
 * Gives a function that gives a token of the administrator. `server`: address of the REST API; `isOld`: before v3.8.1.
 *
 * @param {{ server: string, secret: string, adminUserID: string, isOld?: boolean }} options
 */
export function adminTokens({ server, secret, adminUserID, isOld = false }) {
  /** @param {string} path @param {object} body */
  async function call(path, body) {
    const headers = { 'Content-Type': 'application/json', operationID: randomUUID() };
    const response = await fetch(server + path, { method: 'POST', headers, body: JSON.stringify(body) });
    const { errCode, errMsg, data } = await response.json();
    if (errCode !== 0) throw new Error(`${path}: ${errCode} ${errMsg}`);
    return data;
  }

  let token = '';
  /** The same for everybody, for as long as the server takes it: on today's servers a new one ends those before it. */
  async function next(isStale = false) {
    const isGood = token && (!isStale || (await call('/auth/parse_token', { token }).then(() => true, () => false)));
    const path = isOld ? '/auth/user_token' : '/auth/get_admin_token';
    if (!isGood) ({ token } = await call(path, { secret, userID: adminUserID, platformID: 10 }));
    return token;
  }

  let last = Promise.resolve('');
  /** One after another: nobody mints while somebody else does. */
  return (isStale = false) => (last = last.catch(() => '').then(() => next(isStale)));
}
