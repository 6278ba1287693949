// The server of a test: a sandbox process of its own, so that tests do not see each other's users.
import { given, start } from './process.ts';

export type Version = 'v3.4' | 'v3.7' | 'v3.8.3' | 'main';

/** A call as it arrived at the server, token and secret included. */
export interface Arrived {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  at: number;
}

/** What goes wrong, with which calls, until it is cleared. */
export interface Faults {
  paths?: string[];
  times?: number;
  fault?: 'hang' | 'drop' | '500' | '429' | 'html' | 'redirect' | 'cut' | 'lost';
  status?: number;
  errCode?: number;
  delayMs?: number;
  silent?: boolean;
  chaosPercent?: number;
}

export interface NewUser {
  userID: string;
  nickname: string;
  faceURL?: string;
  ex?: string;
}

interface Answer {
  errCode: number;
  errMsg: string;
  data?: any;
}

/** No part of any name or ID, so that it can be looked for. */
const secret = 'Secret-of-the-tests';
/** Begins the operationID of the tests' own calls. */
const own = 'test-';

export class Sandbox {
  private constructor(
    readonly version: Version,
    readonly url: string,
    /** The console's, and the tests' own: main outdates the token of whoever signs in again. */
    private readonly admins: string[],
    readonly secret: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(version: Version, options: { users?: number; args?: string[] } = {}): Promise<Sandbox> {
    const admins = version === 'v3.4' ? [] : ['--admin', 'imAdmin', '--admin', 'testAdmin'];
    const args = ['--server', version, '--port', '0', '--users', String(options.users ?? 45), '--secret', secret, '--control'];
    const { line, stop } = await start(given('SANDBOX'), [...args, ...admins, ...(options.args ?? [])]);
    const word = (name: string) => {
      const found = line.split(/\s+/).find((word) => word.startsWith(name));
      if (!found) throw new Error(`the sandbox printed: ${line}`);
      return found.slice(name.length);
    };
    return new Sandbox(version, `http://${word('http://')}`, word('admin=').split(','), word('secret='), stop);
  }

  get admin(): string {
    return this.admins[0] ?? '';
  }

  /** Of the secret dialect? */
  get isOld(): boolean {
    return this.version === 'v3.4' || this.version === 'v3.7';
  }

  /** `127.0.0.1:…` */
  get host(): string {
    return new URL(this.url).host;
  }

  private async control(path: string, body?: object): Promise<Response> {
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const answer = await fetch(`${this.url}/sandbox/${path}`, init);
    if (!answer.ok) throw new Error(`/sandbox/${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  async advance(seconds: number): Promise<void> {
    await this.control('clock', { advanceSeconds: seconds });
  }

  /** The user is online on these platforms, and on no others. */
  async presence(userID: string, platformIDs: number[]): Promise<void> {
    await this.control('presence', { userID, platformIDs });
  }

  /** In place of the earlier ones; without any, all is well again. */
  async faults(...plans: Faults[]): Promise<void> {
    await this.control('faults', plans);
  }

  /** The calls of the console, in the order they arrived: neither preflights nor the tests' own calls. */
  async requests(path?: string): Promise<Arrived[]> {
    const all = (await (await this.control('requests')).json()) as Arrived[];
    const calls = all.filter((request) => request.method !== 'OPTIONS' && !request.path.startsWith('/sandbox/'));
    const theirs = calls.filter((request) => !request.headers.operationid?.startsWith(own));
    return path ? theirs.filter((request) => request.path === path) : theirs;
  }

  /** Everybody the list of users shows, in its order. */
  async everybody(): Promise<any[]> {
    const found: any[] = [];
    for (let pageNumber = 1; ; pageNumber += 1) {
      const { data } = await this.call('/user/get_users', { pagination: { pageNumber, showNumber: 500 } });
      found.push(...(data.users ?? []));
      if (found.length >= data.total) return found;
    }
  }

  /** How often a browser has asked whether it may call this path. */
  async preflights(path: string): Promise<number> {
    const all = (await (await this.control('requests')).json()) as Arrived[];
    return all.filter((request) => request.method === 'OPTIONS' && request.path === path).length;
  }

  /** The token that the console used last. */
  async tokenInUse(): Promise<string> {
    const used = (await this.requests()).map((request) => request.headers.token).filter((token) => token);
    const last = used.at(-1);
    if (!last) throw new Error('no call has carried a token');
    return last;
  }

  private async post(path: string, body: object, token?: string): Promise<Answer> {
    const headers = { operationID: own + Math.random(), 'Content-Type': 'application/json', ...(token ? { token } : {}) };
    const answer = await fetch(this.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await answer.json()) as Answer;
  }

  /** A call of the test's own, as an administrator. */
  async call(path: string, body: object): Promise<Answer> {
    return this.post(path, body, await this.token(this.admins[1]));
  }

  /** A new token of an administrator; by default of the one who uses the console. */
  async token(userID = this.admin): Promise<string> {
    const path = this.isOld ? '/auth/user_token' : '/auth/get_admin_token';
    return tokenIn(await this.post(path, { secret: this.secret, userID, platformID: 10 }));
  }

  /** A token of somebody without rights. */
  async userToken(userID: string): Promise<string> {
    if (this.isOld) return this.token(userID);
    return tokenIn(await this.call('/auth/get_user_token', { userID, platformID: 1 }));
  }

  /** A call of the test's own that must succeed. */
  async done(path: string, body: object): Promise<void> {
    const answer = await this.call(path, body);
    if (answer.errCode !== 0) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  }

  async register(...users: NewUser[]): Promise<void> {
    const body = { secret: this.secret, users: users.map((user) => ({ faceURL: '', ex: '', appMangerLevel: 1, ...user })) };
    const answer = await this.call('/user/user_register', body);
    if (answer.errCode !== 0) throw new Error(JSON.stringify(answer));
  }
}

function tokenIn(answer: Answer): string {
  if (answer.errCode !== 0) throw new Error(JSON.stringify(answer));
  return answer.data.token;
}
