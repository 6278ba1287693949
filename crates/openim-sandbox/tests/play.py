#!/usr/bin/env python3
"""Plays a recorded scenario against a server on an address and tells where its answers are unlike the recorded ones.

    play.py http://127.0.0.1:10002 scenarios/main.json [--path WORD ...]

The server has to be empty but for its admins: `openim-sandbox --server main --users 0`. With --path, steps of other paths are left
out; signing in (/auth) is always played. The server of v3.8.3.json had a queue that held messages of an earlier data base: start the
sandbox with --control and POST {"groupID":"of an earlier run","messages":1} to /sandbox/leftovers first. Steps that the sandbox answers with "not in the sandbox" are counted apart.
Plain Python 3. Exit code 0: all alike; 1: something differs, or nothing was played.
"""
import argparse
import json
import re
import sys
import urllib.error
import urllib.request

NOT_IN_SANDBOX = 99001
# What a server makes up: the type counts.
MADE_UP = set(
    "token createTime expireTimeSeconds serverTime clientMsgID serverMsgID sendTime modifyTime joinTime muteEndTime version versionID"
    " notificationUpdateTime updateTime groupMemberListHash latestMsgSendTime maxSeq minSeq lastMsg userUpdateTime applyTime"
    " handleTime LatestMsgRecvTime latestMsgRecvTime latestMsgDestructTime maxSeqTime".split()
)
GENERATED = re.compile(r"\d{9,}|[0-9a-f]{32}|eyJ.*")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Lists in an order that changes from call to call, and texts that say the same in other words.
SHUFFLED = {"usersInfo", "members", "groupInfos", "conversations"}
WORDING = {"errMsg", "errDlt"}


class Direct(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer, not a way to go."""

    def redirect_request(self, *_):
        return None


BROWSER = urllib.request.build_opener(Direct, urllib.request.ProxyHandler({}))


def filled(value, saved):
    """The request with the values of earlier answers in its {{places}}."""
    if isinstance(value, dict):
        return {key: filled(item, saved) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, saved) for item in value]
    if not isinstance(value, str):
        return value
    for name, known in saved.items():
        if value == "{{%s}}" % name:
            return known
        value = value.replace("{{%s}}" % name, str(known))
    return value


def ask(base, request, saved):
    """(status, headers, text) of one call."""
    headers = {"Content-Type": "application/json", **{k: str(filled(v, saved)) for k, v in request.get("headers", {}).items()}}
    body = request.get("rawBody")
    if "body" in request:
        body = json.dumps(filled(request["body"], saved), ensure_ascii=False)
    call = urllib.request.Request(
        base.rstrip("/") + request["path"], method=request["method"], headers=headers, data=None if body is None else body.encode()
    )
    try:
        answer = BROWSER.open(call, timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read().decode("utf-8", "replace")


def kind(value):
    return "number" if type(value) in (int, float) else type(value).__name__


def by_id(item):
    return str(item.get("conversationID") or item.get("userID") or item.get("groupID") or (item.get("groupInfo") or {}).get("groupID"))


def unlike(wanted, came, place, key, shape):
    """Yields each difference as a sentence."""
    if key in WORDING or (shape and None in (wanted, came)):
        return
    if kind(wanted) != kind(came):
        yield f"{place}: {kind(wanted)} expected, {kind(came)} came: {str(came)[:80]}"
    elif isinstance(wanted, dict) and shape and all(map(DAY.fullmatch, [*wanted, *came])):
        # Counts by day: which day it is depends on when the scenario is played.
        yield from unlike([*wanted.values()], [*came.values()], place, "", shape)
    elif isinstance(wanted, dict):
        for name in wanted.keys() | came.keys():
            if name not in came:
                yield f"{place}.{name}: missing"
            elif name not in wanted:
                yield f"{place}.{name}: not in the recorded answer"
            else:
                yield from unlike(wanted[name], came[name], f"{place}.{name}", name, shape)
    elif isinstance(wanted, list):
        if shape:
            wanted, came = (wanted[:1], came[:1]) if wanted and came else ([], [])
        if len(wanted) != len(came):
            yield f"{place}: {len(wanted)} items expected, {len(came)} came"
            return
        if key in SHUFFLED:
            wanted, came = sorted(wanted, key=by_id), sorted(came, key=by_id)
        for index, (one, other) in enumerate(zip(wanted, came)):
            yield from unlike(one, other, f"{place}[{index}]", "", shape)
    elif wanted != came and not shape and key not in MADE_UP:
        if not (isinstance(wanted, str) and GENERATED.fullmatch(wanted) and GENERATED.fullmatch(came)):
            yield f"{place}: {str(wanted)[:80]!r} expected, {str(came)[:80]!r} came"


def play(base, step, saved):
    """The differences of one step, or None for a route that is not built."""
    status, headers, text = ask(base, step["request"], saved)
    wanted = step["response"]
    try:
        body = json.loads(text)
    except ValueError:
        body = None
    for name, place in step.get("save", {}).items():
        value = body
        for part in place.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        saved[name] = value
    if isinstance(body, dict) and body.get("errCode") == NOT_IN_SANDBOX:
        return None
    found = []
    if status != wanted["status"]:
        found.append(f"HTTP {wanted['status']} expected, {status} came")
    for name, value in wanted.get("headers", {}).items():
        if name.startswith("access-control") and headers.get(name) != value:
            found.append(f"header {name}: {value!r} expected, {headers.get(name)!r} came")
    if "body" in wanted and step.get("compare") != "status":
        if body is None and wanted["body"] is not None:
            found.append(f"JSON expected, text came: {text[:80]!r}")
        else:
            found += unlike(wanted["body"], body, "body", "", step.get("compare") == "shape")
    return found


def main():
    options = argparse.ArgumentParser(description="Play a recorded scenario against a server and tell what differs.")
    options.add_argument("base", help="address of an empty server, such as http://127.0.0.1:10002")
    options.add_argument("scenario", help="a file of the folder scenarios")
    options.add_argument("--path", action="append", default=[], help="play only steps whose path contains this, and /auth")
    options = options.parse_args()
    with open(options.scenario, encoding="utf-8") as file:
        scenario = json.load(file)
    saved = {"adminID": scenario["adminID"]}
    played = different = not_built = 0
    for number, step in enumerate(scenario["steps"]):
        path = step["request"]["path"]
        if options.path and not any(word in path for word in ["/auth", *options.path]):
            continue
        try:
            found = play(options.base, step, saved)
        except OSError as error:
            found = [f"no answer: {error}"]
        if found is None:
            not_built += 1
            continue
        played += 1
        if found:
            different += 1
            print(f"{number:3} {step['name']}  {step['request']['method']} {path}")
            print("\n".join(f"      {line}" for line in found))
    print(f"{played} steps played, {different} of them different, {not_built} of routes that are not built")
    return 0 if played and not different else 1


if __name__ == "__main__":
    sys.exit(main())
