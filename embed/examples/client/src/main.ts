// A page of the portal's own, without the console: users at once; groups when somebody asks for them, because what of the client calls
// them is fetched then.
import init, { OpenIM, OpenIMError } from 'openim-console/client';

const element = (selector: string) => document.querySelector<HTMLElement>(selector) ?? document.body;

/** What people have typed is set as text. */
function show(list: string, texts: string[]): void {
  const rows = texts.map((text) => Object.assign(document.createElement('li'), { textContent: text }));
  element(list).replaceChildren(...rows);
}

/** The portal's back end holds the secret and hands out a token to whoever may have one. */
async function getToken(): Promise<string> {
  const response = await fetch('/openim-token?stale=true', { method: 'POST' });
  const { token } = (await response.json()) as { token: string };
  return token;
}

await init();
const im = new OpenIM({ server: '/api', getToken });
await im.probe();

const users = await im.users.list({ page: 1, size: 20 });
show('#users', users.items.map(({ nickname, userID }) => `${nickname} (${userID})`));

element('#show-groups').addEventListener('click', async () => {
  try {
    const groups = await im.groups.list({ page: 1, size: 20 });
    show('#groups', groups.items.map(({ groupName, groupID }) => `${groupName} (${groupID})`));
    element('[role=status]').textContent = `${groups.items.length} groups`;
  } catch (error) {
    // Asking again does no harm: with `notLoaded` nothing has been sent.
    element('[role=status]').textContent = error instanceof OpenIMError ? `${error.code}: ${error.message}` : String(error);
  }
});
