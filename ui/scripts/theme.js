// Sets theme and language on <html> before the first paint. Kept outside the bundle because no inline script is allowed.
(() => {
  const root = document.documentElement;
  let theme = 'system';
  let lang = 'zh';
  try {
    theme = localStorage.getItem('xg.theme') || theme;
    lang = localStorage.getItem('xg.lang') || (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
  } catch {
    // Storage may be closed (private window): fall back to the system's look.
  }
  if (theme === 'system') theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  root.setAttribute('data-theme', theme);
  root.lang = lang === 'en' ? 'en' : 'zh-CN';
})();
