//! The options of the list of users. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(ListOptionsTexts {
    options,
    columns,
    move_up,
    move_down,
    moved,
    small_screen,
    density,
    comfortable,
    compact,
    auto_refresh,
    off,
    every,
    pauses,
    reset,
    online_on,
    sorts_page,
    online_failed,
    offline,
    unknown_platform,
    android_tablet,
    mini_program,
    updated_now,
    updated_seconds,
    updated_minutes,
    updated_hours,
});

/// Its texts.
pub fn texts(language: Language) -> &'static ListOptionsTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: ListOptionsTexts = ListOptionsTexts {
    options: "Columns and density",
    columns: "Columns",
    move_up: "Move {column} up",
    move_down: "Move {column} down",
    moved: "{column} is now number {n} of {all}",
    small_screen: "Small screens leave some of them out.",
    density: "Density",
    comfortable: "Comfortable",
    compact: "Compact",
    auto_refresh: "Auto refresh",
    off: "Off",
    every: "Every {n} s",
    pauses: "Pauses while the tab is hidden, while you type, and while a user is open.",
    reset: "Reset",
    online_on: "Online on",
    sorts_page: "{column}: sorts this page only, the server cannot sort",
    online_failed: "Who is online could not be read. {why} Read again",
    offline: "Offline",
    unknown_platform: "Other device",
    android_tablet: "Android tablet",
    mini_program: "Mini program",
    updated_now: "Updated just now",
    updated_seconds: "Updated {n} s ago",
    updated_minutes: "Updated {n} min ago",
    updated_hours: "Updated {n} h ago",
};

static CHINESE: ListOptionsTexts = ListOptionsTexts {
    options: "列与密度",
    columns: "列",
    move_up: "上移“{column}”",
    move_down: "下移“{column}”",
    moved: "“{column}”现在是第 {n} 列，共 {all} 列",
    small_screen: "小屏幕会隐藏部分列。",
    density: "密度",
    comfortable: "宽松",
    compact: "紧凑",
    auto_refresh: "自动刷新",
    off: "关闭",
    every: "每 {n} 秒",
    pauses: "标签页在后台、正在输入或打开用户详情时暂停。",
    reset: "恢复默认",
    online_on: "在线设备",
    sorts_page: "{column}：仅排序本页，服务器不支持排序",
    online_failed: "在线状态读取失败。{why}重新读取",
    offline: "离线",
    unknown_platform: "其他设备",
    android_tablet: "安卓平板",
    mini_program: "小程序",
    updated_now: "刚刚更新",
    updated_seconds: "{n} 秒前更新",
    updated_minutes: "{n} 分钟前更新",
    updated_hours: "{n} 小时前更新",
};
