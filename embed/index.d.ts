/** Where the wasm is, or the bytes or the answer that hold it. */
export type InitInput = URL | string | Request | BufferSource | WebAssembly.Module | Response;

/** Loads the program, once; without `input` from beside the module. Calling it again gives the same promise. */
export default function init(input?: InitInput | Promise<InitInput>): Promise<void>;

/** `en` or simplified Chinese. */
export type Language = 'en' | 'zh-CN';

/** `system`: as the operating system has it. */
export type Theme = 'light' | 'dark' | 'system';

/** A part of the console: the first word of its routes. */
export type Area =
  | 'users'
  | 'register'
  | 'account-check'
  | 'import'
  | 'notification-accounts'
  | 'token'
  | 'operations'
  | 'api'
  | 'error-codes'
  | 'connection'
  | 'settings';

/** Fetches a token of an administrator. `stale`: the last one is of no use any more. Nothing: there is none. */
export type TokenSource = (why: { stale: boolean }) => string | undefined | Promise<string | undefined>;

/** Custom properties of the console's root element, such as `{ '--oic-accent': 'teal' }`. */
export type Variables = Record<`--${string}`, string>;

/** What may be changed while the console is mounted. */
export interface ConsoleChanges {
  /** Without: the browser's. */
  language?: Language | undefined;
  /** Without: `system`. */
  theme?: Theme | undefined;
  variables?: Variables | undefined;
  /** A token of an administrator, or a function that fetches one. With it there is no form to sign in. */
  token?: string | TokenSource | undefined;
}

export interface ConsoleOptions extends ConsoleChanges {
  /** Address of the OpenIM server, such as `https://im.example.com/api` or `/api`. */
  server?: string | undefined;
  /** The userID that the form to sign in begins with. */
  adminUserID?: string | undefined;
  /** The route to start at, such as `/users?page=2`. */
  route?: string | undefined;
  /** `false`: without side bar and top bar. */
  chrome?: boolean | undefined;
  /** `true`: nothing can be changed. No permission: whoever has the token can change all by other means. */
  readOnly?: boolean | undefined;
  /** The areas that are shown; all without. */
  areas?: Area[] | undefined;
  /** Where a session that somebody signed in to is kept. Without: `memory`. */
  storage?: 'memory' | 'session' | undefined;
  /** Where routes live: nowhere, or behind the `#` of the page's address. Without: `memory`. */
  routing?: 'memory' | 'hash' | undefined;
  /** Where the stylesheet is; `false`: the page has it already. Without: beside the module. */
  stylesheet?: boolean | string | URL | undefined;
  /** For the stylesheet's link, where the page's policy asks for one. */
  nonce?: string | undefined;
}

/** The call that an event is about. */
export interface OperationDetail {
  /** Such as `/user/get_users`. */
  path: string;
  operationID: string;
  /** HTTP status, where there was an answer. */
  status?: number | undefined;
  /** errCode, where the answer had one. */
  errCode?: number | undefined;
  durationMillis: number;
  /** Since 1970. */
  startedAtMillis: number;
}

/** Events by name, with what they are about. */
export interface ConsoleEvents {
  /** The console has drawn itself. */
  ready: Record<string, never>;
  /** Another page is shown. */
  navigated: { title: string; route: string };
  /** Somebody is signed in. */
  'signed-in': { server: string; adminUserID: string };
  /** Nobody is any more. */
  'session-ended': { reason: 'signed-out' | 'signed-out-elsewhere' | 'refused' | 'expired'; errCode?: number | undefined };
  /** A call has failed. */
  error: { path: string; operationID: string; status?: number | undefined; errCode?: number | undefined; message: string };
  /** The program has stopped: every console of the page is dead, and the page must be loaded anew to have one again. */
  crashed: { place: string };
  /** A user was registered here. */
  'user-registered': { userID: string };
  /** An import has come to its end: how many rows of its file ended how. `registered` counts those whose confirmation was lost, too. After a retry it is told again, of all rows. */
  'users-imported': { registered: number; updated: number; skipped: number; failed: number };
  /** A call has come to its end. */
  operation: OperationDetail;
}

/** A mounted console. */
export interface Console {
  /** Changes language, theme, variables or token. */
  update(changes: ConsoleChanges): void;
  /** Goes to a route, such as `/users?page=2`. */
  navigate(route: string): void;
  /** Calls `listener` at each event of this name, after the console has done its own; gives a function that ends it. */
  on<Name extends keyof ConsoleEvents>(name: Name, listener: (detail: ConsoleEvents[Name]) => void): () => void;
  /** Takes the console away and leaves its element empty. */
  destroy(): void;
}

/**
 * Puts a console into `element`, in place of what it holds. `init()` must have ended.
 *
 * @throws Error that names the option that is wrong.
 */
export function mount(element: Element, options?: ConsoleOptions): Console;
