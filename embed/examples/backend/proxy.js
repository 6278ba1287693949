// The part of a portal's back end that passes the API on and puts the token in, so that there is none in the page. What it refuses is
// refused: here is the place for permissions.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const key = randomBytes(32);
/** @param {string} text */
const signature = (text) => createHmac('sha256', key).update(text).digest('base64url');

/**
 * What the page gets in place of a token: the claims of the token, signed by the portal. The console reads from it who is signed in, and
 * sends it with each call, which carries no cookies; no OpenIM server takes it.
 *
 * @param {string} token
 * @param {string} person who may use it, and for how long
 */
export function ticketFor(token, person, until = Date.now() + 8 * 3600_000) {
  const about = Buffer.from(JSON.stringify({ person, until })).toString('base64url');
  const text = `${about}.${token.split('.')[1]}`;
  return `${text}.${signature(text)}`;
}

/**
 * Whose ticket is it? Nothing: nobody's.
 *
 * @param {string} ticket
 * @returns {string | undefined}
 */
export function holderOf(ticket) {
  const [about = '', claims = '', given = ''] = ticket.split('.');
  const expected = Buffer.from(signature(`${about}.${claims}`));
  const isOurs = given.length === expected.length && timingSafeEqual(Buffer.from(given), expected);
  if (!isOurs) return undefined;
  const { person, until } = JSON.parse(Buffer.from(about, 'base64url').toString());
  return until > Date.now() ? person : undefined;
}

/** These would give the page a token that is good elsewhere. The console only looks whether the last one is there. */
const HAND_OUT_TOKENS = ['/auth/get_user_token', '/auth/user_token', '/auth/get_admin_token'];

/**
 * The server's answer to a call of the console. `tokens`: as in token.js. `mayCall`: what this person may do.
 *
 * @param {{ server: string, tokens: (isStale?: boolean) => Promise<string>, mayCall?: (person: string, path: string) => boolean }} portal
 * @param {{ method: string, path: string, operationID: string, ticket: string, body: string }} call
 */
export async function passOn({ server, tokens, mayCall = () => true }, { method, path, operationID, ticket, body }) {
  // This is the one call that carries its token in the body.
  const isParse = path === '/auth/parse_token';
  const handsOut = HAND_OUT_TOKENS.includes(path);
  const person = holderOf(isParse ? JSON.parse(body).token : ticket);
  // No other spelling of a path, or the list above would not know it.
  const isPlain = /^(\/[a-z0-9_]+)+$/.test(path);
  if (!isPlain || (person && !mayCall(person, path))) {
    return { status: 200, text: JSON.stringify({ errCode: 1002, errMsg: 'NoPermissionError', errDlt: 'the portal does not allow this' }) };
  }
  /** Without a ticket it goes on without a token, and the server refuses it. @param {boolean} isStale */
  async function send(isStale) {
    const token = person && !handsOut ? await tokens(isStale) : '';
    const headers = { 'Content-Type': 'application/json', operationID, ...(token ? { token } : {}) };
    const sent = isParse ? JSON.stringify({ token }) : handsOut ? '{}' : body;
    const response = await fetch(server + path, { method, headers, redirect: 'error', ...(method === 'GET' ? {} : { body: sent }) });
    return { status: response.status, text: await response.text() };
  }
  const answer = await send(false);
  // The server does not take the token any more.
  return person && !handsOut && /"errCode":150[1-7]\b/.test(answer.text) ? send(true) : answer;
}
