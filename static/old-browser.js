// For browsers without modules: the only script that such a browser runs.
(function () {
  var zh = /^zh/i.test(navigator.language || '');
  var place = document.querySelector('[data-boot-text]');
  if (place) {
    place.textContent = zh
      ? '此浏览器版本过旧。控制台需要 Chrome 或 Edge 123、Firefox 121、Safari 17.5 或更新版本。'
      : 'This browser is too old. The console needs Chrome or Edge 123, Firefox 121, Safari 17.5, or newer.';
  }
})();
