// The server of a test: a sandbox process of its own, so that tests do not see each other's users.
import { given, start } from './process.ts';

export type Version = 'v3.4' | 'v3.7' | 'v3.8.3' | 'main';

/** A call as it arrived at the server, token and secret included. */
export interface Arrived {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** What goes wrong until it is cleared. */
export interface Faults {
  delayMs?: number;
  silent?: boolean;
  status?: number;
  errCode?: number;
  chaosPercent?: number;
  paths?: string[];
}

export class Sandbox {
  private constructor(
    readonly version: Version,
    readonly url: string,
    readonly admin: string,
    readonly secret: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(version: Version, options: { users?: number; args?: string[] } = {}): Promise<Sandbox> {
    const args = ['--server', version, '--port', '0', '--users', String(options.users ?? 45), '--control', ...(options.args ?? [])];
    const { line, stop } = await start(given('SANDBOX'), args);
    const word = (name: string) => {
      const found = line.split(/\s+/).find((word) => word.startsWith(name));
      if (!found) throw new Error(`the sandbox printed: ${line}`);
      return found.slice(name.length);
    };
    const admin = word('admin=').split(',')[0] ?? '';
    return new Sandbox(version, `http://${word('http://')}`, admin, word('secret='), stop);
  }

  /** Of the secret dialect? */
  get isOld(): boolean {
    return this.version === 'v3.4' || this.version === 'v3.7';
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

  async faults(faults: Faults): Promise<void> {
    await this.control('faults', faults);
  }

  async requests(path?: string): Promise<Arrived[]> {
    const all = (await (await this.control('requests')).json()) as Arrived[];
    return path ? all.filter((request) => request.method === 'POST' && request.path === path) : all;
  }

  /** A call of the test's own, as an administrator. */
  async call(path: string, body: object): Promise<any> {
    const headers: Record<string, string> = { operationID: `test-${Math.random()}`, 'Content-Type': 'application/json' };
    if (!path.startsWith('/auth/')) headers.token = await this.token();
    const answer = await fetch(this.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return answer.json();
  }

  async token(userID = this.admin): Promise<string> {
    const path = this.isOld ? '/auth/user_token' : '/auth/get_admin_token';
    const answer = await this.call(path, { secret: this.secret, userID, platformID: 10 });
    if (answer.errCode !== 0) throw new Error(JSON.stringify(answer));
    return answer.data.token;
  }

  async register(...users: { userID: string; nickname: string; faceURL?: string; ex?: string }[]): Promise<void> {
    const answer = await this.call('/user/user_register', { secret: this.secret, users });
    if (answer.errCode !== 0) throw new Error(JSON.stringify(answer));
  }
}
