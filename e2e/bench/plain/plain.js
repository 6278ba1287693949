// The table of users without anything around it: what a person would write by hand, and the limit that the console is measured
// against. Reads server and token from session storage, page and size from the hash, as the console does.
'use strict';
const { server, token } = JSON.parse(sessionStorage.getItem('plain') ?? '{}');
const body = document.querySelector('tbody');
const range = document.querySelector('#range');
const [previous, next] = document.querySelectorAll('button');
const levels = ['User', 'User', 'Administrator', 'Notification', 'Robot'];
const receipts = ['Receive', 'Do not receive', 'No notification'];
let calls = 0;

function place() {
  const query = new URLSearchParams(location.hash.split('?')[1]);
  return { page: Number(query.get('page') ?? 1), size: Number(query.get('size') ?? 20) };
}

function cell(row, ...content) {
  const cell = row.insertCell();
  cell.append(...content);
}

function element(name, text, className) {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function row(user) {
  const row = document.createElement('tr');
  const avatar = element('span', '', 'avatar');
  if (/^https?:/.test(user.faceURL)) {
    const image = new Image();
    image.loading = 'lazy';
    image.src = user.faceURL;
    avatar.append(image);
  } else {
    avatar.textContent = user.nickname.slice(0, 1);
  }
  const link = element('a', user.nickname || user.userID);
  link.href = `#/users/${encodeURIComponent(user.userID)}`;
  cell(row, avatar, link);
  cell(row, element('code', user.userID));
  cell(row, levels[user.appMangerLevel] ?? user.appMangerLevel);
  cell(row, receipts[user.globalRecvMsgOpt] ?? user.globalRecvMsgOpt);
  cell(row, new Date(user.createTime).toISOString().slice(0, 16).replace('T', ' '));
  return row;
}

async function show() {
  const { page, size } = place();
  const call = ++calls;
  const answer = await fetch(`${server}/user/get_users`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', operationID: `plain-${Date.now()}-${call}`, token },
    body: JSON.stringify({ pagination: { pageNumber: page, showNumber: size } }),
  });
  const { errCode, errMsg, data } = await answer.json();
  if (call !== calls) return;
  if (errCode) {
    range.textContent = `${errCode} ${errMsg}`;
    return;
  }
  body.replaceChildren(...(data.users ?? []).map(row));
  range.textContent = `${(page - 1) * size + 1}–${(page - 1) * size + body.rows.length} of ${data.total}`;
  previous.disabled = page === 1;
  next.disabled = page * size >= data.total;
}

function go(steps) {
  const { page, size } = place();
  location.hash = `#/users?page=${page + steps}&size=${size}`;
}

previous.addEventListener('click', () => go(-1));
next.addEventListener('click', () => go(1));
addEventListener('hashchange', show);
show();
