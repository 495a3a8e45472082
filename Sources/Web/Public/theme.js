// Runs before the first paint: a page that follows the device takes its colours now, not after a flash.
(() => {
  const root = document.documentElement;
  const stored = document.cookie.match(/(?:^|; )lantu_theme=(auto|light|dark)/)?.[1];
  const wanted = stored ?? root.dataset.ltTheme ?? 'auto';
  const device = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (theme) => {
    root.dataset.ltTheme = theme;
    root.dataset.bsTheme = theme === 'auto' ? (device.matches ? 'dark' : 'light') : theme;
  };
  apply(wanted);
  device.addEventListener('change', () => apply(root.dataset.ltTheme));
})();
