import { useState } from 'react';
import type { Theme } from 'openim-console';
import { OpenIMConsole } from './OpenIMConsole.tsx';

/** The portal's back end holds the secret and hands out a token to whoever may have one. */
async function fetchToken({ stale }: { stale: boolean }): Promise<string | undefined> {
  const response = await fetch(`/openim-token?stale=${stale}`, { method: 'POST' });
  if (!response.ok) return undefined;
  const { token } = (await response.json()) as { token: string };
  return token;
}

export function App() {
  const [isOpen, setOpen] = useState(true);
  const [theme, setTheme] = useState<Theme>('light');
  const [where, setWhere] = useState('');
  const [notice, setNotice] = useState('');
  return (
    <>
      <header>
        <strong>Portal</strong> <span id="where">{where}</span> <span role="status">{notice}</span>
        <button onClick={() => setTheme(theme === 'light' ? 'dark' : 'light')}>Theme</button>
        <button onClick={() => setOpen(!isOpen)}>{isOpen ? 'Close' : 'Open'}</button>
      </header>
      <main>
        {isOpen && (
          <OpenIMConsole
            server="/api"
            token={fetchToken}
            theme={theme}
            onNavigated={({ title }) => setWhere(title)}
            onSessionEnded={({ reason }) => setNotice(`OpenIM: ${reason}`)}
          />
        )}
      </main>
    </>
  );
}
