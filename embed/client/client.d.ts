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
export type ServerVersion = "3.4" | "3.5" | "3.6" | "3.7" | "3.8.0" | "3.8.1" | "3.8.3" | "main";

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
  /** No readable answer: the server is down, at another address, or does not let this page read (CORS); or mixed content, TLS. */
  | "network"
  /** No complete answer in time. */
  | "timeout"
  /** The server answered with a redirect, which is never followed. A browser tells it as `network`. */
  | "redirect"
  /** An HTTP status that is no success, without OpenIM's envelope; see `status`. */
  | "http"
  /** A success that no OpenIM server sends: HTML, foreign JSON, nothing. */
  | "notOpenIM"
  /** The server reports success, but what it answers is not what this call answers. */
  | "decode"
  /** The server refused: something in the request is wrong. */
  | "badArgument"
  /** The server refused: wrong secret, not an administrator. */
  | "noPermission"
  /** It does not exist. */
  | "notFound"
  /** One of the userIDs is taken; nothing was registered. */
  | "alreadyRegistered"
  /** It exists or has happened already. */
  | "alreadyThere"
  /** The token is missing, expired, outdated or unknown; see `endsSession`. */
  | "session"
  /** Too many requests. */
  | "rateLimited"
  /** A part of the server is down or does not answer. */
  | "unavailable"
  /** Request or answer is too long: ask for less. */
  | "tooLarge"
  /** This server does not have it; HTTP 404 is told so, too. */
  | "unimplemented"
  /** The server stumbled. */
  | "serverFault"
  /** The server refused for another reason; see `errCode`. */
  | "refused"
  /** An old server does this with the shared secret only, and none was given. Nothing was sent. */
  | "secretNeeded"
  /** The option `readOnly` does not allow it. Nothing was sent. */
  | "readOnly"
  /** It would touch a user of the option `protectedUsers`, or do harm that cannot be undone. Nothing was sent. */
  | "protected"
  /** The group is dismissed or has no owner: it takes no changes. Nothing was changed. */
  | "notLive"
  /** The part of this client that has the call could not be fetched. Nothing was sent; the next call fetches it anew. */
  | "notLoaded"
  /** Taken back. (A call that its `signal` takes back rejects with the signal's reason instead.) */
  | "cancelled"
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

  /**
   * Finds out, without a token, whether this is an OpenIM server, and which. Two to four small requests.
   *
   * Up to v3.7 the minor version is told; v3.8.0 exactly; v3.8.1 from v3.8.3 by the discovery route. A main server is taken for
   * v3.8.3 until `auth.refineBlock` looks closer. Where a finer request fails, the oldest that is possible is told.
   *
   * The client remembers it: see `version`.
   *
   * @throws {OpenIMError} What the first request met (network, time-out …); code `notOpenIM` where something else answers, such as a
   * web server or openim-chat on its port.
   */
  probe(options?: CallOptions): Promise<Probe>;
  /**
   * Whether anything answers at the server's address, readable or not. After a network error this tells a server that does not let
   * this page read (CORS) from one that is down. Null where the time ran out first. Nothing but the address is sent, and it is no
   * call of the API.
   */
  isReachable(options?: CallOptions): Promise<boolean | null>;

  /** The calls of `/auth`. */
  readonly auth: Auth;
  /** The calls of `/user`. */
  readonly users: Users;
  /** The calls about notification accounts. */
  readonly notificationAccounts: NotificationAccounts;
  /**
   * The calls about user commands. On v3.5 any token may make them for anybody.
   *
   * v3.6 answers every change with code `badArgument` though it is made, because the notice of it is refused (seen): read again.
   */
  readonly userCommands: UserCommands;
  /** The calls about the configuration of apps. Without a `userID` it is about all users. */
  readonly clientConfig: ClientConfig;
  /** The calls of `/friend`. */
  readonly friends: Friends;
  /** The calls of `/group`. */
  readonly groups: Groups;
  /** The calls of `/conversation`. */
  readonly conversations: Conversations;
  /** The calls of `/msg`. */
  readonly msg: Msg;
  /** The calls of `/statistics`. */
  readonly statistics: Statistics;
  /** The calls of `/jssdk`. */
  readonly jssdk: JsSdk;
}

/** The calls of `/auth`. */
export interface Auth {
  /**
   * Signs an administrator in, by the route of the server's dialect.
   *
   * Wrong secret: code `noPermission`. Not an administrator: `badArgument` in the new dialect (seen on v3.8.3, main); in the old one
   * every existing user gets a token, and only the first call that needs an administrator is refused (seen on v3.4 to v3.7). An
   * unknown account: `notFound` in the old dialect.
   *
   * The token is answered and goes with no call: `signIn` of the client itself sees to that.
   */
  signIn(given: { userID: string; secret: string }, options?: CallOptions): Promise<IssuedToken>;
  /**
   * `/auth/get_admin_token`, from v3.8.1: `{secret, userID}` → `{token, expireTimeSeconds}`, a duration. On a main server the
   * account's earlier tokens end five minutes later (seen: 300 s, then 1507).
   *
   * `POST /auth/get_admin_token`: reads; no token needed; since v3.8.1.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  getAdminToken(given: { userID: string; secret: string }, options?: CallOptions): Promise<IssuedToken>;
  /**
   * A token for a user, who is signed in by it like by his own: from v3.6 on `/auth/get_user_token` `{platformID, userID}`, before
   * `/auth/user_token` `{secret, platformID, userID}` → `{token, expireTimeSeconds}`, a duration.
   *
   * From v3.8.1 on **the user's earlier token of that platform ends** (1506), unless both are of the same second and so the same
   * text (seen on v3.8.3, main). Good platforms are 1 to 9, HarmonyOS (11) on v3.8.3 and main, bots (12) on main, but servers check
   * little: up to v3.5 1 to 10 pass, then any number up to v3.8.0, later any but 10, which is of code `noPermission`.
   *
   * `POST /auth/get_user_token`: writes and takes; administrators; since v3.6.
   * `POST /auth/user_token`: writes; no token needed; until v3.8.0.
   *
   * @throws {OpenIMError} Code `secretNeeded` up to v3.5, before anything is sent; code `notFound` for an unknown user;
   * `noPermission` for an administrator of the configuration, `badArgument` for a notification account from v3.8.3 on.
   */
  userToken(given: { userID: string; platformID: number; secret?: string | undefined }, options?: CallOptions): Promise<IssuedToken>;
  /**
   * `/auth/force_logout`: `{platformID, userID}` → nothing: closes the user's connections of one platform. From v3.8.0 on his token
   * of that platform ends, too (1506); before, it lives on (seen on v3.4 to v3.7). Nobody there is a success.
   *
   * Platform 10 does nothing to an administrator up to v3.8.3; on main it ends that token (seen).
   *
   * `POST /auth/force_logout`: writes and takes; administrators.
   *
   * @throws {OpenIMError} Code `protected` where that would be the token in use, before anything is sent; code `badArgument` for a
   * platform that the server does not know: 11 up to v3.8.3.
   */
  forceLogout(given: { userID: string; platformID: number }, options?: CallOptions): Promise<void>;
  /**
   * `auth.forceLogout` on each platform but that of administrators, one after the other: there is no call for all of them. One that
   * fails does not keep the rest from being tried.
   *
   * @throws {OpenIMError} Only what concerns them all: the end of the session, a guard, a cancelled call. What was done by then
   * stays done, and may be repeated without harm.
   */
  forceLogoutEverywhere(given: { userID: string }, options?: CallOptions): Promise<LoggedOut[]>;
  /**
   * `/auth/parse_token`: `{token}` → `{userID, platform | platformID, expireTimeSeconds}`, here a point in time. The token travels
   * in the body, so a refusal is about that one and never ends the session. Up to v3.6 this is the one call that tells an expired
   * token (1501) from any other bad one (seen on v3.4).
   *
   * `POST /auth/parse_token`: reads; no token needed.
   *
   * @throws {OpenIMError} A bad token is of code `session`.
   */
  parseToken(given: { token: string }, options?: CallOptions): Promise<ParsedToken>;
  /**
   * The server's version as close as an administrator's token can tell it: a main server is told from v3.8.3 by a route that only
   * main has. Whatever goes wrong, the version known so far remains.
   *
   * The client remembers it: see `version`.
   */
  refineBlock(options?: CallOptions): Promise<ServerVersion>;
}

/** The calls of `/user`. */
export interface Users {
  /**
   * `/user/get_users`: `{pagination, userID?, nickName?}` → `{total, users: [UserInfo] | null}`: one page of accounts in the
   * server's own order (by userID on v3.4, else about that of creation).
   *
   * Up to v3.5 the server cannot filter (seen on v3.4), and the filter is not sent. From v3.6 on accounts of another level than 0
   * and 1 are not listed, administrators among them.
   *
   * `POST /user/get_users`: reads; any token.
   *
   * @throws {OpenIMError} Code `tooLarge`: ask for a smaller page.
   */
  list(given?: Page & UserFilter, options?: CallOptions): Promise<Listing<User>>;
  /**
   * `/user/get_users_info`: `{userIDs}` → `{usersInfo: [UserInfo] | null}`: those of the accounts that exist, each once, in the
   * order asked (the server's own is random on v3.8.3 and main). Up to 500 at a time are comfortable. No IDs: nothing is sent.
   *
   * Up to v3.8.1 one unknown ID fails the whole call (seen on v3.4, v3.7): then `account_check` tells the known ones (an
   * administrator's call), and they are asked for again.
   *
   * `POST /user/get_users_info`: reads; any token.
   */
  infos(given: { userIDs: string[] }, options?: CallOptions): Promise<User[]>;
  /**
   * The same route, for one account: its row as the server wrote it, unknown fields and all, as a text of JSON: parsed, large
   * numbers would lose digits. Null where there is no such account.
   */
  rawInfo(given: { userID: string }, options?: CallOptions): Promise<string | null>;
  /**
   * `/user/get_all_users_uid`: `{pagination}` → `{total, userIDs: [text] | null}`: IDs of all accounts, also of those that
   * `users.list` hides. v3.4 tells no total (seen): there it is what is on the page.
   *
   * `POST /user/get_all_users_uid`: reads; any token.
   */
  allIds(given?: Page, options?: CallOptions): Promise<Listing<string>>;
  /**
   * `/user/account_check` (administrators): `{checkUserIDs}` → `{results: [{userID, accountStatus}]}`, the status a word up to
   * v3.8.0 and a number from v3.8.1: which IDs are taken, each once, in the order asked. IDs are compared exactly, also by the
   * server that folds case when it registers (seen on v3.4). Up to 500 at a time are comfortable. No IDs: nothing is sent.
   *
   * `POST /user/account_check`: reads; administrators.
   *
   * @throws {OpenIMError} Code `noPermission` without an administrator's token.
   */
  check(given: { userIDs: string[] }, options?: CallOptions): Promise<Checked[]>;
  /**
   * `/user/account_check` once more, asked only for whether it is allowed: a call for administrators, and for nobody else, in every
   * version. What it says of `userID` is not looked at.
   *
   * `POST /user/account_check`: reads; administrators.
   *
   * @throws {OpenIMError} Code `noPermission` without an administrator's token, code `session` for one that is refused.
   */
  proveAdministrator(given: { userID: string }, options?: CallOptions): Promise<void>;
  /**
   * `/user/user_register`: `{users: [UserInfo], secret?}` → nothing: registers all of them or, if one ID is taken, none (1102).
   *
   * The old dialect wants the shared secret and looks at no token; the new one wants an administrator's token, and a secret given
   * here is not sent. Up to 200 at a time are comfortable.
   *
   * `POST /user/user_register`: writes; administrators; since v3.8.1.
   * `POST /user/user_register`: writes; no token needed; until v3.8.0.
   *
   * @throws {OpenIMError} Code `secretNeeded` before anything is sent; code `alreadyRegistered` where an ID is taken, also in a race
   * for it.
   */
  register(given: { users: NewUser[]; secret?: string | undefined }, options?: CallOptions): Promise<void>;
  /**
   * `/user/update_user_info_ex`, from v3.5 on: `{userInfo: {userID, nickname?, faceURL?, ex?, globalRecvMsgOpt?}}` → nothing:
   * changes what is to change and leaves the rest alone. An administrator may change anybody. Nothing to change: nothing is sent.
   *
   * v3.4 has `/user/update_user_info` alone, which ignores what is empty or 0: there nothing can be cleared. It also writes the time
   * of creation, as 0 if none is sent, and the level (seen): that is why the account is read first there.
   *
   * `POST /user/update_user_info_ex`: writes; the user whom it is about, and administrators; since v3.5.
   * `POST /user/update_user_info`: writes; the user whom it is about, and administrators.
   *
   * @throws {OpenIMError} Code `notFound` for an unknown user.
   */
  update(given: { userID: string } & UserChange, options?: CallOptions): Promise<void>;
  /**
   * `/user/set_global_msg_recv_opt`: `{userID, globalRecvMsgOpt}` → nothing. Any token may set it for anybody, and this alone checks
   * that it is 0 to 2 (seen on v3.4 to main).
   *
   * `POST /user/set_global_msg_recv_opt`: writes; any token.
   *
   * @throws {OpenIMError} Code `notFound` for an unknown user, `badArgument` for another number.
   */
  setGlobalRecvOpt(given: { userID: string; globalRecvMsgOpt: number }, options?: CallOptions): Promise<void>;
  /**
   * `/user/get_users_status`: `{userID, userIDs}` → `{statusList: [{userID, status, platformIDs: [int] | null}]}`: who is online,
   * each once, in the order asked. The one to ask for many: the answer holds no tokens. Up to 500 at a time: that is the limit up to
   * v3.8.0 (seen on v3.4, v3.7). No IDs: nothing is sent.
   *
   * `POST /user/get_users_status`: reads; any token.
   */
  presence(given: { userIDs: string[] }, options?: CallOptions): Promise<Presence[]>;
  /**
   * `/user/get_users_online_status` (administrators): `{userIDs}` → `[{userID, status, detailPlatformStatus: [{platform |
   * platformID, connID, isBackground, token}] | null}]`: the open connections, each user once, in the order asked. `status` and
   * platform are words up to v3.8.0 and numbers from v3.8.1 on. The tokens in it are not read. No IDs: nothing is sent.
   *
   * `POST /user/get_users_online_status`: reads; administrators.
   *
   * @throws {OpenIMError} Code `noPermission` without an administrator's token.
   */
  onlineStatus(given: { userIDs: string[] }, options?: CallOptions): Promise<OnlineStatus[]>;
  /**
   * `/user/get_users_online_token_detail` (administrators): `{userIDs}` → `[{userID, status, singlePlatformToken: [{platform |
   * platformID, total, token: [text]}]}] | null`: how many tokens those of them have who are online. The tokens are not read. Others
   * than administrators get an empty success (seen on v3.7, main). No IDs: nothing is sent.
   *
   * `POST /user/get_users_online_token_detail`: reads; administrators.
   */
  onlineTokenDetail(given: { userIDs: string[] }, options?: CallOptions): Promise<TokenCount[]>;
  /**
   * `/user/subscribe_users_status`, up to v3.7: `{userID, userIDs, genre: 1 | 2}` → `{statusList: […] | null}`: the user is told
   * from now on (`on`), or no longer, when one of `userIDs` comes and goes; the answer is who is online. Later servers say yes and
   * do nothing (source). No IDs: nothing is sent.
   *
   * `POST /user/subscribe_users_status`: writes; any token; until v3.7.
   */
  subscribe(given: { userID: string; userIDs: string[]; on: boolean }, options?: CallOptions): Promise<Presence[]>;
  /**
   * `/user/get_subscribe_users_status`, up to v3.7: `{userID}` → `{statusList: […] | null}`: whom the user is told of.
   *
   * `POST /user/get_subscribe_users_status`: reads; any token; until v3.7.
   */
  subscribed(given: { userID: string }, options?: CallOptions): Promise<Presence[]>;
}

/** The calls about notification accounts. */
export interface NotificationAccounts {
  /**
   * `/user/add_notification_account` (administrators): `{userID, nickName, faceURL, appMangerLevel}` → `{userID, nickName, faceURL,
   * appMangerLevel}`: the account as made. Null on v3.5, which does not say (seen).
   *
   * `POST /user/add_notification_account`: writes; administrators; since v3.5.
   *
   * @throws {OpenIMError} Code `badArgument` also for an ID that is taken.
   */
  add(given: NewNotificationAccount, options?: CallOptions): Promise<NotificationAccount | null>;
  /**
   * `/user/update_notification_account` (administrators): `{userID, nickName, faceURL}` → nothing: gives it another name, another
   * picture, or both. What is empty stays as it is; both empty: nothing is sent.
   *
   * `POST /user/update_notification_account`: writes; administrators; since v3.5.
   *
   * It is looked for first, so that no ordinary user is renamed: code `notFound` where there is no such account.
   *
   * @throws {OpenIMError} Code `badArgument` where it is gone.
   */
  update(given: { userID: string; nickname?: string | undefined; faceURL?: string | undefined }, options?: CallOptions): Promise<void>;
  /**
   * `/user/search_notification_account` (administrators): `{keyword, pagination}`, on v3.5 `{userID, nickName, pagination}` →
   * `{total, notificationAccounts: [{userID, nickName, faceURL, appMangerLevel?}] | null}`. A keyword is an ID or a name as a whole;
   * blank finds all, but up to v3.8.3 only those of level 3: robots are found by keyword alone (seen on v3.7, v3.8.3).
   *
   * v3.5 did not find the accounts that were made on it (seen).
   *
   * `POST /user/search_notification_account`: reads; administrators; since v3.5.
   */
  search(given?: { keyword?: string | undefined } & Page, options?: CallOptions): Promise<Listing<NotificationAccount>>;
}

/**
 * The calls about user commands. On v3.5 any token may make them for anybody.
 *
 * v3.6 answers every change with code `badArgument` though it is made, because the notice of it is refused (seen): read again.
 */
export interface UserCommands {
  /**
   * `/user/process_user_command_get`: `{userID, type}` → `{CommandResp: […] | null}`, on v3.5 `{KVArray: […]}`: those of one kind.
   *
   * `POST /user/process_user_command_get`: reads; the user whom it is about, and administrators; since v3.5.
   */
  list(given: { userID: string } & Kind, options?: CallOptions): Promise<UserCommand[]>;
  /**
   * `/user/process_user_command_get_all`, from v3.6 on: `{userID}` → `{CommandResp: […] | null}`.
   *
   * `POST /user/process_user_command_get_all`: reads; the user whom it is about, and administrators; since v3.6.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  listAll(given: { userID: string }, options?: CallOptions): Promise<UserCommand[]>;
  /**
   * `/user/process_user_command_add`: `{userID, type, uuid, value}` → nothing. There is no second text here: the server would put it
   * in the place of the first (seen on v3.7, v3.8.3).
   *
   * `POST /user/process_user_command_add`: writes; the user whom it is about, and administrators; since v3.5.
   */
  add(given: { userID: string; uuid: string; value: string } & Kind, options?: CallOptions): Promise<void>;
  /**
   * `/user/process_user_command_update`: `{userID, type, uuid, value}` → nothing.
   *
   * `POST /user/process_user_command_update`: writes; the user whom it is about, and administrators; since v3.5.
   *
   * @throws {OpenIMError} Code `notFound` for an unknown key.
   */
  update(given: { userID: string; uuid: string; value: string } & Kind, options?: CallOptions): Promise<void>;
  /**
   * `/user/process_user_command_delete`: `{userID, type, uuid}` → nothing.
   *
   * `POST /user/process_user_command_delete`: writes and takes; the user whom it is about, and administrators; since v3.5.
   */
  delete(given: { userID: string; uuid: string } & Kind, options?: CallOptions): Promise<void>;
}

/** The calls about the configuration of apps. Without a `userID` it is about all users. */
export interface ClientConfig {
  /**
   * `/user/get_user_client_config`: `{userID}` → `{configs?: {key: value}}`: what an app of this user reads: the entries of all
   * users, with his own over them (seen). Sorted by key.
   *
   * `POST /user/get_user_client_config`: reads; the user whom it is about, and administrators; since main.
   */
  get(given?: { userID?: string | undefined }, options?: CallOptions): Promise<ConfigPair[]>;
  /**
   * `/user/page_user_client_config` (administrators): `{userID, key, pagination}` → `{total, configs: [{key, userID, value}] |
   * null}`: entries as they are stored. Without `userID`: of all users, also their own. A blank key: all; else that one exactly.
   *
   * `POST /user/page_user_client_config`: reads; administrators; since main.
   */
  list(given?: { userID?: string | undefined; key?: string | undefined } & Page, options?: CallOptions): Promise<Listing<ConfigEntry>>;
  /**
   * `/user/set_user_client_config` (administrators): `{userID, configs: {key: value}}` → nothing: adds or replaces entries. No
   * entries: nothing is sent.
   *
   * `POST /user/set_user_client_config`: writes; administrators; since main.
   *
   * @throws {OpenIMError} Code `notFound` for an unknown user.
   */
  set(given: { userID?: string | undefined; entries: Entry[] }, options?: CallOptions): Promise<void>;
  /**
   * `/user/del_user_client_config` (administrators): `{userID, keys}` → nothing. An unknown key is a success. No keys: nothing is
   * sent.
   *
   * `POST /user/del_user_client_config`: writes and takes; administrators; since main.
   */
  delete(given: { userID?: string | undefined; keys: string[] }, options?: CallOptions): Promise<void>;
}

/** The calls of `/friend`. */
export interface Friends {
  /**
   * `/friend/get_friend_list` (the user, administrators): `{userID, pagination}` → `{friendsInfo: [FriendInfo] | null, total}`: one
   * page of a user's friends, in the server's order.
   *
   * `POST /friend/get_friend_list`: reads; the user whom it is about, and administrators.
   *
   * @throws {OpenIMError} An unknown user: code `notFound` up to v3.7, later no friends (both seen).
   */
  list(given: { userID: string } & Page, options?: CallOptions): Promise<Listing<Friend>>;
  /**
   * `/friend/get_friend_id` (the user, administrators): `{userID}` → `{friendIDs: [id] | null}`: the IDs of all friends, sorted.
   *
   * `POST /friend/get_friend_id`: reads; the user whom it is about, and administrators.
   */
  ids(given: { userID: string }, options?: CallOptions): Promise<string[]>;
  /**
   * `/friend/get_designated_friends` (anybody; from patch 5 of v3.8.3 the user and administrators): `{ownerUserID, friendUserIDs}` →
   * `{friendsInfo: [FriendInfo] | null}`: those of these users who are friends, in the order asked. No IDs: nothing is sent.
   *
   * Up to v3.7 one stranger fails the whole call (seen): then the friends among them are asked for again.
   *
   * `POST /friend/get_designated_friends`: reads; the user whom it is about, and administrators.
   */
  infos(given: { ownerUserID: string; friendUserIDs: string[] }, options?: CallOptions): Promise<Friend[]>;
  /**
   * `/friend/get_specified_friends_info` (anybody; from patch 5 of v3.8.3 the user and administrators): `{ownerUserID, userIDList}`
   * → `{infos: [{userInfo, friendInfo | null, blackInfo | null}]}`: what a user has to do with others, in the order asked. No IDs:
   * nothing is sent.
   *
   * Up to v3.7 one stranger fails the whole call (seen): then the friends among them are asked for again, and strangers are missing.
   *
   * `POST /friend/get_specified_friends_info`: reads; the user whom it is about, and administrators.
   */
  relations(given: { ownerUserID: string; userIDs: string[] }, options?: CallOptions): Promise<Relation[]>;
  /**
   * `/friend/is_friend` (anybody; on main one of the two and administrators): `{userID1, userID2}` → `{inUser1Friends,
   * inUser2Friends}`: whether each is among the friends of the other.
   *
   * `POST /friend/is_friend`: reads; the user whom it is about, and administrators.
   */
  areFriends(given: { userID1: string; userID2: string }, options?: CallOptions): Promise<AreFriends>;
  /**
   * `/friend/import_friend` (administrators): `{ownerUserID, friendUserIDs}` → nothing: makes friends, on both sides and without a
   * request. Answers who was none before. Up to 500 at a time are comfortable, more than 1000 are refused from v3.8.1 on.
   *
   * The user's own ID and those of friends are left out: the first refuses the call, the others fail it from v3.5 to v3.7 (`E11000`)
   * and get one more message into their conversation on v3.8.3 and main (all seen). Nobody left: nothing is sent.
   *
   * `POST /friend/import_friend`: writes; administrators.
   *
   * @throws {OpenIMError} Code `notFound` for an unknown user. After an error read again who is a friend.
   */
  import(given: { ownerUserID: string; friendUserIDs: string[] }, options?: CallOptions): Promise<string[]>;
  /**
   * `/friend/delete_friend` (anybody up to v3.8.0; the user, administrators): `{ownerUserID, friendUserID}` → nothing: takes a
   * friend from one side. The other side keeps its row until it is taken, too.
   *
   * `POST /friend/delete_friend`: writes and takes; the user whom it is about, and administrators.
   *
   * @throws {OpenIMError} Somebody who is no friend: code `notFound` up to v3.7, later a success (both seen).
   */
  delete(given: { ownerUserID: string; friendUserID: string }, options?: CallOptions): Promise<void>;
  /**
   * `/friend/set_friend_remark` (anybody up to v3.8.0; the user, administrators): `{ownerUserID, friendUserID, remark}` → nothing:
   * what the user calls the friend; empty for nothing.
   *
   * `POST /friend/set_friend_remark`: writes; the user whom it is about, and administrators.
   *
   * @throws {OpenIMError} Code `notFound` where they are no friends.
   */
  setRemark(given: { ownerUserID: string; friendUserID: string; remark: string }, options?: CallOptions): Promise<void>;
  /**
   * `/friend/update_friends`, from v3.5 on (anybody up to v3.8.3; on main the user, administrators): `{ownerUserID, friendUserIDs,
   * isPinned?, remark?, ex?}` → nothing: changes the user's rows of these friends. Nothing to change or nobody: nothing is sent.
   *
   * On v3.5 a part that is missing ends the whole service (seen on v3.5.1): there each friend is read, and all parts are sent.
   *
   * `POST /friend/update_friends`: writes; the user whom it is about, and administrators; since v3.5.
   *
   * @throws {OpenIMError} Code `unimplemented` on v3.4.
   */
  update(given: { ownerUserID: string; friendUserIDs: string[] } & FriendChange, options?: CallOptions): Promise<void>;
  /**
   * `/friend/get_black_list` (anybody up to v3.8.0; the user, administrators): `{userID, pagination}` → `{blacks: [BlackInfo] |
   * null, total}`: one page of a user's black list. Up to v3.7 users may stand in their own (seen).
   *
   * `POST /friend/get_black_list`: reads; the user whom it is about, and administrators.
   */
  blacks(given: { userID: string } & Page, options?: CallOptions): Promise<Listing<Black>>;
  /**
   * `/friend/get_specified_blacks`, from v3.8.1 on (the user, administrators): `{ownerUserID, userIDList}` → `{blacks: [BlackInfo] |
   * null, total}`: those of these users who are in the black list, in the order asked. No IDs: nothing is sent.
   *
   * `POST /friend/get_specified_blacks`: reads; the user whom it is about, and administrators; since v3.8.1.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  blackInfos(given: { ownerUserID: string; userIDs: string[] }, options?: CallOptions): Promise<Black[]>;
  /**
   * `/friend/add_black` (the user, administrators): `{ownerUserID, blackUserID, ex}` → nothing: puts somebody into a user's black
   * list. `ex` is free for the operator's own use; v3.4 drops it.
   *
   * `POST /friend/add_black`: writes and takes; the user whom it is about, and administrators.
   *
   * @throws {OpenIMError} Again: code `alreadyThere` (1003 on v3.4, later `E11000`). The user's own ID: a success up to v3.7, later
   * code `notFound` (all seen).
   */
  block(given: { ownerUserID: string; blackUserID: string; ex?: string | undefined }, options?: CallOptions): Promise<void>;
  /**
   * `/friend/remove_black` (anybody up to v3.8.0; the user, administrators): `{ownerUserID, blackUserID}` → nothing: takes somebody
   * out of a user's black list, also where he never was (seen).
   *
   * `POST /friend/remove_black`: writes; the user whom it is about, and administrators.
   */
  unblock(given: { ownerUserID: string; blackUserID: string }, options?: CallOptions): Promise<void>;
  /**
   * `/friend/get_friend_apply_list` (anybody up to v3.8.0; the user, administrators): `{userID, pagination}` → `{FriendRequests:
   * [FriendRequest] | null, total}`: one page of the requests that a user got.
   *
   * `POST /friend/get_friend_apply_list`: reads; the user whom it is about, and administrators.
   */
  received(given: { userID: string } & Page, options?: CallOptions): Promise<Listing<FriendRequest>>;
  /**
   * `/friend/get_self_friend_apply_list` (anybody up to v3.8.0; the user, administrators): `{userID, pagination}` →
   * `{friendRequests: [FriendRequest] | null, total}`: one page of the requests that a user sent.
   *
   * `POST /friend/get_self_friend_apply_list`: reads; the user whom it is about, and administrators.
   */
  sent(given: { userID: string } & Page, options?: CallOptions): Promise<Listing<FriendRequest>>;
  /**
   * `/friend/get_designated_friend_apply` (anybody; on main the two and administrators): `{fromUserID, toUserID}` →
   * `{friendRequests: [FriendRequest] | null}`: what one asked the other.
   *
   * `POST /friend/get_designated_friend_apply`: reads; the user whom it is about, and administrators.
   */
  requestsBetween(given: { fromUserID: string; toUserID: string }, options?: CallOptions): Promise<FriendRequest[]>;
  /**
   * `/friend/get_self_unhandled_apply_count`, from patch 5 of v3.8.3 on (the user, administrators): `{userID, time}` → `{count}`:
   * how many requests wait for the user's answer, of those since `time`, in milliseconds since 1970; 0 for all.
   *
   * `POST /friend/get_self_unhandled_apply_count`: reads; the user whom it is about, and administrators; since v3.8.3.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  unanswered(given: { userID: string; time?: number | undefined }, options?: CallOptions): Promise<number>;
  /**
   * `/friend/add_friend` (the user, administrators): `{fromUserID, toUserID, reqMsg, ex}` → nothing: asks in a user's name. Asking
   * again replaces the request. (An administrator makes friends by `friends.import`.)
   *
   * `POST /friend/add_friend`: writes; the user whom it is about, and administrators.
   *
   * @throws {OpenIMError} Code `alreadyThere` for friends, errCode 1301 for the user's own ID.
   */
  ask(given: { fromUserID: string; toUserID: string; reqMsg?: string | undefined; ex?: string | undefined }, options?: CallOptions): Promise<void>;
  /**
   * `/friend/add_friend_response` (the one who was asked, administrators): `{fromUserID, toUserID, handleResult, handleMsg}` →
   * nothing: answers in the name of the one who was asked.
   *
   * `POST /friend/add_friend_response`: writes; the user whom it is about, and administrators.
   *
   * @throws {OpenIMError} Code `badArgument` where it was answered before, `notFound` where nobody asked.
   */
  answer(given: { fromUserID: string; toUserID: string; agree: boolean; handleMsg?: string | undefined }, options?: CallOptions): Promise<void>;
  /**
   * `/friend/get_incremental_friends`, from v3.8.0 on (the user, administrators): `{userID, versionID, version}` → `{versionID,
   * version, full, delete, insert, update}`: what has become of a user's friends since a version.
   *
   * `POST /friend/get_incremental_friends`: reads; the user whom it is about, and administrators; since v3.8.0.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  changes(given: { userID: string } & Version, options?: CallOptions): Promise<Changes<Friend>>;
  /**
   * `/friend/get_full_friend_user_ids`, from v3.8.0 on (the user, administrators): `{userID, idHash}` → `{versionID, version, equal,
   * userIDs}`: the IDs of all friends and the version that they are of. The hash is sent as 0, which matches no list but an empty
   * one.
   *
   * `POST /friend/get_full_friend_user_ids`: reads; the user whom it is about, and administrators; since v3.8.0.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  fullIds(given: { userID: string }, options?: CallOptions): Promise<FullIds>;
}

/** The calls of `/group`. */
export interface Groups {
  /**
   * `/group/get_groups`: `{groupName, groupID, pagination}` → `{total, groups: [{groupInfo, groupOwnerUserID, …}] | null}`: one page
   * of groups: by ID on v3.4, newest first from v3.8.2 on (seen on v3.4, v3.8.3, main).
   *
   * Dismissed groups are not listed (seen on v3.4, v3.7 to main); v3.5 lists them, and v3.6 takes them off the page afterwards, so
   * that pages may be shorter than asked (source).
   *
   * `POST /group/get_groups`: reads; any token.
   */
  list(given?: Page & GroupFilter, options?: CallOptions): Promise<Listing<Group>>;
  /** The same route, asked for one ID: also a dismissed group is found (seen on v3.7 to main). */
  find(given: { groupID: string }, options?: CallOptions): Promise<Group | null>;
  /**
   * `/group/get_groups_info`: `{groupIDs}` → `{groupInfos: [GroupInfo] | null}`: those that exist, dismissed ones among them, each
   * once, in the order asked (the server's own is random on main). Up to 500 at a time are comfortable. No IDs: nothing is sent.
   *
   * `POST /group/get_groups_info`: reads; any token.
   */
  infos(given: { groupIDs: string[] }, options?: CallOptions): Promise<Group[]>;
  /**
   * `/group/get_joined_group_list`: `{fromUserID, pagination}` → `{total, groups: [GroupInfo] | null}`: the groups of a user.
   *
   * `POST /group/get_joined_group_list`: reads; the user whom it is about, and administrators.
   */
  joined(given: { userID: string } & Page, options?: CallOptions): Promise<Listing<Group>>;
  /**
   * `/group/get_group_abstract_info`: `{groupIDs}` → `{groupAbstractInfos: [{groupID, groupMemberNumber, groupMemberListHash}]}`. No
   * IDs: nothing is sent.
   *
   * `POST /group/get_group_abstract_info`: reads; any token.
   *
   * @throws {OpenIMError} Code `notFound` where one of them does not exist.
   */
  abstracts(given: { groupIDs: string[] }, options?: CallOptions): Promise<GroupAbstract[]>;
  /**
   * `/group/create_group`: `{groupInfo, ownerUserID, adminUserIDs, memberUserIDs, sendMessage?}` → `{groupInfo}`: the group as made.
   *
   * `POST /group/create_group`: writes; the user whom it is about, and administrators.
   *
   * @throws {OpenIMError} Code `notFound` where a user does not exist, `alreadyThere` where the ID is taken, also by a dismissed
   * group (1202).
   */
  create(given: NewGroup, options?: CallOptions): Promise<Group>;
  /**
   * `/group/set_group_info_ex`, from v3.8.1 on: `{groupID, groupName?, notification?, …}` → nothing: changes what is to change.
   * Nothing to change: nothing is sent.
   *
   * Before, `/group/set_group_info` `{groupInfoForSet: {…}}`, which takes an empty text for "as it is", that of `ex` excepted.
   *
   * `POST /group/set_group_info_ex`: writes; those whom their role in the group entitles, and administrators; since v3.8.1.
   * `POST /group/set_group_info`: writes; those whom their role in the group entitles, and administrators.
   *
   * The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
   *
   * @throws {OpenIMError} ErrCode 1204 where it has been dismissed meanwhile.
   */
  update(given: { groupID: string } & GroupChange, options?: CallOptions): Promise<void>;
  /**
   * `/group/mute_group`, `/group/cancel_mute_group`: `{groupID}` → nothing: only owner and administrators speak, or all do again.
   *
   * `POST /group/mute_group`: writes and takes; those whom their role in the group entitles, and administrators.
   * `POST /group/cancel_mute_group`: writes; those whom their role in the group entitles, and administrators.
   *
   * The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
   */
  mute(given: { groupID: string; on: boolean }, options?: CallOptions): Promise<void>;
  /**
   * `/group/dismiss_group`: `{groupID, deleteMember: true, sendMessage?}` → nothing: ends a group for good. Its members would be
   * gone within seconds also with `deleteMember: false` (seen on main), so there is no choice here.
   *
   * `POST /group/dismiss_group`: writes and takes; those whom their role in the group entitles, and administrators.
   *
   * The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
   *
   * @throws {OpenIMError} ErrCode 1204 or code `notFound` where it has been dismissed meanwhile.
   */
  dismiss(given: { groupID: string; isQuiet?: boolean | undefined }, options?: CallOptions): Promise<void>;
  /**
   * `/group/get_group_member_list`: `{groupID, filter: 0, pagination}` → `{total, members: [GroupMemberFullInfo] | null}`: one page
   * of members. Pages run from the owner over administrators to members from v3.8.0 on, but inside a page the order is random on
   * v3.8.3 and main (seen): each page is sorted here by role, time of joining and ID.
   *
   * There is no filter: `filter` is ignored by all versions, and any keyword finds nobody on v3.8.3 and main (seen).
   *
   * `POST /group/get_group_member_list`: reads; those whom their role in the group entitles, and administrators.
   *
   * @throws {OpenIMError} An unknown group is an empty list (seen on main).
   */
  members(given: { groupID: string } & Page, options?: CallOptions): Promise<Listing<GroupMember>>;
  /**
   * `/group/get_group_members_info`: `{groupID, userIDs}` → `{members: [GroupMemberFullInfo] | null}`: those of the users who are in
   * it, each once, in the order asked. Up to 500 at a time are comfortable. No IDs: nothing is sent.
   *
   * `POST /group/get_group_members_info`: reads; those whom their role in the group entitles, and administrators.
   */
  memberInfos(given: { groupID: string; userIDs: string[] }, options?: CallOptions): Promise<GroupMember[]>;
  /**
   * `/group/get_group_member_user_id`: `{groupID}` → `{userIDs: [text] | null}`: all of them at once, without pages.
   *
   * `POST /group/get_group_member_user_id`: reads; those whom their role in the group entitles, and administrators.
   *
   * @throws {OpenIMError} Code `tooLarge` is possible: there is no asking for less.
   */
  memberIds(given: { groupID: string }, options?: CallOptions): Promise<string[]>;
  /**
   * `/group/invite_user_to_group`: `{groupID, invitedUserIDs, reason, sendMessage?}` → nothing. An administrator of the server needs
   * nobody's consent.
   *
   * One who is in already would fail the call, with others added and not counted (seen on v3.7, main); so the server is first asked
   * who is, and the rest goes in lots of 50. Some patches of v3.8.3 answer a success with "maxSeq is invalid" (seen): it is taken
   * for what it is.
   *
   * `POST /group/invite_user_to_group`: writes; those whom their role in the group entitles, and administrators.
   *
   * The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
   *
   * @throws {OpenIMError} The lots before the failed one are in. Code `notFound` where a user does not exist, `alreadyThere` in a
   * race with another invitation.
   */
  invite(given: { groupID: string; userIDs: string[]; reason?: string | undefined; isQuiet?: boolean | undefined }, options?: CallOptions): Promise<Invited>;
  /**
   * `/group/kick_group`: `{groupID, kickedUserIDs, reason, sendMessage?}` → nothing: all of them or, if one is not in it, none. No
   * IDs: nothing is sent.
   *
   * `POST /group/kick_group`: writes and takes; those whom their role in the group entitles, and administrators.
   *
   * The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
   *
   * @throws {OpenIMError} Code `protected` with the owner where he is among them, before anything is sent: up to v3.7 an
   * administrator could, and left a group that takes no changes any more (seen). Code `notFound` where somebody is not in it.
   */
  kick(given: { groupID: string; userIDs: string[]; reason?: string | undefined; isQuiet?: boolean | undefined }, options?: CallOptions): Promise<void>;
  /**
   * `/group/mute_group_member`: `{groupID, userID, mutedSeconds}` → nothing: 0 is taken for 1, and the most leads to 2162.
   *
   * `POST /group/mute_group_member`: writes and takes; those whom their role in the group entitles, and administrators.
   *
   * The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
   *
   * @throws {OpenIMError} Code `notFound` where he is not in it.
   */
  muteMember(given: { groupID: string; userID: string; mutedSeconds: number }, options?: CallOptions): Promise<void>;
  /**
   * `/group/cancel_mute_group_member`: `{groupID, userID}` → nothing. Who was not muted is a success.
   *
   * `POST /group/cancel_mute_group_member`: writes; those whom their role in the group entitles, and administrators.
   *
   * The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
   *
   * @throws {OpenIMError} Code `notFound` where he is not in it.
   */
  unmuteMember(given: { groupID: string; userID: string }, options?: CallOptions): Promise<void>;
  /**
   * `/group/set_group_member_info`: `{members: [{groupID, userID, nickname?, faceURL?, roleLevel?, ex?}]}` → nothing. Nothing to
   * change: nothing is sent.
   *
   * `POST /group/set_group_member_info`: writes and takes; those whom their role in the group entitles, and administrators.
   *
   * The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
   *
   * @throws {OpenIMError} Code `protected` with the owner where his role is to change, before anything is sent: servers from v3.5 on
   * would do it, and leave a group that takes no changes any more (seen on v3.7, v3.8.3, main). Every other `ErrorKind` but
   * `SecretNeeded`.
   */
  setMember(given: { groupID: string; userID: string } & MemberChange, options?: CallOptions): Promise<void>;
  /**
   * `/group/transfer_group`: `{groupID, oldOwnerUserID, newOwnerUserID}` → nothing: makes a member the owner; the old one gets his
   * role. To the owner himself: nothing is sent.
   *
   * The old owner is that of the group as it is read just before: servers from v3.5 on do not check him, and a wrong one makes a
   * second owner (seen on v3.7, v3.8.3, main).
   *
   * `POST /group/transfer_group`: writes and takes; those whom their role in the group entitles, and administrators.
   *
   * The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
   *
   * @throws {OpenIMError} Code `notFound` or `badArgument` where the new one is not in it.
   */
  transfer(given: { groupID: string; newOwnerUserID: string }, options?: CallOptions): Promise<void>;
  /**
   * `/group/get_recv_group_applicationList`: `{fromUserID, pagination, groupIDs?, handleResults?}` → `{total, groupRequests: […] |
   * null}`: requests for the groups that the user owns or administers.
   *
   * `POST /group/get_recv_group_applicationList`: reads; those whom their role in the group entitles, and administrators.
   */
  requestsReceived(given: { userID: string } & Page & GroupRequestFilter, options?: CallOptions): Promise<Listing<GroupRequest>>;
  /**
   * `/group/get_user_req_group_applicationList`: `{userID, pagination}` → `{total, groupRequests: […] | null}`: what the user asked
   * for.
   *
   * `POST /group/get_user_req_group_applicationList`: reads; the user whom it is about, and administrators.
   */
  requestsSent(given: { userID: string } & Page, options?: CallOptions): Promise<Listing<GroupRequest>>;
  /**
   * `/group/get_group_users_req_application_list`: `{groupID, userIDs}` → `{total, groupRequests: […] | null}`: the requests of
   * these users for one group, without saying whose (seen). No IDs: nothing is sent.
   *
   * `POST /group/get_group_users_req_application_list`: reads; any token.
   */
  requestsOfUsers(given: { groupID: string; userIDs: string[] }, options?: CallOptions): Promise<Listing<GroupRequest>>;
  /**
   * `/group/get_specified_user_group_request_info`, from v3.8.1 on: `{groupID, userID}` → `{total, groupRequests: […] | null}`.
   *
   * `POST /group/get_specified_user_group_request_info`: reads; any token; since v3.8.1.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  requestsOfUser(given: { groupID: string; userID: string }, options?: CallOptions): Promise<Listing<GroupRequest>>;
  /**
   * `/group/get_group_application_unhandled_count`, from patch 5 of v3.8.3 on: `{userID, time}` → `{count}`: how many requests wait
   * for the user, later than a time in milliseconds since 1970; 0: all.
   *
   * `POST /group/get_group_application_unhandled_count`: reads; the user whom it is about, and administrators; since v3.8.3.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  unhandledRequests(given: { userID: string; time?: number | undefined }, options?: CallOptions): Promise<number>;
  /**
   * `/group/group_application_response`: `{groupID, fromUserID, handledMsg, handleResult: 1 | -1}` → nothing: yes or no to a
   * request. A yes that some patches of v3.8.3 answer with "maxSeq is invalid" is a yes (seen).
   *
   * `POST /group/group_application_response`: writes; those whom their role in the group entitles, and administrators.
   *
   * @throws {OpenIMError} Code `alreadyThere` where it was answered before, `notFound` where there is none.
   */
  answerRequest(given: { groupID: string; userID: string; agree: boolean; handledMsg?: string | undefined }, options?: CallOptions): Promise<void>;
  /**
   * `/group/join_group`: `{groupID, reqMessage, joinSource: 3, inviterUserID}` → nothing: asks for the user (who is the "inviter"
   * here), or lets him in where nobody has to be asked.
   *
   * `POST /group/join_group`: writes; the user whom it is about, and administrators.
   *
   * @throws {OpenIMError} Code `badArgument` where he is in it.
   */
  join(given: { groupID: string; userID: string; reqMessage?: string | undefined }, options?: CallOptions): Promise<void>;
  /**
   * `/group/quit_group`: `{groupID, userID}` → nothing: takes a member out by his own wish.
   *
   * `POST /group/quit_group`: writes and takes; the user whom it is about, and administrators.
   *
   * @throws {OpenIMError} Code `noPermission` for the owner (seen).
   */
  quit(given: { groupID: string; userID: string }, options?: CallOptions): Promise<void>;
  /**
   * `/group/get_incremental_group_members`: `{groupID, versionID, version}` → `{version, versionID, full, delete, insert, update}`:
   * what has become of the members since a version.
   *
   * `POST /group/get_incremental_group_members`: reads; those whom their role in the group entitles, and administrators; since
   * v3.8.0.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  changedMembers(given: { groupID: string } & Version, options?: CallOptions): Promise<Changes<GroupMember>>;
  /**
   * `/group/get_incremental_join_groups`: `{userID, versionID, version}` → `{version, versionID, full, delete, insert, update}`:
   * what has become of a user's groups since a version.
   *
   * `POST /group/get_incremental_join_groups`: reads; the user whom it is about, and administrators; since v3.8.0.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  changedJoined(given: { userID: string } & Version, options?: CallOptions): Promise<Changes<Group>>;
  /**
   * `/group/get_full_group_member_user_ids`: `{idHash, groupID}` → `{version, versionID, equal, userIDs}`: the IDs of all members.
   *
   * `POST /group/get_full_group_member_user_ids`: reads; those whom their role in the group entitles, and administrators; since
   * v3.8.0.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  fullMemberIds(given: { groupID: string }, options?: CallOptions): Promise<FullIds>;
  /**
   * `/group/get_full_join_group_ids`: `{idHash, userID}` → `{version, versionID, equal, groupIDs}`: the IDs of all groups of a user.
   *
   * `POST /group/get_full_join_group_ids`: reads; the user whom it is about, and administrators; since v3.8.0.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  fullJoinedIds(given: { userID: string }, options?: CallOptions): Promise<FullIds>;
}

/** The calls of `/conversation`. */
export interface Conversations {
  /**
   * `/conversation/get_all_conversations` (anybody up to v3.8.3; on main the user, administrators): `{ownerUserID}` →
   * `{conversations: [Conversation] | null}`: all of a user's conversations, by their IDs, each once. An unknown user has those that
   * others began with him (seen on v3.4 to v3.8.3).
   *
   * `POST /conversation/get_all_conversations`: reads; the user whom it is about, and administrators.
   */
  all(given: { ownerUserID: string }, options?: CallOptions): Promise<Conversation[]>;
  /**
   * `/conversation/get_owner_conversation`, from v3.8.0 on (anybody up to v3.8.3; on main the user, administrators): `{userID,
   * pagination}` → `{total, conversations: [Conversation] | null}`: one page of them, in the server's order. Older servers are asked
   * for all, of which this is a page by their IDs.
   *
   * `POST /conversation/get_owner_conversation`: reads; the user whom it is about, and administrators; since v3.8.0.
   */
  page(given: { userID: string } & Page, options?: CallOptions): Promise<Listing<Conversation>>;
  /**
   * `/conversation/get_conversation` (anybody up to v3.8.3; on main the user, administrators): `{conversationID, ownerUserID}` →
   * `{conversation}`.
   *
   * `POST /conversation/get_conversation`: reads; the user whom it is about, and administrators.
   *
   * @throws {OpenIMError} Code `notFound` where the user has none of that ID.
   */
  get(given: { ownerUserID: string; conversationID: string }, options?: CallOptions): Promise<Conversation>;
  /**
   * `/conversation/get_conversations` (anybody up to v3.8.3; on main the user, administrators): `{ownerUserID, conversationIDs}` →
   * `{conversations: [Conversation] | null}`: those that there are, by their IDs. No IDs: nothing is sent.
   *
   * `POST /conversation/get_conversations`: reads; the user whom it is about, and administrators.
   */
  infos(given: { ownerUserID: string; conversationIDs: string[] }, options?: CallOptions): Promise<Conversation[]>;
  /**
   * `/conversation/get_sorted_conversation_list`, from v3.6 on (anybody up to v3.8.3; on main the user, administrators): `{userID,
   * conversationIDs, pagination}` → `{conversationTotal, unreadTotal, conversationElems: [ConversationElem]}`: what a user sees
   * first: conversations with their last messages, the newest first, pinned ones before all. v3.5 has `get_conversations_list`
   * instead, without pages. No IDs: all conversations.
   *
   * Of two whose last messages are of the same millisecond the server forgets one (source). A user without conversations is refused
   * with 1004 (seen on v3.7 to main): where there are really none, this answers none.
   *
   * `POST /conversation/get_sorted_conversation_list`: reads; the user whom it is about, and administrators; since v3.6.
   *
   * @throws {OpenIMError} Code `notFound` on v3.7 where one of the other sides does not exist (seen). Code `unimplemented` on v3.4.
   */
  overview(given: { userID: string; conversationIDs?: string[] | undefined } & Page, options?: CallOptions): Promise<Overview>;
  /**
   * `/conversation/set_conversations` (anybody up to v3.8.3; on main the user, administrators): `{userIDs, conversation:
   * {conversationID, conversationType, userID, groupID, …}}` → nothing: changes what is to change in the owner's row. The row is
   * read first: the server would make a new one of whatever it is told. Nothing to change: nothing is sent.
   *
   * `POST /conversation/set_conversations`: writes; the user whom it is about, and administrators.
   */
  set(given: { ownerUserID: string; conversationID: string } & ConversationChange, options?: CallOptions): Promise<void>;
  /**
   * `/conversation/get_not_notify_conversation_ids`, from v3.8.1 on (anybody up to v3.8.3; on main the user, administrators):
   * `{userID}` → `{conversationIDs: [id] | null}`: those that do not notify, sorted.
   *
   * `POST /conversation/get_not_notify_conversation_ids`: reads; the user whom it is about, and administrators; since v3.8.1.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  notNotifying(given: { userID: string }, options?: CallOptions): Promise<string[]>;
  /**
   * `/conversation/get_pinned_conversation_ids`, from v3.8.1 on (anybody up to v3.8.3; on main the user, administrators): `{userID}`
   * → `{conversationIDs: [id] | null}`: those at the top of the user's list, sorted.
   *
   * `POST /conversation/get_pinned_conversation_ids`: reads; the user whom it is about, and administrators; since v3.8.1.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  pinned(given: { userID: string }, options?: CallOptions): Promise<string[]>;
  /**
   * `/conversation/get_conversation_offline_push_user_ids`, up to v3.8.3 (anybody): `{conversationID, userIDs}` → `{userIDs: [id] |
   * null}`: whom of these users an app is told of new messages while it is closed. No IDs: nothing is sent.
   *
   * `POST /conversation/get_conversation_offline_push_user_ids`: reads; any token; until v3.8.3.
   *
   * @throws {OpenIMError} Code `unimplemented` on main.
   */
  pushed(given: { conversationID: string; userIDs: string[] }, options?: CallOptions): Promise<string[]>;
  /**
   * `/conversation/delete_conversations`, on main (the user, administrators): `{ownerUserID, conversationIDs, needDeleteTime}` →
   * nothing: takes conversations from a user's list; `needDeleteTime` is the time up to which they count as gone. (Source; no
   * exchange is on record.) No IDs: nothing is sent.
   *
   * `POST /conversation/delete_conversations`: writes and takes; the user whom it is about, and administrators; since main.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  delete(given: { ownerUserID: string; conversationIDs: string[]; needDeleteTime: number }, options?: CallOptions): Promise<void>;
  /**
   * `/conversation/update_conversations_by_user`, on main (the user, administrators): `{userID, ex}` → nothing: the free text of all
   * conversations of a user. (Source; no exchange is on record.)
   *
   * `POST /conversation/update_conversations_by_user`: writes; the user whom it is about, and administrators; since main.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  setExOfAll(given: { userID: string; ex: string }, options?: CallOptions): Promise<void>;
  /**
   * `/conversation/get_incremental_conversations`, from v3.8.0 on (anybody up to v3.8.3; on main the user, administrators):
   * `{userID, versionID, version}` → `{versionID, version, full, delete, insert, update}`: what has become of a user's conversations
   * since a version.
   *
   * `POST /conversation/get_incremental_conversations`: reads; the user whom it is about, and administrators; since v3.8.0.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  changes(given: { userID: string } & Version, options?: CallOptions): Promise<Changes<Conversation>>;
  /**
   * `/conversation/get_full_conversation_ids`, from v3.8.0 on (anybody up to v3.8.3; on main the user, administrators): `{userID,
   * idHash}` → `{versionID, version, equal, conversationIDs}`: the IDs of all conversations and the version that they are of. The
   * hash is sent as 0, which matches no list but an empty one.
   *
   * `POST /conversation/get_full_conversation_ids`: reads; the user whom it is about, and administrators; since v3.8.0.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  fullIds(given: { userID: string }, options?: CallOptions): Promise<FullIds>;
}

/** The calls of `/msg`. */
export interface Msg {
  /**
   * `/msg/get_server_time`: milliseconds since 1970 by the server's clock. Any token may ask, which makes it the cheapest way to see
   * whether a token is still good.
   *
   * `POST /msg/get_server_time`: reads; any token.
   */
  serverTimeMillis(options?: CallOptions): Promise<number>;
  /**
   * `/msg/search_msg` (anybody, about everybody): `{sendID, recvID, msgType, contentType, sendTime, sessionType, pagination}` →
   * `{chatLogs: [ChatLog | {chatLog, isRevoked}] | null, chatLogsNum}`: messages of two users and of groups; those of notification
   * accounts are never found. No version searches in texts. It scans all messages: seconds are normal.
   *
   * A page has at most 500 rows here.
   *
   * `POST /msg/search_msg`: reads; any token.
   *
   * At least one thing to look for has to be given.
   *
   * @throws {OpenIMError} ErrCode 2 on v3.8.3 (code `serverFault`): a message on the page is of a group that is gone; a narrower
   * search goes around it.
   */
  search(given?: SearchFields & Page, options?: CallOptions): Promise<Found>;
  /**
   * `/msg/newest_seq` (the user, administrators): `{userID}` → `{maxSeqs: {id: seq} | null, minSeqs}`: all conversations of a user
   * with their bounds, by their IDs.
   *
   * `POST /msg/newest_seq`: reads; the user whom it is about, and administrators.
   */
  bounds(given: { userID: string }, options?: CallOptions): Promise<SeqBounds[]>;
  /**
   * `/msg/pull_msg_by_seq` (anybody up to v3.8.3; on main the user, administrators): `{userID, seqRanges, order}` → `{msgs: {id:
   * {Msgs, isEnd}} | null, notificationMsgs}`: parts of conversations as a user sees them; those without a message are missing. No
   * ranges: nothing is sent.
   *
   * `POST /msg/pull_msg_by_seq`: reads; the user whom it is about, and administrators.
   */
  pull(given: { userID: string; seqRanges: SeqRange[] }, options?: CallOptions): Promise<History[]>;
  /**
   * `/msg/get_conversations_has_read_and_max_seq` (anybody up to v3.8.3; on main the user, administrators): `{userID,
   * conversationIDs}` → `{seqs: {id: {maxSeq, hasReadSeq, maxSeqTime?}} | null, pinnedConversationIDs?}`. No conversations: all of
   * them.
   *
   * `POST /msg/get_conversations_has_read_and_max_seq`: reads; the user whom it is about, and administrators.
   */
  readMarks(given: { userID: string; conversationIDs?: string[] | undefined }, options?: CallOptions): Promise<ReadMarks>;
  /**
   * `/msg/mark_msgs_as_read` (anybody up to v3.8.3; on main the user, administrators): `{conversationID, seqs, userID}` → nothing:
   * these messages are read. No messages: nothing is sent. (Source; no exchange is on record.)
   *
   * `POST /msg/mark_msgs_as_read`: writes; the user whom it is about, and administrators.
   */
  markMessages(given: { conversationID: string; seqs: number[]; userID: string }, options?: CallOptions): Promise<void>;
  /**
   * `/msg/mark_conversation_as_read` (anybody up to v3.8.3; on main the user, administrators): `{conversationID, userID, hasReadSeq,
   * seqs}` → nothing: all messages up to this one are read, and those who sent them are told. (Source; no exchange is on record.)
   *
   * `POST /msg/mark_conversation_as_read`: writes; the user whom it is about, and administrators.
   */
  markConversation(given: { conversationID: string; hasReadSeq: number; userID: string }, options?: CallOptions): Promise<void>;
  /**
   * `/msg/set_conversation_has_read_seq` (anybody up to v3.8.3; on main the user, administrators): `{conversationID, userID,
   * hasReadSeq}` → nothing: all messages up to this one are read, and nobody else is told. (Source; no exchange is on record.)
   *
   * `POST /msg/set_conversation_has_read_seq`: writes; the user whom it is about, and administrators.
   */
  setReadMark(given: { conversationID: string; hasReadSeq: number; userID: string }, options?: CallOptions): Promise<void>;
  /**
   * `/msg/send_msg` (administrators): `{sendID, recvID | groupID, content, contentType, sessionType, …}` → `{serverMsgID,
   * clientMsgID, sendTime}`.
   *
   * `POST /msg/send_msg`: writes; administrators.
   *
   * A message that lacks what servers want is not sent: a TypeError names what.
   *
   * @throws {OpenIMError} Code `notFound`: the receiver, up to v3.6 also a sender who is not in the group; errCode 1203 from v3.7
   * on. errCodes 1302, 1402, 1403: the receiver blocked the sender, the sender or the whole group is muted. Code `alreadyThere`: the
   * group is dismissed. Code `noPermission`: a notice of an ordinary user; on v3.4 of a notification account, too. A receiver who
   * receives nothing: errCode 13 up to v3.6, 1001 on main, else an empty `serverMsgID`. Never try again without asking: the message
   * may be there.
   */
  send(given: OutgoingMessage & Receiver, options?: CallOptions): Promise<Sent>;
  /**
   * `/msg/batch_send_msg` (administrators): `{…, recvIDs}` → `{results: [{serverMsgID, clientMsgID, sendTime, recvID}] | null,
   * failedUserIDs: [id] | null}`: the same message to each of these users, each once. The server sends one after the other before it
   * answers: up to 50 at a time are comfortable. Nobody: nothing is sent.
   *
   * The server could send to all accounts by itself, which takes longer than any time limit, and nobody learns how far it came (21
   * to 35 s for 2000 accounts, seen on main): there is no method for that.
   *
   * `POST /msg/batch_send_msg`: writes; administrators.
   *
   * A message that lacks what servers want is not sent: a TypeError names what.
   *
   * @throws {OpenIMError} Never try again without asking: some may have got it.
   */
  sendToMany(given: { recvIDs: string[] } & OutgoingMessage, options?: CallOptions): Promise<SentToMany>;
  /**
   * `/msg/send_business_notification` (administrators): `{key, data, sendUserID, recvUserID}`, into a group `recvGroupID` →
   * `{serverMsgID, clientMsgID, sendTime}`: a message for apps, which no conversation shows. Into a group on main alone; older
   * servers refuse it.
   *
   * `POST /msg/send_business_notification`: writes; administrators.
   */
  notify(given: { sendUserID: string; key: string; data: string } & Receiver, options?: CallOptions): Promise<Sent>;
  /**
   * `/msg/check_msg_is_send_success` (anybody): `{}` → `{status}`: what has become of the message that was sent under this
   * operationID, which the call carries as its own.
   *
   * `POST /msg/check_msg_is_send_success`: reads; any token.
   */
  sendStatus(given: { operationID: string }, options?: CallOptions): Promise<"unknown" | "sending" | "sent" | "failed">;
  /**
   * `/msg/revoke_msg` (the sender, those whom a group entitles, administrators): `{conversationID, seq, userID}` → nothing: takes a
   * message back in the name of `userID`, who has to exist; an administrator's own ID will do. Notices can be taken back, too (seen
   * on main).
   *
   * `POST /msg/revoke_msg`: writes and takes; the user whom it is about, and administrators.
   *
   * @throws {OpenIMError} Code `alreadyThere` where it was taken back before, `notFound` where it is gone, `badArgument` for a seq
   * below 1.
   */
  revoke(given: { conversationID: string; seq: number; userID: string }, options?: CallOptions): Promise<void>;
  /**
   * `/msg/delete_msgs` (the user, administrators): `{conversationID, seqs, userID, deleteSyncOpt}` → nothing: hides messages from a
   * user, and from the others if told so. No messages: nothing is sent.
   *
   * `POST /msg/delete_msgs`: writes and takes; the user whom it is about, and administrators.
   */
  delete(given: { conversationID: string; seqs: number[]; userID: string; deleteSyncOpt?: SyncTo | undefined }, options?: CallOptions): Promise<void>;
  /**
   * `/msg/clear_conversation_msg` (the user, administrators): `{conversationIDs, userID, deleteSyncOpt}` → nothing: hides all
   * messages of these conversations from a user, and from the others if told so. No conversations: nothing is sent.
   *
   * `POST /msg/clear_conversation_msg`: writes and takes; the user whom it is about, and administrators.
   *
   * @throws {OpenIMError} An unknown conversation: code `notFound` on v3.7, a success on v3.4 and v3.8.3 (seen).
   */
  clear(given: { conversationIDs: string[]; userID: string; deleteSyncOpt?: SyncTo | undefined }, options?: CallOptions): Promise<void>;
  /**
   * `/msg/user_clear_all_msg` (the user, administrators): `{userID, deleteSyncOpt}` → nothing: hides the messages of all
   * conversations from a user, and from the others if told so.
   *
   * `POST /msg/user_clear_all_msg`: writes and takes; the user whom it is about, and administrators.
   */
  clearAll(given: { userID: string; deleteSyncOpt?: SyncTo | undefined }, options?: CallOptions): Promise<void>;
  /**
   * `/msg/delete_msg_phsical_by_seq` (anybody up to v3.8.3, seen; administrators on main): `{conversationID, seqs}` → nothing:
   * destroys messages, for everybody and for good. `userIDs` are those who take part in the conversation: the guard is asked about
   * them, the server is not told. No messages: nothing is sent.
   *
   * `POST /msg/delete_msg_phsical_by_seq`: writes and takes; administrators.
   */
  erase(given: { conversationID: string; seqs: number[]; userIDs: string[] }, options?: CallOptions): Promise<void>;
}

/** The calls of `/statistics`. */
export interface Statistics {
  /**
   * `/statistics/user/register`: `{start, end}` → `{total, before, count: {day: n} | null}`.
   *
   * `POST /statistics/user/register`: reads; any token.
   */
  registeredUsers(given: Span, options?: CallOptions): Promise<Growth>;
  /**
   * `/statistics/group/create`: `{start, end}` → `{total, before, count: {day: n} | null}`.
   *
   * `POST /statistics/group/create`: reads; administrators.
   */
  createdGroups(given: Span, options?: CallOptions): Promise<Growth>;
  /**
   * `/statistics/user/active`: `{start, end, ase, group, pagination}` → `{msgCount, userCount, dateCount, users: [{user, count}] |
   * null}`. `inGroups`: messages in groups count, too.
   *
   * `POST /statistics/user/active`: reads; administrators.
   *
   * @throws {OpenIMError} Code `notFound` on v3.4 to v3.6 where one of the rows sent messages and is no user (seen): other rows can
   * still be had.
   */
  activeUsers(given: { inGroups?: boolean | undefined } & Span & Ranking, options?: CallOptions): Promise<ActiveUsers>;
  /**
   * `/statistics/group/active`: `{start, end, ase, pagination}` → `{msgCount, groupCount, dateCount, groups: [{group, count}] |
   * null}`. The groups come without their owner from v3.7 on, without the number of members on v3.8.3 and main (seen):
   * `groups.infos` knows both.
   *
   * `POST /statistics/group/active`: reads; administrators.
   *
   * @throws {OpenIMError} ErrCode 2 on v3.8.3 where a group of the rows is gone (seen): other rows can still be had.
   */
  activeGroups(given: Span & Ranking, options?: CallOptions): Promise<ActiveGroups>;
}

/** The calls of `/jssdk`. */
export interface JsSdk {
  /**
   * `/jssdk/get_active_conversations`, from v3.8.1 on (the token's user): `{ownerUserID, count}` → `{unreadCount, conversations:
   * [{conversation, lastMsg, user, friend, group, maxSeq, readSeq}] | null}`: the newest so many. (Source; no exchange is on
   * record.)
   *
   * `POST /jssdk/get_active_conversations`: reads; any token; since v3.8.1.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  active(given: { ownerUserID: string; count: number }, options?: CallOptions): Promise<OwnConversations>;
  /**
   * `/jssdk/get_conversations`, from v3.8.1 on (the token's user): `{ownerUserID, conversationIDs}` → as `jssdk.active`.
   *
   * `POST /jssdk/get_conversations`: reads; any token; since v3.8.1.
   *
   * @throws {OpenIMError} Code `unimplemented` on older servers.
   */
  conversations(given: { ownerUserID: string; conversationIDs: string[] }, options?: CallOptions): Promise<OwnConversations>;
}

/** A group and how many messages. */
export interface ActiveGroup {
  /** Which. */
  group: Group;
  /** How many messages. */
  count: number;
}

/** How active all groups were, and which was most. */
export interface ActiveGroups {
  /** Messages in all of them. */
  msgCount: number;
  /** How many were active. */
  groupCount: number;
  /** Messages on each day on which there were any. */
  days: DayCount[];
  /** Which, and how many messages, in the order asked for. */
  groups: ActiveGroup[];
}

/** A user and how many messages. */
export interface ActiveUser {
  /** Who. */
  user: User;
  /** How many messages. */
  count: number;
}

/** How active all users were, and who was most. */
export interface ActiveUsers {
  /** Messages of all. Notices of the system count for the account that they come from. */
  msgCount: number;
  /** How many were active. */
  userCount: number;
  /** Messages on each day on which there were any. */
  days: DayCount[];
  /** Who, and how many messages, in the order asked for. */
  users: ActiveUser[];
}

/** Whether two are friends, on either side. */
export interface AreFriends {
  /** Whether the second is among the friends of the first. */
  inUser1Friends: boolean;
  /** Whether the first is among the friends of the second. */
  inUser2Friends: boolean;
}

/** Somebody in a user's black list. */
export interface Black {
  /** Who it is. */
  blackUserInfo: Profile;
  /** Milliseconds since 1970; null where the server has no time. */
  createTime: number | null;
  /** Who did it. */
  operatorUserID: string;
  /** Free for the operator's own use. */
  ex: string;
}

/** What has become of a list since a version. */
export interface Changes<T> {
  /** The version that it leads to. */
  version: Version;
  /** Whether the history was lost: what is inserted is the whole list then. */
  full: boolean;
  /** The IDs of rows that are gone. */
  delete: string[];
  /** Rows that are new. */
  insert: T[];
  /** Rows as they are now. */
  update: T[];
}

/** Whether an ID is taken. */
export interface Checked {
  /** The ID. */
  userID: string;
  /** Whether it is taken; `unknown` where the server said nothing of it, or something new. */
  accountStatus: "registered" | "unregistered" | "unknown";
}

/** One stored entry. */
export interface ConfigEntry {
  /** Whose; Null: that of all users. */
  userID: string | null;
  /** Any text, also an empty one. */
  key: string;
  /** Any text. */
  value: string;
}

/** A text under its key. */
export interface ConfigPair {
  /** Any text. */
  key: string;
  /** Any text. */
  value: string;
}

/** One open connection. */
export interface Connection {
  /** Where. */
  platformID: number;
  /** The server's name for it. */
  connID: string;
  /** Whether the app said that it is in the background. */
  isBackground: boolean;
}

/**
 * What a message holds: the kinds that servers take from an administrator. `mention` is there from v3.6 on, `markdown` on main.
 * Durations are in seconds, sizes in bytes.
 */
export type Content =
  | { type: "text"; content: string }
  | { type: "picture"; picture: Picture }
  | { type: "voice"; sourceUrl: string; duration: number; dataSize: number }
  | { type: "video"; videoUrl: string; videoType: string; duration: number; videoSize: number; snapshot: Picture }
  | { type: "file"; sourceUrl: string; fileName: string; fileSize: number }
  | { type: "mention"; text: string; atUserList: string[] }
  | { type: "custom"; data: string; description?: string; extension?: string }
  | { type: "markdown"; content: string }
  | { type: "notice"; notice: SystemNotice };

/** A user's row of a conversation (`Conversation`, alike in all versions). */
export interface Conversation {
  /** Whose row it is. */
  ownerUserID: string;
  /** Its ID. */
  conversationID: string;
  /** 1 of two users, 3 of a group, 4 of notifications. */
  conversationType: number;
  /** The other side, where it is of two. */
  userID: string;
  /** The group, where it is of one. */
  groupID: string;
  /** 0 receive, 1 do not receive, 2 receive without notice. */
  recvMsgOpt: number;
  /** At the top of the user's list. */
  isPinned: boolean;
  /** Messages are to vanish once they are read. */
  isPrivateChat: boolean;
  /** In seconds: how long a read message of a private chat stays. */
  burnDuration: number;
  /** 0 nothing, 1 the user was named, 2 all were named, 3 both, 4 a notice of the group. */
  groupAtType: number;
  /** Old messages are to be removed. */
  isMsgDestruct: boolean;
  /** In seconds: how old a message may become. */
  msgDestructTime: number;
  /** Milliseconds since 1970: when old messages were last removed. */
  latestMsgDestructTime: number | null;
  /** The first message that the user may see; 0 for no limit. */
  minSeq: number;
  /** The last message that the user may see; 0 for no limit. */
  maxSeq: number;
  /** Of the app's making. */
  attachedInfo: string;
  /** Free for the operator's own use. */
  ex: string;
}

/** What of a conversation is to change. What is not given stays as it is. */
export interface ConversationChange {
  /** 0 receive, 1 do not receive, 2 receive without notice. */
  recvMsgOpt?: number | undefined;
  /** At the top of the user's list. */
  isPinned?: boolean | undefined;
  /** Messages are to vanish once they are read. */
  isPrivateChat?: boolean | undefined;
  /** In seconds: how long a read message of a private chat stays. */
  burnDuration?: number | undefined;
  /** Old messages are to be removed. */
  isMsgDestruct?: boolean | undefined;
  /** In seconds: how old a message may become. */
  msgDestructTime?: number | undefined;
  /** Free for the operator's own use. */
  ex?: string | undefined;
}

/** A day and how many. */
export interface DayCount {
  /** Its first moment in UTC, in milliseconds since 1970. */
  dayMillis: number;
  /** How many. */
  count: number;
}

/** A text of the operator's apps under its key. */
export interface Entry {
  /** Any text. */
  key: string;
  /** Any text. */
  value: string;
}

/** One page of what was found. */
export interface Found {
  /** How many there are at least. Up to v3.7 it is exact (seen on v3.4, v3.7); later it grows with the page (seen on v3.8.3, main). */
  total: number;
  /**
   * Those of this page, the newest first. From v3.8.0 on that order holds inside of a page only: pages go conversation by
   * conversation.
   */
  items: FoundMessage[];
  /** Whether the page is full, so that there may be another. */
  mayHaveMore: boolean;
}

/** A message and where it is. */
export interface FoundMessage {
  /** The conversation that it is in, which servers leave out, and which `msg.revoke` needs. Null for an unknown session type. */
  conversationID: string | null;
  /** The message. */
  message: Message;
}

/** A user's row of a friend. */
export interface Friend {
  /** The friend. */
  friendUser: Profile;
  /** What the user calls the friend. */
  remark: string;
  /** Milliseconds since 1970; null for those who were imported on v3.7 (seen). */
  createTime: number | null;
  /** 1 imported, 2 by a request. */
  addSource: number;
  /** Who made them friends; for those who were imported an operationID up to v3.7 (seen). */
  operatorUserID: string;
  /** Free for the operator's own use. */
  ex: string;
  /** At the top of the user's list. False on v3.4, which does not tell. */
  isPinned: boolean;
}

/** What of a friend's row is to change. What is not given stays as it is. */
export interface FriendChange {
  /** At the top of the user's list. */
  isPinned?: boolean | undefined;
  /** What the user calls the friend. */
  remark?: string | undefined;
  /** Free for the operator's own use. */
  ex?: string | undefined;
}

/** A request to become friends. */
export interface FriendRequest {
  /** Who asks. */
  from: Profile;
  /** Who is asked. */
  to: Profile;
  /** What has become of it. */
  handleResult: number;
  /** What the one who asks says. */
  reqMsg: string;
  /** Milliseconds since 1970. */
  createTime: number | null;
  /** Who answered; empty while nobody did. */
  handlerUserID: string;
  /** What was answered. */
  handleMsg: string;
  /** Milliseconds since 1970; null while nobody answered. */
  handleTime: number | null;
  /** Free for the operator's own use. */
  ex: string;
}

/** All IDs of a list. */
export interface FullIds {
  /** The version of the list. */
  version: Version;
  /** The IDs, sorted, each once. */
  ids: string[];
}

/** One group (`GroupInfo`, alike in all versions). */
export interface Group {
  /** Its ID: any text. */
  groupID: string;
  /** Any text, hostile ones included; may be empty. */
  groupName: string;
  /** What members are told at the top. */
  notification: string;
  /** What it is about. */
  introduction: string;
  /** Unchecked by the server: may be `javascript:…`. */
  faceURL: string;
  /**
   * Null where it has none, because he was kicked, made less, or it was dismissed. In the rows of the statistics always null from
   * v3.7 on (seen).
   */
  ownerUserID: string | null;
  /** Milliseconds since 1970. */
  createTime: number | null;
  /**
   * One too many right after an administrator from outside made it (seen); always 0 in the rows of the statistics of v3.8.3 and
   * main.
   */
  memberCount: number;
  /** Free for the operator's own use. */
  ex: string;
  /** Whether it lives. */
  status: number;
  /**
   * 0 who asks is judged and who is invited is in, 1 everybody is judged but those whom owner and administrators invite, 2 anybody
   * is in. Others are stored, too (seen).
   */
  needVerification: number;
  /** Whether members may look at each other: 0 yes, 1 no. For apps; the server only keeps it. */
  lookMemberInfo: number;
  /** Whether members may befriend each other: 0 yes, 1 no. For apps; the server only keeps it. */
  applyMemberFriend: number;
  /** When the notification was last changed, in milliseconds since 1970. */
  notificationUpdateTime: number | null;
  /** Who changed it; empty: nobody. */
  notificationUserID: string;
}

/** What tells whether a list of members is still the same. */
export interface GroupAbstract {
  /** Whose members. */
  groupID: string;
  /** How many. */
  groupMemberNumber: number;
  /** Changes with the members. It may need all 64 bits. */
  groupMemberListHash: string;
}

/** What of a group is to change. What is not given stays as it is. */
export interface GroupChange {
  /** A blank one is not sent: no version takes it, and from v3.8.1 on it would make the whole call do nothing (seen). */
  groupName?: string | undefined;
  /** Members are told. */
  notification?: string | undefined;
  /** What it is about. */
  introduction?: string | undefined;
  /** Address of a picture. */
  faceURL?: string | undefined;
  /** Free for the operator's own use. */
  ex?: string | undefined;
  /** See `Group.needVerification`. */
  needVerification?: number | undefined;
  /** See `Group.lookMemberInfo`. */
  lookMemberInfo?: number | undefined;
  /** See `Group.applyMemberFriend`. */
  applyMemberFriend?: number | undefined;
}

/** Which groups. */
export interface GroupFilter {
  /**
   * Part of the name, taken literally; letter case counts from v3.5 on. On v3.4 `%` and `_` stand for any text and any letter.
   * Blank: all.
   */
  groupName?: string | undefined;
}

/** Somebody in a group (`GroupMemberFullInfo`, alike in all versions). */
export interface GroupMember {
  /** Which group. */
  groupID: string;
  /** Who. */
  userID: string;
  /** What he may. */
  roleLevel: number;
  /** Milliseconds since 1970. */
  joinTime: number | null;
  /** His name in the group; may be empty. */
  nickname: string;
  /** Unchecked by the server. */
  faceURL: string;
  /** Free for the operator's own use. */
  ex: string;
  /** The level of his account, where it is told: 0 as a rule. */
  appMangerLevel: number;
  /** 1 by an administrator, 2 invited, 3 found, 4 by a QR code. */
  joinSource: number;
  /** Who let him in; may be empty. */
  operatorUserID: string;
  /** Who invited him; may be empty. */
  inviterUserID: string;
  /** Muted until then, in milliseconds since 1970; Null: not muted. It may have passed. */
  muteEndTime: number | null;
}

/** Somebody's wish to be in a group. */
export interface GroupRequest {
  /** Who; null where the server does not tell: always in `groups.requestsOfUsers` (seen). */
  userInfo: Profile | null;
  /** Where; null where the group is gone. */
  groupInfo: Group | null;
  /** What has become of it. */
  handleResult: number;
  /** What was said with it. */
  reqMsg: string;
  /** When, in milliseconds since 1970. */
  reqTime: number | null;
  /** What was answered. Lost by servers after v3.4, like the next two (seen). */
  handleMsg: string;
  /** Who answered; may be empty. */
  handleUserID: string;
  /** When, in milliseconds since 1970. */
  handleTime: number | null;
  /** Free for the operator's own use. */
  ex: string;
  /** 2 invited, 3 found, 4 by a QR code. */
  joinSource: number;
  /** Who invited; may be empty. */
  inviterUserID: string;
}

/** Which requests. Looked at from patch 5 of v3.8.3 on; before, all are answered (seen on v3.4, v3.7). */
export interface GroupRequestFilter {
  /** In the place of the user's own groups: an administrator of the server may name any. Empty: the user's own. */
  groupIDs?: string[] | undefined;
  /** Only those that nobody has answered. */
  onlyPending?: boolean | undefined;
}

/** How many have come. */
export interface Growth {
  /** How many there are now. Users: administrators and notification accounts, too; groups: dismissed ones, too. */
  total: number;
  /** How many there were before the span. */
  before: number;
  /** How many came on each day of it on which any did. */
  days: DayCount[];
}

/** What was pulled of a conversation. */
export interface History {
  /** Which conversation. */
  conversationID: string;
  /** Its messages, by their seq. */
  messages: Message[];
  /** Whether there is nothing beyond. */
  isEnd: boolean;
}

/** What became of an invitation. */
export interface Invited {
  /** In by this call, or asked to come in, where the group wants that. */
  added: string[];
  /** Were in before, and were not sent along. */
  present: string[];
}

/** A token fresh from the server. */
export interface IssuedToken {
  /** The token. */
  token: string;
  /** Milliseconds since 1970, by this side's clock: the server names a duration. */
  expiresAtMillis: number;
}

/** What sort of user command. */
export interface Kind {
  /** By the app's own meaning; never 0. */
  type: number;
}

/** A conversation and its last message. */
export interface LatestConversation {
  /** Its ID. */
  conversationID: string;
  /** 0 receive, 1 do not receive, 2 receive without notice. */
  recvMsgOpt: number;
  /** How many messages the user has not read. */
  unreadCount: number;
  /** At the top of the user's list. */
  isPinned: boolean;
  /** The last message; null where the server cannot tell. */
  msgInfo: LatestMessage | null;
}

/** The last message of a conversation. */
export interface LatestMessage {
  /** The server's ID of it. */
  serverMsgID: string;
  /** The sender's ID of it. */
  clientMsgID: string;
  /** 1 of two users, 3 of a group, 4 of notifications. */
  sessionType: number;
  /** Who sent it. */
  sendID: string;
  /** Who got it, where it is of two. */
  recvID: string;
  /** The name to show: that of the other side, or of the sender in a group. */
  senderName: string;
  /** The picture to show. Unchecked by the server. */
  faceURL: string;
  /** The group, where it is of one. */
  groupID: string;
  /** The group's name. */
  groupName: string;
  /** The group's picture. Unchecked by the server. */
  groupFaceURL: string;
  /** Milliseconds since 1970. */
  latestMsgRecvTime: number | null;
  /** 100 by a user, 200 by the system. */
  msgFrom: number;
  /** What kind of content it has. */
  contentType: number;
  /** JSON text, of a form that depends on the kind. */
  content: string;
}

/** One page of a list. */
export interface Listing<T> {
  /** How many there are over all pages: a hint, never negative. */
  total: number;
  /** The rows of this page. */
  items: T[];
}

/** What became of a platform's connections. */
export interface LoggedOut {
  /** Which platform. */
  platformID: number;
  /** Why they live on; null: they are closed. */
  error: OpenIMError | null;
}

/** What of a member is to change. What is not given stays as it is. */
export interface MemberChange {
  /** His name in the group; may be empty. */
  nickname?: string | undefined;
  /** Address of a picture. */
  faceURL?: string | undefined;
  /** Free for the operator's own use. */
  ex?: string | undefined;
  /** What he may; never for the owner, see `groups.transfer`. */
  roleLevel?: 20 | 60 | undefined;
}

/** One message. */
export interface Message {
  /** The server's ID of it. */
  serverMsgID: string;
  /** The sender's ID of it. */
  clientMsgID: string;
  /** Its place in the conversation, from 1 on. */
  seq: number;
  /** 1 of two users, 3 of a group, 4 of notifications. */
  sessionType: number;
  /** Who sent it. */
  sendID: string;
  /** The sender's name as it was then. */
  senderNickname: string;
  /** The sender's picture as it was then; empty in groups where a search found it. Unchecked by the server. */
  senderFaceURL: string;
  /** What it was sent with. */
  senderPlatformID: number;
  /** Who got it; empty in groups. */
  recvID: string;
  /** The receiver's name. Only known where a search found it. */
  recvNickname: string;
  /** The group, where it is of one. */
  groupID: string;
  /** The group's name. Only known where a search found it. */
  groupName: string;
  /** 100 by a user, 200 by the system. */
  msgFrom: number;
  /** What kind of content it has: 101 text, 102 picture and so on. */
  contentType: number;
  /** JSON text, of a form that depends on the kind. */
  content: string;
  /**
   * Whether it was taken back. From v3.8.1 on its content is still there all the same (seen on v3.8.3, main): it is not to be shown
   * unless somebody asks for it.
   */
  isRevoked: boolean;
  /** Milliseconds since 1970. */
  sendTime: number | null;
  /** Milliseconds since 1970. */
  createTime: number | null;
  /** Free for the operator's own use. */
  ex: string;
}

/** A group to be made. */
export interface NewGroup {
  /** Empty: the server makes up a number. Any other text is taken, so letters and digits are up to the caller. */
  groupID?: string | undefined;
  /** No version checks it. */
  groupName: string;
  /** What members are told at the top. */
  notification?: string | undefined;
  /** What it is about. */
  introduction?: string | undefined;
  /** Address of a picture, may be empty. */
  faceURL?: string | undefined;
  /** Free for the operator's own use. */
  ex?: string | undefined;
  /** See `Group.needVerification`. */
  needVerification?: number | undefined;
  /** Must exist. */
  ownerUserID: string;
  /** Beside the owner. Who is also named here or as owner is a member no second time. */
  adminUserIDs?: string[] | undefined;
  /** Beside owner and administrators. v3.4 wants at least one, v3.5 to v3.7 one or an administrator; from v3.8.1 on at most 1000. */
  memberUserIDs?: string[] | undefined;
  /** Whether its members are not told; from patch 3 of v3.8.3 on, before they always are. */
  isQuiet?: boolean | undefined;
}

/** A notification account to be made. */
export interface NewNotificationAccount {
  /** Empty: the server makes up ten digits, and v3.5 does so in any case. Its characters are not checked (seen on main). */
  userID?: string | undefined;
  /** Must not be empty. */
  nickname: string;
  /** Must not be empty before patch 5 of v3.8.3; its absence is then called one of the name. */
  faceURL?: string | undefined;
  /** A robot instead of a notification account. */
  robot?: boolean | undefined;
}

/** An account to be registered. */
export interface NewUser {
  /** Not empty, no colon; from v3.8.0 on only letters and digits of any script and `_`. */
  userID: string;
  /** Must not be empty from v3.5 on. */
  nickname: string;
  /** Address of the avatar, may be empty. */
  faceURL?: string | undefined;
  /** Free for the operator's own use. */
  ex?: string | undefined;
  /** Any other level than 0 and 1 hides the account from the list from v3.6 on. */
  appMangerLevel?: number | undefined;
  /** 0 receive, 1 do not receive, 2 receive without notice. */
  globalRecvMsgOpt?: number | undefined;
}

/**
 * A notification account or robot. Only the server's answers make one: the call that renames it would rename an ordinary user just
 * as well (seen on v3.7, v3.8.3, main).
 */
export interface NotificationAccount {
  /** Its ID. */
  userID: string;
  /** Its name; several may have the same. */
  nickname: string;
  /** Unchecked by the server. */
  faceURL: string;
  /** 3 notification account, 4 robot. Null up to v3.8.2, which do not tell. */
  appMangerLevel: number | null;
}

/** The open connections of a user. */
export interface OnlineStatus {
  /** Whose. */
  userID: string;
  /** Whether any connection is open. Unknown users are offline. */
  isOnline: boolean;
  /** One for each connection. */
  connections: Connection[];
}

/** A message to be sent. */
export interface OutgoingMessage {
  /** In whose name. What is allowed depends on this account, not on the token: administrators of the configuration reach everybody. */
  sendID: string;
  /** The name that receivers see. */
  senderNickname?: string | undefined;
  /** The picture that receivers see. */
  senderFaceURL?: string | undefined;
  /** What it is sent with. */
  senderPlatformID?: number | undefined;
  /** What it holds. */
  content: Content;
  /** Only for those who are connected; not kept. */
  isOnlineOnly?: boolean | undefined;
  /** What a closed app shows; null for nothing. */
  offlinePushInfo?: Push | undefined;
  /** Milliseconds since 1970; null for now. */
  sendTime?: number | undefined;
  /** Free for the operator's own use; dropped before v3.8.0. */
  ex?: string | undefined;
}

/** Conversations by their last messages. */
export interface Overview {
  /** How many conversations there are over all pages: a hint, never negative. */
  total: number;
  /** How many messages are unread in all of them. */
  unreadTotal: number;
  /** Those of this page, each once, in the server's order. */
  items: LatestConversation[];
}

/** A conversation and what a web app shows of it. */
export interface OwnConversation {
  /** The user's row of it. */
  conversation: Conversation;
  /** The last message. */
  lastMsg: Message | null;
  /** The other side, where it is of two. */
  user: User | null;
  /** The group, where it is of one. */
  group: Group | null;
  /** The seq of the last message. */
  maxSeq: number;
  /** The seq of the last message that was read. */
  readSeq: number;
}

/** The token's user's own conversations. */
export interface OwnConversations {
  /** How many messages are unread in all of them. */
  unreadCount: number;
  /** The conversations, in the server's order. */
  items: OwnConversation[];
}

/** Which part of a list. */
export interface Page {
  /** From 1; 0 is taken for 1. */
  page?: number | undefined;
  /** Rows; 0 is taken for 1, because it means "all" to v3.4 and "none" to later servers. Up to 500 is comfortable. */
  size?: number | undefined;
}

/** What the server reads in a token. */
export interface ParsedToken {
  /** Whose token it is. */
  userID: string;
  /** For which platform it was issued: named by the server up to v3.6, numbered from v3.7 on. */
  platformID: number;
  /** Milliseconds since 1970, by the server's clock; null where the server names no time. */
  expiresAtMillis: number | null;
}

/** A picture that is in the web already. */
export interface Picture {
  /** Where it is. */
  url: string;
  /** `jpg` and the like. */
  type: string;
  /** In pixels. */
  width: number;
  /** In pixels. */
  height: number;
  /** How long the file is. */
  size?: number | undefined;
}

/** How many tokens of a platform. */
export interface PlatformTokens {
  /** Which platform. */
  platformID: number;
  /** How many. */
  total: number;
}

/** Whether and where a user is online. */
export interface Presence {
  /** Whose. */
  userID: string;
  /** Whether any connection is open. Unknown users are offline. */
  isOnline: boolean;
  /** Where. */
  platformIDs: number[];
}

/** What a server gave away without being shown a token. */
export interface Probe {
  /** The block, as far as it can be told; see `Client::probe`. */
  version: ServerVersion;
  /** How long the first answer took. */
  latencyMillis: number;
}

/** What others see of a user in their lists. */
export interface Profile {
  /** The user's ID. */
  userID: string;
  /** Any text, hostile ones included; may be empty. */
  nickname: string;
  /** Unchecked by the server. */
  faceURL: string;
  /** Free for the operator's own use. */
  ex: string;
}

/** What a closed app shows of a message. */
export interface Push {
  /** The title. */
  title: string;
  /** The text. */
  desc?: string | undefined;
  /** Free for the operator's own use. */
  ex?: string | undefined;
}

/** Which of the active, in which order. */
export interface Ranking {
  /** How many rows are left out. (The server takes its page number for this: seen on all versions.) */
  offset?: number | undefined;
  /** How many rows at most; at least 1, at most 1000. */
  rows?: number | undefined;
  /** The least active first. */
  isAscending?: boolean | undefined;
}

/** How far a user has read in a conversation. */
export interface ReadMark {
  /** Which conversation. */
  conversationID: string;
  /** The seq of the last message. */
  maxSeq: number;
  /** The seq of the last message that was read. */
  hasReadSeq: number;
  /** When the last message was sent, in milliseconds since 1970. Null before v3.8.1, which do not tell. */
  maxSeqTime: number | null;
}

/** How far a user has read. */
export interface ReadMarks {
  /** By the IDs of the conversations. */
  marks: ReadMark[];
  /** Conversations at the top of the user's list, from patch 5 of v3.8.3 on. */
  pinnedConversationIDs: string[];
}

/** Where a message goes: to a user, or into a group, where no notice of the system goes. */
export type Receiver =
  | { recvID: string; groupID?: undefined }
  | { groupID: string; recvID?: undefined };

/** What a user has to do with another. */
export interface Relation {
  /** The other. */
  userInfo: User;
  /** The user's row of the other as a friend. */
  friendInfo: Friend | null;
  /** The user's row of the other in the black list. */
  blackInfo: Black | null;
}

/** What to look for: all that is given has to be met. Empty and 0 are not given. */
export interface SearchFields {
  /** Who sent it. */
  sendID?: string | undefined;
  /** Who got it; or the ID of a group, for what was sent into that. */
  recvID?: string | undefined;
  /** The kind of content: 101 text, 102 picture and so on. v3.5 finds one kind at a time: texts, where none is given. */
  contentType?: number | undefined;
  /** 1 of two users, 3 of a group. (No version finds those of notifications, 4.) */
  sessionType?: number | undefined;
  /** Any time of the day in UTC on which it was sent, in milliseconds since 1970. */
  dayMillis?: number | undefined;
}

/** A message that the server took. */
export interface Sent {
  /** The server's ID of it. */
  serverMsgID: string;
  /** The sender's ID of it, made by the server. One for all receivers. */
  clientMsgID: string;
  /** Milliseconds since 1970. */
  sendTime: number | null;
  /** Names the call; see `msg.sendStatus`. */
  operationID: string;
}

/** One who got a message. */
export interface SentTo {
  /** Who. */
  recvID: string;
  /** The server's ID of it. */
  serverMsgID: string;
}

/** A message to many. */
export interface SentToMany {
  /** Who got it. */
  sent: SentTo[];
  /** Who did not: unknown users, and those who receive nothing. */
  failedUserIDs: string[];
}

/** Where a conversation begins and ends for a user. */
export interface SeqBounds {
  /** Which conversation. On main also streams of notifications, which begin with `n_`. */
  conversationID: string;
  /** The seq of the last message. */
  maxSeq: number;
  /** The first that the user may see; 0 for no limit. */
  minSeq: number;
}

/** A part of a conversation. */
export interface SeqRange {
  /** Which conversation. */
  conversationID: string;
  /** The first seq, from 1 on. */
  begin: number;
  /** The last seq. */
  end: number;
  /** At most so many messages. Up to 500 are comfortable. */
  count: number;
}

/**
 * A stretch of time in milliseconds since 1970, both ends within it. Servers refuse one that ends before it starts or starts at 0,
 * or answer it with zeros (seen).
 */
export interface Span {
  /** Milliseconds since 1970. */
  start: number;
  /** Milliseconds since 1970. */
  end: number;
}

/** Who else is to forget what a user deletes. */
export interface SyncTo {
  /** The user's other devices. */
  ownDevices?: boolean | undefined;
  /** The others in the conversation. */
  others?: boolean | undefined;
}

/** A notice of the system. */
export interface SystemNotice {
  /** Its title. */
  notificationName: string;
  /** The picture beside it, may be empty. */
  notificationFaceURL?: string | undefined;
  /** Of the operator's own meaning, not 0. */
  notificationType: number;
  /** What it says. */
  text: string;
  /** Where it leads, may be empty. */
  url?: string | undefined;
  /** A picture below the text. */
  picture?: Picture | undefined;
  /** Free for the operator's own use. */
  ex?: string | undefined;
}

/** How many tokens an online user has. */
export interface TokenCount {
  /** Whose. */
  userID: string;
  /** On each platform. */
  platforms: PlatformTokens[];
}

/** One account (`UserInfo`, alike in all versions). */
export interface User {
  /** Its ID. */
  userID: string;
  /** Any text, hostile ones included; may be empty. */
  nickname: string;
  /** Unchecked by the server: may be `javascript:…`. */
  faceURL: string;
  /** Free for the operator's own use. */
  ex: string;
  /** Milliseconds since 1970. Null where the server has no time, which it writes as 0 or as a time before 1970. */
  createTime: number | null;
  /** 0 and 1 ordinary, 2 app administrator, 3 notification account, 4 robot. (The server's spelling.) */
  appMangerLevel: number;
  /** 0 receive, 1 do not receive, 2 receive without notice. */
  globalRecvMsgOpt: number;
}

/** What of an account is to change. What is not given stays as it is. */
export interface UserChange {
  /** Empty makes an account without a name (seen on v3.7, v3.8.3, main). */
  nickname?: string | undefined;
  /** Unchecked by the server. */
  faceURL?: string | undefined;
  /** Free for the operator's own use. */
  ex?: string | undefined;
  /** 0 receive, 1 do not receive, 2 receive without notice; others are stored, too (seen on main). */
  globalRecvMsgOpt?: number | undefined;
}

/** One entry. The same key twice makes two (seen on v3.7, v3.8.3). */
export interface UserCommand {
  /** What sort of entry, by the app's own meaning; never 0. */
  type: number;
  /** Its key. */
  uuid: string;
  /** Its text. */
  value: string;
  /** A second text; empty on v3.5. */
  ex: string;
  /** Milliseconds since 1970. (The server tells seconds here.) */
  createTime: number | null;
}

/** Which users. */
export interface UserFilter {
  /** Part of userID or nickname in any letter case, taken literally. Blank: all. */
  keyword?: string | undefined;
}

/** The state of a list on the server. The default is that of somebody who knows nothing yet: then everything is answered. */
export interface Version {
  /** Names the history that the number belongs to. */
  versionID: string;
  /** Up to 64 bits. */
  version: string;
}
