import type { Console, ConsoleEvents, TokenSource, Variables } from './index.js';

/**
 * `<openim-console server="…" theme="…">`. Attributes are the options of `mount` in their own spelling: `server`, `admin-user-id`,
 * `language`, `theme`, `route`, `chrome`, `read-only`, `areas` (words), `storage`, `routing`, `nonce`. Events are those of `mount` with
 * `openim-` in front; they bubble, and cross shadow roots.
 */
export class OpenIMConsoleElement extends HTMLElement {
  /** A token of an administrator, or a function that fetches one. */
  token: string | TokenSource | undefined;
  /** Custom properties of the console. */
  variables: Variables | undefined;
  /** The console within; none before it has been mounted. */
  readonly console: Console | undefined;
  /** Goes to a route. */
  navigate(route: string): void;
}

/** The events of the element, for `addEventListener`. */
export type ConsoleElementEvents = { [Name in keyof ConsoleEvents as `openim-${Name}`]: CustomEvent<ConsoleEvents[Name]> };

declare global {
  interface HTMLElementTagNameMap {
    'openim-console': OpenIMConsoleElement;
  }
  interface HTMLElementEventMap extends ConsoleElementEvents {}
}
