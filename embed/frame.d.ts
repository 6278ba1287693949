import type { Area, ConsoleEvents, Language, Theme, TokenSource } from './index.js';

export interface FrameOptions {
  /** Origin of the console; without: that of the frame's `src`. */
  origin?: string | undefined;
  /** Address of the OpenIM server. */
  server?: string | undefined;
  /** A token of an administrator, or a function that fetches one. */
  token?: string | TokenSource | undefined;
  /** The userID that the form to sign in begins with. */
  adminUserID?: string | undefined;
  language?: Language | undefined;
  theme?: Theme | undefined;
  /** The route to start at, such as `/users?page=2`. */
  route?: string | undefined;
  /** `false`: without side bar and top bar. */
  chrome?: boolean | undefined;
  /** `true`: nothing can be changed. */
  readOnly?: boolean | undefined;
  /** The areas that are shown; all without. */
  areas?: Area[] | undefined;
}

/** Events of a console in a frame: those of `mount`, but for `crashed`, which nobody in the frame can tell any more. */
export type FrameEvents = Omit<ConsoleEvents, 'crashed'>;

export interface FramedConsole {
  /** Calls `listener` at each event of this name; gives a function that ends it. */
  on<Name extends keyof FrameEvents>(name: Name, listener: (detail: FrameEvents[Name]) => void): () => void;
  /** Changes language, theme or token. */
  update(changes: Pick<FrameOptions, 'language' | 'theme' | 'token'>): void;
  /** Goes to a route, such as `/users?page=2`. */
  navigate(route: string): void;
  /** Says nothing more to the console, and hears nothing more of it. */
  close(): void;
}

/**
 * Talks with the console in `iframe`, now and after each time it is loaded anew. To be called before the frame has loaded, or it is not
 * heard that the console is there.
 */
export function connect(iframe: HTMLIFrameElement, options?: FrameOptions): FramedConsole;
