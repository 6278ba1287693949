#!/bin/sh
# What the container is told by its environment, written where nginx serves it from: config.json, and the way to the API. Runs before
# nginx starts; ends with an error, and with it the container, where a value cannot be right. docs/hosting.md lists the variables.
#
#   configure.sh [FOLDER] [TEMPLATE]     into which folder, and openim-api.conf as it is shipped
set -eu

folder=${1:-/tmp/openim-console}
template=${2:-/usr/share/openim-console/openim-api.conf}
mkdir -p "$folder"

# Values come by ENVIRON alone, byte by byte: neither the shell nor awk looks into them.
LC_ALL=C awk '
function fail(name, why) {
    print "configure.sh: " name ": " why > "/dev/stderr"
    failed = 1
    exit 1
}
function given(name) {
    known[name] = 1
    return name in ENVIRON ? ENVIRON[name] : ""
}
function trimmed(value) {
    gsub(/^[ \t\r]+|[ \t\r]+$/, "", value)
    return value
}
# A JSON string.
function quoted(value,    at, letter, written) {
    for (at = 1; at <= length(value); at++) {
        letter = substr(value, at, 1)
        written = written (letter in escaped ? escaped[letter] : letter)
    }
    return "\"" written "\""
}
function add(key, json) {
    settings = settings (settings == "" ? "" : ",") "\n  " quoted(key) ": " json
}
function add_text(name, key,    value) {
    if ((value = given(name)) != "") add(key, quoted(value))
}
function add_switch(name, key,    value) {
    if ((value = given(name)) == "") return
    if (value != "true" && value != "false") fail(name, "true or false is expected")
    add(key, value)
}
function add_number(name, key,    value) {
    if ((value = given(name)) == "") return
    if (value !~ /^[1-9][0-9]*$/ || length(value) > 9) fail(name, "a whole number is expected")
    add(key, value)
}
# One on each line, or between semicolons; `kind` says what each of them is.
function add_list(name, key, kind,    items, count, at, item, json) {
    count = split(given(name), items, /[\n;]/)
    for (at = 1; at <= count; at++) {
        item = trimmed(items[at])
        if (item == "") continue
        if (kind == "number" && item !~ /^[1-9][0-9]*$/) fail(name, "whole numbers are expected")
        json = json (json == "" ? "" : ", ") (kind == "number" ? item : kind == "server" ? server(item) : quoted(item))
    }
    if (json != "") add(key, "[" json "]")
    return json != ""
}
# An address, or `Name=address`.
function server(item,    name, url) {
    if (!match(item, /[ \t]*=[ \t]*(https?:\/\/|\/)/)) return quoted(item)
    name = substr(item, 1, RSTART - 1)
    url = substr(item, RSTART)
    sub(/^[ \t]*=[ \t]*/, "", url)
    return "{ \"name\": " quoted(name) ", \"url\": " quoted(url) " }"
}
BEGIN {
    for (code = 1; code < 32; code++) escaped[sprintf("%c", code)] = sprintf("\\u%04x", code)
    escaped["\""] = "\\\""
    escaped["\\"] = "\\\\"

    api = given("OPENIM_API")
    whole = given("CONSOLE_CONFIG")
    if (!add_list("CONSOLE_SERVERS", "servers", "server") && api != "") add("servers", "[\"/api\"]")
    of_api = settings
    add_switch("CONSOLE_LOCK_SERVER", "lockServer")
    add_list("CONSOLE_LANGUAGES", "languages", "text")
    add_text("CONSOLE_LANGUAGE", "language")
    add_text("CONSOLE_AVATARS", "avatars")
    add_switch("CONSOLE_READ_ONLY", "readOnly")
    add_list("CONSOLE_PROTECTED_USERS", "protectedUsers", "text")
    add_list("CONSOLE_PAGE_SIZES", "pageSizes", "number")
    add_number("CONSOLE_PAGE_SIZE", "pageSize")
    add_number("CONSOLE_MOST_ROWS", "mostRows")
    add_number("CONSOLE_TIMEOUT_SECONDS", "timeoutSeconds")
    name = given("CONSOLE_BRAND_NAME")
    logo = given("CONSOLE_BRAND_LOGO")
    if (name != "") brand = "\"name\": " quoted(name)
    if (logo != "") brand = brand (brand == "" ? "" : ", ") "\"logo\": " quoted(logo)
    if (brand != "") add("brand", "{ " brand " }")

    for (variable in ENVIRON)
        if (variable ~ /^CONSOLE_/ && !(variable in known)) print "configure.sh: " variable ": nothing reads this" > "/dev/stderr"
    if (whole == "") print "{" settings (settings == "" ? "" : "\n") "}"
    else if (settings != "" && (settings != of_api || given("CONSOLE_SERVERS") != "")) fail("CONSOLE_CONFIG", "is the whole of config.json: leave the other variables out")
    else print whole
}
END { if (failed) exit 1 }
' </dev/null >"$folder/config.json.new"
mv "$folder/config.json.new" "$folder/config.json"

rm -f "$folder/openim-api.conf"
if [ -n "${OPENIM_API:-}" ]; then
    LC_ALL=C awk '
    BEGIN {
        api = ENVIRON["OPENIM_API"]
        # It becomes a line of a configuration: nothing but an address may pass.
        if (api !~ /^https?:\/\/([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]+)?(\/[A-Za-z0-9._~\/-]*)?$/) {
            print "configure.sh: OPENIM_API: an address such as http://openim-server:10002 is expected" > "/dev/stderr"
            exit 1
        }
        sub(/\/+$/, "", api)
    }
    at = index($0, "http://127.0.0.1:10002/") {
        $0 = substr($0, 1, at - 1) api substr($0, at + length("http://127.0.0.1:10002"))
    }
    { print }
    ' "$template" >"$folder/openim-api.conf.new"
    mv "$folder/openim-api.conf.new" "$folder/openim-api.conf"
fi
