// The client of OpenIM Console for JavaScript: docs/client.md. Written by a test from the Rust client; what is wrong here is wrong there.

/**
 * Fetches and starts the wasm; to be awaited before the first client is made. Once: later calls give the same promise.
 *
 * @param input Where the wasm is, or the wasm itself; by default `client_bg.wasm` beside this module. Its later parts, one for each family
 * of calls but users and sign-in, are always fetched from beside this module.
 */
export default function init(input?: InitInput): Promise<void>;

export type InitInput = URL | string | BufferSource | WebAssembly.Module | Response | Promise<BufferSource | Response>;

/** Versions between which servers behave alike: "3.4" means v3.4.x, "3.8.1" v3.8.1 and v3.8.2, "3.8.3" that and its patches. */
export type ServerVersion = /* versions */;

/** What a client is made of. */
export interface OpenIMOptions {
  /** Address of the REST API, such as `https://im.example.com/api`; a path means this page's own origin. */
  server: string;
  /** A token, of an administrator for most calls. */
  token?: string | undefined;
  /**
   * Fetches a token: called when there is none, and when the server takes the one in use no longer. Calls that wait for it share one
   * fetching, and are made once more with what came. It must not wait for other calls of the same client than those that need no token,
   * such as `signIn`.
   */
  getToken?: (() => string | Promise<string>) | undefined;
  /** Whom `signIn` signs in, if it names nobody. */
  adminUserID?: string | undefined;
  /** How long a call may take, in milliseconds; 10000 if nothing is said. */
  timeoutMillis?: number | undefined;
  /** Nothing is written: such calls reject with code `readOnly`, and nothing is sent. */
  readOnly?: boolean | undefined;
  /** Users whom no call may touch; `*` stands for any text. Such calls reject with code `protected`, and nothing is sent. */
  protectedUsers?: string[] | undefined;
  /** Which versions the server is taken for: "3.8.3" if nothing is said, until `probe` has found out. */
  version?: ServerVersion | undefined;
}

/** What any call takes as its last argument. */
export interface CallOptions {
  /** Takes the call back: it rejects with the signal's reason, by default a DOMException named `AbortError`. */
  signal?: AbortSignal | undefined;
  /** How long this call may take, in milliseconds. */
  timeoutMillis?: number | undefined;
}

/** What went wrong. */
export type OpenIMErrorCode =
  /* codes */
  ;

/**
 * A call that failed. It holds neither secret nor token, and `JSON.stringify` gives all of it.
 *
 * Two failures are no such error: what is wrong in the arguments is a TypeError that names the field, and a call that was taken back rejects
 * with the reason of its signal.
 */
export class OpenIMError extends Error {
  readonly name: "OpenIMError";
  readonly code: OpenIMErrorCode;
  /** The server's number for it, where the server refused. */
  readonly errCode?: number | undefined;
  /** Names the call in the server's log; none where no call was begun. */
  readonly operationID?: string | undefined;
  /** The route: `/user/get_users`. */
  readonly path: string;
  /** What the server says, in its own words: at most 200 characters on one line; may be empty. */
  readonly detail?: string | undefined;
  /** HTTP status, where that was all that came. */
  readonly status?: number | undefined;
  /** Whether the server no longer takes the token that this call carried: it is time to sign in again. */
  readonly endsSession: boolean;
  constructor(
    fields: Pick<OpenIMError, "message" | "code" | "path"> &
      Partial<Pick<OpenIMError, "errCode" | "operationID" | "detail" | "status" | "endsSession">>,
  );
  toJSON(): object;
}

/**
 * A server, and who asks it. Any number of them may live beside each other.
 *
 * Times are milliseconds since 1970. Numbers that may need 64 bits are strings; any other ends at Number.MAX_SAFE_INTEGER and is never
 * rounded. Texts are what people have typed: they are to be shown as text, never as HTML.
 */
export class OpenIM {
  /** Throws a TypeError that names the option that is wrong. */
  constructor(options: OpenIMOptions);

  /** Which versions the server is taken for. */
  get version(): ServerVersion;
  set version(version: ServerVersion);

  /** The token of the calls to come; null for none. */
  setToken(token: string | null): void;

  /**
   * Signs an administrator in: as `auth.signIn`, and the token goes with the calls to come.
   *
   * The secret is the server's root password: it belongs into a back end, never into a page.
   */
  signIn(given: { userID?: string | undefined; secret: string }, options?: CallOptions): Promise<IssuedToken>;

  /* methods */

  /* families */
}

/* types */
