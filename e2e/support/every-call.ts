// Every call of the client for JavaScript, once: whoever adds a method adds it here, or this does not compile.
import type * as Module from '../../embed/client/client.js';

type OpenIM = Module.OpenIM;

/** The families: what has methods and is no method. */
type Family = { [Name in keyof OpenIM]: OpenIM[Name] extends string | ((...given: never[]) => unknown) ? never : Name }[keyof OpenIM];
type Calls = { [F in Family]: { [M in keyof OpenIM[F]]: () => Promise<unknown> } };

export interface Where {
  server: string;
  token: string;
  secret: string;
  admin: string;
  version: Module.ServerVersion;
  /** A user whom all this is done to. */
  user: string;
  /** A friend of his, and somebody else. */
  friend: string;
  other: string;
}

/**
 * Makes every call, one after the other; answers what became of each, by its name: `ok`, or the code of its error. Runs in a page whose
 * `client` is the module, and knows nothing but what it is given.
 */
export async function everyCall(where: Where): Promise<Record<string, string>> {
  const { OpenIM, OpenIMError } = (window as unknown as { client: typeof Module }).client;
  const { server, token, secret, admin, version, user, friend, other } = where;
  const im = new OpenIM({ server, token, version });
  const signal = new AbortController().signal;
  const span = { start: Date.now() - 7 * 86_400_000, end: Date.now() };
  const page: Module.Page = { page: 1, size: 10 };
  const text: Module.Content = { type: 'text', content: 'Hello' };
  const between = (one: string, two: string) => `si_${[one, two].sort().join('_')}`;
  const conversationID = between(user, friend);
  const version0: Module.Version = { versionID: '', version: '0' };
  const groupID = 'client_group';
  let operationID = '';

  const calls: Calls = {
    auth: {
      signIn: () => im.auth.signIn({ userID: admin, secret }),
      getAdminToken: () => im.auth.getAdminToken({ userID: admin, secret }),
      userToken: () => im.auth.userToken({ userID: other, platformID: 5, secret }),
      forceLogout: () => im.auth.forceLogout({ userID: other, platformID: 5 }),
      forceLogoutEverywhere: async () => (await im.auth.forceLogoutEverywhere({ userID: other })).map(({ platformID, error }) => [platformID, error?.code]),
      parseToken: async () => (await im.auth.parseToken({ token })).platformID.toFixed(),
      refineBlock: () => im.auth.refineBlock({ signal }),
    },
    users: {
      list: async () => (await im.users.list({ ...page, keyword: '' }, { signal })).items.map(({ userID }) => userID),
      infos: async () => (await im.users.infos({ userIDs: [user] })).map(({ createTime }) => new Date(createTime ?? 0)),
      rawInfo: async () => JSON.parse((await im.users.rawInfo({ userID: user })) ?? 'null') as unknown,
      allIds: () => im.users.allIds(page),
      check: async () => (await im.users.check({ userIDs: [user, 'nobody'] })).filter(({ accountStatus }) => accountStatus === 'registered'),
      proveAdministrator: () => im.users.proveAdministrator({ userID: admin }),
      register: () => im.users.register({ users: [{ userID: 'client_user', nickname: 'Client', faceURL: '', ex: '' }], secret }),
      update: () => im.users.update({ userID: 'client_user', nickname: 'Renamed', ex: '{}' }),
      setGlobalRecvOpt: () => im.users.setGlobalRecvOpt({ userID: 'client_user', globalRecvMsgOpt: 0 }),
      presence: async () => (await im.users.presence({ userIDs: [user] })).map(({ isOnline, platformIDs }) => [isOnline, platformIDs]),
      onlineStatus: async () => (await im.users.onlineStatus({ userIDs: [user] })).flatMap(({ connections }) => connections),
      onlineTokenDetail: async () => (await im.users.onlineTokenDetail({ userIDs: [user] })).flatMap(({ platforms }) => platforms),
      subscribe: () => im.users.subscribe({ userID: user, userIDs: [other], on: true }),
      subscribed: () => im.users.subscribed({ userID: user }),
    },
    notificationAccounts: {
      add: () => im.notificationAccounts.add({ userID: 'client_notice', nickname: 'Notice', faceURL: 'https://example.com/n.png', robot: false }),
      update: () => im.notificationAccounts.update({ userID: 'client_notice', nickname: 'Notices' }),
      search: async () => (await im.notificationAccounts.search({ ...page, keyword: '' })).items.map(({ appMangerLevel }) => appMangerLevel),
    },
    userCommands: {
      add: () => im.userCommands.add({ userID: user, type: 1, uuid: 'k', value: 'v' }),
      update: () => im.userCommands.update({ userID: user, type: 1, uuid: 'k', value: 'w' }),
      list: async () => (await im.userCommands.list({ userID: user, type: 1 })).map(({ value }) => value),
      listAll: () => im.userCommands.listAll({ userID: user }),
      delete: () => im.userCommands.delete({ userID: user, type: 1, uuid: 'k' }),
    },
    clientConfig: {
      set: () => im.clientConfig.set({ entries: [{ key: '__proto__', value: 'x' }] }),
      get: () => im.clientConfig.get({ userID: user }),
      list: async () => (await im.clientConfig.list({ ...page, key: '__proto__' })).items.map(({ value }) => value),
      delete: () => im.clientConfig.delete({ keys: ['__proto__'] }),
    },
    friends: {
      import: () => im.friends.import({ ownerUserID: user, friendUserIDs: [friend] }),
      list: async () => (await im.friends.list({ userID: user, ...page })).items.map(({ friendUser }) => friendUser.nickname),
      ids: () => im.friends.ids({ userID: user }),
      infos: () => im.friends.infos({ ownerUserID: user, friendUserIDs: [friend] }),
      relations: async () => (await im.friends.relations({ ownerUserID: user, userIDs: [friend] })).map(({ friendInfo }) => friendInfo?.remark),
      areFriends: async () => (await im.friends.areFriends({ userID1: user, userID2: friend })).inUser1Friends,
      setRemark: () => im.friends.setRemark({ ownerUserID: user, friendUserID: friend, remark: 'F' }),
      update: () => im.friends.update({ ownerUserID: user, friendUserIDs: [friend], isPinned: true }),
      block: () => im.friends.block({ ownerUserID: user, blackUserID: other }),
      blacks: async () => (await im.friends.blacks({ userID: user })).items.map(({ blackUserInfo }) => blackUserInfo.userID),
      blackInfos: () => im.friends.blackInfos({ ownerUserID: user, userIDs: [other] }),
      unblock: () => im.friends.unblock({ ownerUserID: user, blackUserID: other }),
      ask: () => im.friends.ask({ fromUserID: 'client_user', toUserID: user, reqMsg: 'Hi' }),
      received: async () => (await im.friends.received({ userID: user })).items.map(({ from, handleResult }) => [from.userID, handleResult]),
      sent: () => im.friends.sent({ userID: 'client_user' }),
      requestsBetween: () => im.friends.requestsBetween({ fromUserID: 'client_user', toUserID: user }),
      unanswered: () => im.friends.unanswered({ userID: user }),
      answer: () => im.friends.answer({ fromUserID: 'client_user', toUserID: user, agree: true }),
      changes: async () => (await im.friends.changes({ userID: user, ...version0 })).insert.map(({ addSource }) => addSource),
      fullIds: async () => (await im.friends.fullIds({ userID: user })).version.version.length,
      delete: () => im.friends.delete({ ownerUserID: user, friendUserID: 'client_user' }),
    },
    groups: {
      create: () => im.groups.create({ groupID, groupName: 'Group', ownerUserID: user, memberUserIDs: [friend] }),
      list: async () => (await im.groups.list({ ...page, groupName: '' })).items.map(({ ownerUserID }) => ownerUserID),
      find: async () => (await im.groups.find({ groupID }))?.status,
      infos: () => im.groups.infos({ groupIDs: [groupID] }),
      joined: () => im.groups.joined({ userID: user }),
      abstracts: async () => (await im.groups.abstracts({ groupIDs: [groupID] })).map(({ groupMemberListHash }) => groupMemberListHash.length),
      update: () => im.groups.update({ groupID, introduction: 'About' }),
      mute: () => im.groups.mute({ groupID, on: false }),
      members: async () => (await im.groups.members({ groupID, ...page })).items.map(({ roleLevel }) => roleLevel),
      memberInfos: () => im.groups.memberInfos({ groupID, userIDs: [friend] }),
      memberIds: () => im.groups.memberIds({ groupID }),
      invite: async () => (await im.groups.invite({ groupID, userIDs: [friend, other], reason: '', isQuiet: true })).added,
      muteMember: () => im.groups.muteMember({ groupID, userID: friend, mutedSeconds: 60 }),
      unmuteMember: () => im.groups.unmuteMember({ groupID, userID: friend }),
      setMember: () => im.groups.setMember({ groupID, userID: friend, roleLevel: 60 }),
      kick: () => im.groups.kick({ groupID, userIDs: [other] }),
      join: () => im.groups.join({ groupID, userID: 'client_user', reqMessage: 'Hi' }),
      requestsReceived: async () => (await im.groups.requestsReceived({ userID: user, groupIDs: [groupID], onlyPending: true })).items.map(({ userInfo }) => userInfo?.userID),
      requestsSent: () => im.groups.requestsSent({ userID: 'client_user' }),
      requestsOfUsers: () => im.groups.requestsOfUsers({ groupID, userIDs: ['client_user'] }),
      requestsOfUser: () => im.groups.requestsOfUser({ groupID, userID: 'client_user' }),
      unhandledRequests: () => im.groups.unhandledRequests({ userID: user }),
      answerRequest: () => im.groups.answerRequest({ groupID, userID: 'client_user', agree: true }),
      quit: () => im.groups.quit({ groupID, userID: 'client_user' }),
      changedMembers: () => im.groups.changedMembers({ groupID, ...version0 }),
      changedJoined: () => im.groups.changedJoined({ userID: user, ...version0 }),
      fullMemberIds: () => im.groups.fullMemberIds({ groupID }),
      fullJoinedIds: () => im.groups.fullJoinedIds({ userID: user }),
      transfer: () => im.groups.transfer({ groupID, newOwnerUserID: friend }),
      dismiss: () => im.groups.dismiss({ groupID }),
    },
    msg: {
      serverTimeMillis: async () => (await im.msg.serverTimeMillis()).toFixed(),
      send: async () => ({ operationID } = await im.msg.send({ sendID: admin, recvID: user, content: text })),
      sendToMany: async () => (await im.msg.sendToMany({ sendID: user, recvIDs: [friend], content: text })).sent.map(({ recvID }) => recvID),
      sendStatus: async () => (await im.msg.sendStatus({ operationID })) === 'sent',
      notify: () => im.msg.notify({ sendUserID: admin, recvID: user, key: 'k', data: '{}' }),
      search: async () => (await im.msg.search({ sendID: user, ...page })).items.map(({ conversationID, message }) => [conversationID, message.seq]),
      bounds: async () => (await im.msg.bounds({ userID: user })).map(({ maxSeq }) => maxSeq),
      pull: async () => (await im.msg.pull({ userID: user, seqRanges: [{ conversationID, begin: 1, end: 9, count: 9 }] })).map(({ messages }) => messages.length),
      readMarks: async () => (await im.msg.readMarks({ userID: user })).marks.map(({ hasReadSeq }) => hasReadSeq),
      markMessages: () => im.msg.markMessages({ conversationID, seqs: [1], userID: user }),
      markConversation: () => im.msg.markConversation({ conversationID, hasReadSeq: 1, userID: user }),
      setReadMark: () => im.msg.setReadMark({ conversationID, hasReadSeq: 1, userID: user }),
      revoke: () => im.msg.revoke({ conversationID, seq: 1, userID: user }),
      delete: () => im.msg.delete({ conversationID, seqs: [1], userID: user, deleteSyncOpt: { others: true } }),
      erase: () => im.msg.erase({ conversationID, seqs: [1], userIDs: [user, friend] }),
      clear: () => im.msg.clear({ conversationIDs: [conversationID], userID: user }),
      clearAll: () => im.msg.clearAll({ userID: user }),
    },
    conversations: {
      all: async () => (await im.conversations.all({ ownerUserID: user })).map(({ conversationType }) => conversationType),
      page: () => im.conversations.page({ userID: user, ...page }),
      get: () => im.conversations.get({ ownerUserID: user, conversationID }),
      infos: () => im.conversations.infos({ ownerUserID: user, conversationIDs: [conversationID] }),
      overview: async () => (await im.conversations.overview({ userID: user })).items.map(({ msgInfo }) => msgInfo?.content),
      set: () => im.conversations.set({ ownerUserID: user, conversationID, isPinned: true }),
      notNotifying: () => im.conversations.notNotifying({ userID: user }),
      pinned: () => im.conversations.pinned({ userID: user }),
      pushed: () => im.conversations.pushed({ conversationID, userIDs: [user] }),
      setExOfAll: () => im.conversations.setExOfAll({ userID: user, ex: '' }),
      changes: () => im.conversations.changes({ userID: user, ...version0 }),
      fullIds: () => im.conversations.fullIds({ userID: user }),
      delete: () => im.conversations.delete({ ownerUserID: user, conversationIDs: [conversationID], needDeleteTime: Date.now() }),
    },
    statistics: {
      registeredUsers: async () => (await im.statistics.registeredUsers(span)).days.map(({ count }) => count),
      createdGroups: () => im.statistics.createdGroups(span),
      activeUsers: async () => (await im.statistics.activeUsers({ ...span, inGroups: true, rows: 5 })).users.map(({ user }) => user.userID),
      activeGroups: async () => (await im.statistics.activeGroups({ ...span, rows: 5 })).groups.map(({ group }) => group.groupID),
    },
    jssdk: {
      active: async () => (await im.jssdk.active({ ownerUserID: admin, count: 5 })).items.map(({ conversation }) => conversation.conversationID),
      conversations: () => im.jssdk.conversations({ ownerUserID: admin, conversationIDs: [] }),
    },
  };

  const outcomes: Record<string, string> = {};
  const make = async (name: string, call: () => Promise<unknown>) => {
    outcomes[name] = await call().then(
      () => 'ok',
      (error: unknown) => (error instanceof OpenIMError ? error.code : String(error)),
    );
  };
  await make('probe', async () => (await im.probe()).version);
  im.version = version;
  await make('isReachable', () => im.isReachable());
  for (const [family, methods] of Object.entries(calls)) {
    for (const [name, call] of Object.entries(methods)) {
      await make(`${family}.${name}`, call);
      // The probe's finding would not do: it takes main for v3.8.3.
      im.version = version;
    }
  }
  const own = Object.entries(im).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'function' ? [name] : Object.keys(value as object).map((method) => `${name}.${method}`),
  );
  const forgotten = own.filter((name) => !(name in outcomes));
  const invented = Object.keys(outcomes).filter((name) => !own.includes(name));
  if (forgotten.length || invented.length) throw new Error(`forgotten: ${forgotten.join()}; invented: ${invented.join()}`);
  return outcomes;
}
