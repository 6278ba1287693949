//! The demo. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(DemoTexts {
    name,
    starting,
    starting_text,
    not_started,
    no_worker,
    no_worker_said,
    silent,
    fault,
    back,
    not_real,
    not_real_text,
    reset,
    reset_text,
    resetting,
    leave,
});

/// Its texts.
pub fn texts(language: Language) -> &'static DemoTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: DemoTexts = DemoTexts {
    name: "Demo",
    starting: "Starting the demo…",
    starting_text: "A server with 2,000 invented users starts in this page. No other server is called.",
    not_started: "The demo could not be started.",
    no_worker: "Its server runs in a web worker of this page, and the browser did not start that: a file of the console is \
                missing on its host (sandbox-worker-….js or .wasm), or a policy of the host forbids workers. Try again; if it \
                stays so, whoever runs this console can put that right.",
    no_worker_said: "{why} The browser says: {said}",
    silent: "Its server was started in this page and says nothing. This device may be very busy: close other pages, then try again.",
    fault: "That is a fault of the console itself. Load the page again.",
    back: "Back to signing in",
    not_real: "Demo.",
    not_real_text: "Nothing here is real: the server runs in this page, and its users are invented.",
    reset: "Reset",
    reset_text: "Starts the server anew: all that was changed is gone.",
    resetting: "Starting anew…",
    leave: "Leave the demo",
};

static CHINESE: DemoTexts = DemoTexts {
    name: "演示",
    starting: "正在启动演示…",
    starting_text: "一个带有 2,000 名虚构用户的服务器正在本页面中启动，不会调用其他服务器。",
    not_started: "演示未能启动。",
    no_worker: "演示的服务器在本页面的 Web Worker 中运行，而浏览器未能启动它：可能是控制台所在主机缺少文件（sandbox-worker-….js 或 .wasm），\
                或主机的策略禁止使用 Worker。请重试；若问题依旧，请联系本控制台的维护者。",
    no_worker_said: "{why} 浏览器提示：{said}",
    silent: "演示的服务器已在本页面中启动，但没有响应。设备可能十分繁忙：请关闭其他页面后重试。",
    fault: "这是控制台自身的错误。请重新加载页面。",
    back: "返回登录",
    not_real: "演示。",
    not_real_text: "此处一切均非真实：服务器运行在本页面中，用户均为虚构。",
    reset: "重置",
    reset_text: "重新启动服务器：所有更改都会消失。",
    resetting: "正在重新启动…",
    leave: "退出演示",
};
