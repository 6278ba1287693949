import { useEffect, useEffectEvent, useRef, useState } from 'react';
import init, { mount, type Console, type ConsoleEvents, type Language, type Theme, type TokenSource } from 'openim-console';

interface Props {
  server: string;
  token: TokenSource;
  language?: Language;
  theme?: Theme;
  onNavigated?: (detail: ConsoleEvents['navigated']) => void;
  onSessionEnded?: (detail: ConsoleEvents['session-ended']) => void;
}

/** As high as what it stands in. Another server is another console; all else changes the one that is there. */
export function OpenIMConsole({ server, token, language, theme, onNavigated, onSessionEnded }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const openim = useRef<Console>(undefined);
  const [failure, setFailure] = useState<unknown>();

  const start = useEffectEvent((element: Element) => {
    const console = mount(element, { server, token: askForToken, language, theme });
    console.on('navigated', (detail) => tellNavigated(detail));
    console.on('session-ended', (detail) => tellSessionEnded(detail));
    return console;
  });
  // These call what the last rendering was given.
  const askForToken = useEffectEvent<TokenSource>((why) => token(why));
  const tellNavigated = useEffectEvent((detail: ConsoleEvents['navigated']) => onNavigated?.(detail));
  const tellSessionEnded = useEffectEvent((detail: ConsoleEvents['session-ended']) => onSessionEnded?.(detail));

  useEffect(() => {
    // StrictMode takes the component away and puts it in again before the wasm is there.
    let isGone = false;
    init().then(
      () => {
        if (!isGone && place.current) openim.current = start(place.current);
      },
      (error: unknown) => setFailure(error),
    );
    return () => {
      isGone = true;
      openim.current?.destroy();
      openim.current = undefined;
    };
  }, [server]);

  useEffect(() => {
    openim.current?.update({ language, theme });
  }, [language, theme]);

  if (failure) return <p role="alert">The console could not be loaded: {String(failure)}</p>;
  return <div ref={place} style={{ height: '100%' }} />;
}
