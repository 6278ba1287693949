// The client of OpenIM Console for JavaScript. The calls are in the wasm (src/methods); here is what JavaScript has its own words for:
// classes, errors, signals, and who fetches a token.
import start, { Cancel, Connection, methods } from './bindings.js';

/** Names of methods, and in which way each is called; none before init. */
let table;
let starting;

/**
 * Fetches and starts the wasm, once: later calls give the same promise, unless it has failed.
 */
export default function init(input) {
  starting ??= load(input).catch((error) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

async function load(input) {
  await start({ module_or_path: input ?? fromDisk() });
  table = methods().split(' ').map((entry) => {
    const [path] = entry.split(/[(!]/);
    const dot = path.indexOf('.');
    return { path, family: path.slice(0, Math.max(dot, 0)), name: path.slice(dot + 1), bare: entry.includes('()'), open: entry.endsWith('!') };
  });
}

/** Node's fetch reads no files. Elsewhere undefined: then the wasm beside this module is fetched. */
function fromDisk() {
  const url = import.meta.url;
  return url.startsWith('file:') ? globalThis.process?.getBuiltinModule?.('fs').promises.readFile(new URL('client_bg.wasm', url)) : undefined;
}

/** A call that failed. */
export class OpenIMError extends Error {
  constructor({ message, code, errCode, operationID, path, detail, status, endsSession }) {
    super(message);
    Object.assign(this, { code, errCode, operationID, path, detail, status, endsSession: endsSession === true });
  }

  /** With the message, which JSON would leave out. */
  toJSON() {
    const { name, message, ...fields } = this;
    return { name: this.name, message: this.message, ...fields };
  }
}
Object.defineProperty(OpenIMError.prototype, 'name', { value: 'OpenIMError', configurable: true, writable: true });

/** A server, and who asks it. */
export class OpenIM {
  #connection;
  #adminUserID;
  #getToken;
  #hasToken = false;
  /** Counts the tokens, so that each is found bad once. */
  #tokens = 0;
  /** The fetching of a token that all who wait share. */
  #renewal;

  constructor(options) {
    if (!table) throw new Error('openim-console/client: init() has to be awaited before the first client is made');
    if (typeof options !== 'object' || options === null) throw new TypeError('OpenIM: the options must be an object');
    const { token, getToken, adminUserID, ...rest } = options;
    if (getToken !== undefined && typeof getToken !== 'function') throw new TypeError('OpenIM: getToken must be a function');
    if (typeof rest.server === 'string' && rest.server.startsWith('/') && globalThis.location) rest.server = location.origin + rest.server;
    this.#connection = refusing(() => new Connection(JSON.stringify(rest)));
    this.#adminUserID = adminUserID;
    this.#getToken = getToken;
    if (token !== undefined) this.setToken(token);
    const families = {};
    for (const method of table) {
      const call = method.bare ? (options) => this.#call(method, {}, options) : (given, options) => this.#call(method, given, options);
      if (method.family) (families[method.family] ??= {})[method.name] = call;
      else this[method.name] = call;
    }
    Object.assign(this, families);
  }

  /** Which versions the server is taken for. */
  get version() {
    return this.#connection.version();
  }

  set version(version) {
    refusing(() => this.#connection.set_version(String(version)));
  }

  /** The token of the calls to come; null for none. */
  setToken(token) {
    if (token !== null && typeof token !== 'string') throw new TypeError('setToken: token must be a string or null');
    this.#connection.set_token(token ?? '');
    this.#hasToken = Boolean(token);
    this.#tokens += 1;
  }

  /** Signs an administrator in: his token goes with the calls to come. */
  async signIn({ userID = this.#adminUserID, secret }, options) {
    const issued = await this.auth.signIn({ userID, secret }, options);
    this.setToken(issued.token);
    return issued;
  }

  async #call(method, given, options) {
    const { signal, timeoutMillis } = options ?? {};
    signal?.throwIfAborted();
    if (!method.open && this.#getToken && !this.#hasToken) await abortable(this.#renew(), signal);
    const tokens = this.#tokens;
    try {
      return await this.#send(method, given, timeoutMillis, signal);
    } catch (error) {
      if (!this.#getToken || !(error instanceof OpenIMError) || !error.endsSession) throw error;
      // Another call may have found the same, and the new token may be here already.
      if (tokens === this.#tokens) await abortable(this.#renew(), signal);
      return this.#send(method, given, timeoutMillis, signal);
    }
  }

  #renew() {
    const tokens = this.#tokens;
    this.#renewal ??= (async (getToken) => getToken())(this.#getToken)
      .then((token) => {
        if (typeof token !== 'string' || !token) throw new TypeError('getToken must give a token');
        // Unless somebody has set another one meanwhile.
        if (tokens === this.#tokens) this.setToken(token);
      })
      .finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  async #send({ path }, given, timeoutMillis, signal) {
    signal?.throwIfAborted();
    if (timeoutMillis !== undefined && !(Number.isInteger(timeoutMillis) && timeoutMillis > 0)) throw new TypeError(`${path}: timeoutMillis must be a whole number above 0`);
    const cancel = new Cancel();
    const stop = () => cancel.cancel();
    signal?.addEventListener('abort', stop);
    try {
      // The call waits for its part of the wasm, too, which nobody can take back.
      const text = await abortable(this.#connection.call(path, JSON.stringify(given ?? {}), timeoutMillis, cancel), signal);
      const answer = text ? JSON.parse(text) : undefined;
      if (path === 'probe') this.version = answer.version;
      if (path === 'auth.refineBlock') this.version = answer;
      if (path === 'auth.forceLogoutEverywhere') for (const row of answer) row.error &&= new OpenIMError(row.error);
      return answer;
    } catch (failure) {
      if (signal?.aborted) throw signal.reason;
      throw typeof failure === 'string' ? told(path, JSON.parse(failure)) : failure;
    } finally {
      signal?.removeEventListener('abort', stop);
      cancel.free();
    }
  }
}

/** The error that a failure of the wasm tells. */
function told(path, failure) {
  return failure.code === 'argument' ? new TypeError(`${path}: ${failure.message}`) : new OpenIMError(failure);
}

/** The wasm says with a text what is wrong in the options. */
function refusing(act) {
  try {
    return act();
  } catch (failure) {
    throw typeof failure === 'string' ? new TypeError(`OpenIM: ${failure}`) : failure;
  }
}

/** What others wait for, too, goes on; this one stops waiting. */
function abortable(promise, signal) {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
