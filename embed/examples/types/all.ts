// Every option, event and method of the package, as its types have them; and what they must refuse. Only compiled, never run.
import init, {
  mount,
  type Area,
  type Console,
  type ConsoleChanges,
  type ConsoleEvents,
  type ConsoleOptions,
  type InitInput,
  type Language,
  type OperationDetail,
  type Theme,
  type TokenSource,
  type Variables,
} from 'openim-console';
import initClient, { OpenIM, type CallOptions, type OpenIMOptions } from 'openim-console/client';
import { OpenIMConsoleElement, type ConsoleElementEvents } from 'openim-console/element';
import { connect, type FramedConsole, type FrameOptions } from 'openim-console/frame';

const inputs: (InitInput | Promise<InitInput>)[] = [
  new URL('/openim.wasm', location.href),
  '/openim.wasm',
  new Request('/openim.wasm'),
  new Uint8Array(),
  new ArrayBuffer(8),
  fetch('/openim.wasm'),
  new Response(),
  WebAssembly.compileStreaming(fetch('/openim.wasm')),
];
for (const input of inputs) void init(input);
const started: Promise<void> = init();

const languages: Language[] = ['en', 'zh-CN'];
const themes: Theme[] = ['light', 'dark', 'system'];
const areas: Area[] = [
  'users',
  'register',
  'account-check',
  'import',
  'notification-accounts',
  'token',
  'operations',
  'api',
  'error-codes',
  'connection',
  'settings',
];
const token: TokenSource = async ({ stale }) => (stale ? undefined : 'token');
const variables: Variables = { '--oic-accent': 'teal' };
const all: Required<ConsoleOptions> = {
  server: '/api',
  token,
  adminUserID: 'imAdmin',
  language: 'en',
  theme: 'system',
  variables,
  route: '/users?page=2',
  chrome: false,
  readOnly: true,
  areas,
  storage: 'session',
  routing: 'hash',
  stylesheet: new URL('/openim.css', location.href),
  nonce: 'abc',
};
// `undefined` is the same as nothing: a component hands on what it was given.
const nothing: { [Name in keyof ConsoleOptions]-?: undefined } = {
  server: undefined,
  token: undefined,
  adminUserID: undefined,
  language: undefined,
  theme: undefined,
  variables: undefined,
  route: undefined,
  chrome: undefined,
  readOnly: undefined,
  areas: undefined,
  storage: undefined,
  routing: undefined,
  stylesheet: undefined,
  nonce: undefined,
};
const openim: Console = mount(document.body, all);
mount(document.createElementNS('http://www.w3.org/2000/svg', 'foreignObject'), nothing);
mount(document.body, { token: 'token', storage: 'memory', routing: 'memory', stylesheet: false });
mount(document.body, { stylesheet: '/openim.css', token: () => undefined });
mount(document.body, { areas: ['users'], token: () => 'token' });

// @ts-expect-error
mount();
// @ts-expect-error
mount('#openim');
// @ts-expect-error
mount(document.querySelector('#openim'));
// @ts-expect-error
mount(document.body, { sever: '/api' });
// @ts-expect-error
mount(document.body, { secret: 'secret' });
// @ts-expect-error
mount(document.body, { language: 'de' });
// @ts-expect-error
mount(document.body, { theme: 'pink' });
// @ts-expect-error
mount(document.body, { areas: ['groups'] });
// @ts-expect-error
mount(document.body, { storage: 'local' });
// @ts-expect-error
mount(document.body, { routing: 'history' });
// @ts-expect-error
mount(document.body, { variables: { color: 'red' } });
// @ts-expect-error
mount(document.body, { variables: { '--oic-accent': 5 } });
// @ts-expect-error
mount(document.body, { chrome: 'false' });
// @ts-expect-error
mount(document.body, { token: () => 5 });

const changes: Required<ConsoleChanges> = { language: 'en', theme: 'dark', variables, token };
openim.update(changes);
openim.update({ language: languages[0], theme: themes[0] });
// @ts-expect-error
openim.update({ server: '/api' });
openim.navigate('/users');
// @ts-expect-error
openim.navigate();

const operation = (detail: OperationDetail): [string, string, number | undefined, number | undefined, number, number] => [
  detail.path,
  detail.operationID,
  detail.status,
  detail.errCode,
  detail.durationMillis,
  detail.startedAtMillis,
];
const listeners: { [Name in keyof ConsoleEvents]: (detail: ConsoleEvents[Name]) => unknown } = {
  ready: () => undefined,
  navigated: ({ title, route }): string => title + route,
  'signed-in': ({ server, adminUserID }): string => server + adminUserID,
  'session-ended': ({ reason, errCode }): 'signed-out' | 'signed-out-elsewhere' | 'refused' | 'expired' | number => errCode ?? reason,
  error: ({ path, operationID, status, errCode, message }): unknown[] => [path, operationID, status, errCode, message],
  crashed: ({ place }): string => place,
  'user-registered': ({ userID }): string => userID,
  'users-imported': ({ registered, updated, skipped, failed }): number => registered + updated + skipped + failed,
  operation,
};
const off: () => void = openim.on('navigated', listeners.navigated);
openim.on('ready', listeners.ready);
openim.on('signed-in', listeners['signed-in']);
openim.on('session-ended', listeners['session-ended']);
openim.on('error', listeners.error);
openim.on('crashed', listeners.crashed);
openim.on('user-registered', listeners['user-registered']);
openim.on('users-imported', listeners['users-imported']);
openim.on('operation', listeners.operation);
// @ts-expect-error
openim.on('closed', () => {});
// @ts-expect-error
openim.on('navigated', ({ url }) => url);
off();
openim.destroy();

const element = document.createElement('openim-console');
const same: OpenIMConsoleElement = element;
element.token = token;
element.token = undefined;
element.variables = variables;
element.navigate('/users');
element.console?.update({ theme: 'dark' });
// @ts-expect-error
element.console = openim;
element.addEventListener('openim-navigated', ({ detail }) => detail.title);
document.body.addEventListener('openim-session-ended', (event) => event.detail.reason);
const told: ConsoleElementEvents['openim-user-registered'] = new CustomEvent('openim-user-registered', { detail: { userID: 'a' } });
// @ts-expect-error
element.addEventListener('openim-navigated', ({ detail }) => detail.url);

const framed: FramedConsole = connect(document.createElement('iframe'), { server: '/api', token });
framed.on('navigated', ({ route }) => route);
// @ts-expect-error
framed.on('crashed', () => {});
const nothingFramed: { [Name in keyof FrameOptions]-?: undefined } = {
  origin: undefined,
  server: undefined,
  token: undefined,
  adminUserID: undefined,
  language: undefined,
  theme: undefined,
  route: undefined,
  chrome: undefined,
  readOnly: undefined,
  areas: undefined,
};
connect(document.createElement('iframe'), nothingFramed).update({ language: undefined, theme: undefined, token: undefined });
framed.close();

const clientStarted: Promise<void> = initClient();
const client = new OpenIM({ server: '/api', getToken: async () => 'token' });
const nothingOfClient: { [Name in Exclude<keyof OpenIMOptions, 'server'>]-?: undefined } = {
  token: undefined,
  getToken: undefined,
  adminUserID: undefined,
  timeoutMillis: undefined,
  readOnly: undefined,
  protectedUsers: undefined,
  version: undefined,
};
const nothingOfCall: { [Name in keyof CallOptions]-?: undefined } = { signal: undefined, timeoutMillis: undefined };
const quiet = new OpenIM({ server: '/api', ...nothingOfClient });
void quiet.signIn({ userID: undefined, secret: 'secret' }, nothingOfCall);
void quiet.users.list({ keyword: undefined }, nothingOfCall);
// @ts-expect-error
new OpenIM({});
// @ts-expect-error
new OpenIM({ server: undefined });

export { client, clientStarted, same, started, told };
