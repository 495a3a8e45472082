// What scripts add to pages that already work without them. No inline handlers: everything hangs on data-lt-* attributes.
import { installCharts } from './lantu-charts.js';
import { installForms } from './lantu-forms.js';

const island = (id) => {
  try { return JSON.parse(document.getElementById(id)?.textContent ?? '{}'); } catch { return {}; }
};
export const texts = island('lt-texts');

/** Says something in the corner for a few seconds; screen readers hear it. */
export function toast(text, tone = 'notice') {
  const box = document.getElementById('lt-toasts');
  if (!box || !text) return;
  if ([...box.children].some((note) => note.textContent === text)) return;
  const note = document.createElement('p');
  note.className = `lt-toast lt-toast-${tone}`;
  note.textContent = text;
  box.append(note);
  setTimeout(() => note.remove(), 6000);
}

/** Asks a question; resolves to whether it was agreed to. */
export function confirmed(question) {
  const dialog = document.createElement('dialog');
  dialog.className = 'lt-dialog';
  dialog.setAttribute('aria-label', texts.confirm);
  const text = document.createElement('p');
  text.textContent = question;
  const foot = document.createElement('form');
  foot.method = 'dialog';
  foot.className = 'lt-dialog-foot';
  for (const [value, label, style] of [['no', texts.cancel, 'btn'], ['yes', texts.ok, 'btn btn-primary']]) {
    const button = document.createElement('button');
    Object.assign(button, { value, textContent: label, className: style });
    foot.append(button);
  }
  dialog.append(text, foot);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener('close', () => {
    resolve(dialog.returnValue === 'yes');
    dialog.remove();
  }));
}

function installKeyboard() {
  let waitsForPlace = 0;
  const typing = (target) => target.closest?.('input, textarea, select, [contenteditable], dialog[open]');
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    const now = Date.now();
    if (now - waitsForPlace < 1500) {
      waitsForPlace = 0;
      const link = document.querySelector(`[data-lt-key="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); }
    } else if (event.key === 'g') {
      waitsForPlace = now;
    } else if (event.key === '/') {
      const search = document.getElementById('lt-search') ?? document.querySelector('input[type=search]');
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    } else if (event.key === '?') {
      event.preventDefault();
      document.getElementById('lt-keyboard')?.showModal();
    } else if (event.key === 'Escape') {
      closeDrops(null);
    }
  });
}

const dropKinds = 'details.lt-drop, details.lt-clause, details.lt-evidence';
const closeDrops = (except) => document.querySelectorAll(dropKinds).forEach((drop) => {
  if (drop.open && drop !== except && !drop.contains(except)) drop.open = false;
});

function installDrops() {
  document.addEventListener('click', (event) => closeDrops(event.target.closest(dropKinds)));
  document.addEventListener('toggle', (event) => {
    if (!event.target.matches?.(dropKinds) || !event.target.open) return;
    closeDrops(event.target);
    const panel = event.target.lastElementChild;
    panel.style.translate = '';
    const box = panel.getBoundingClientRect();
    const over = box.right - document.documentElement.clientWidth + 8;
    if (over > 0) panel.style.translate = `${-over}px 0`;
    else if (box.left < 8) panel.style.translate = `${8 - box.left}px 0`;
  }, true);
  document.addEventListener('keydown', (event) => {
    const drop = event.key === 'Escape' && event.target.closest?.('details[open]');
    if (drop) { drop.open = false; drop.querySelector('summary').focus(); }
  });
}

function installTheme() {
  document.querySelectorAll('form[data-lt-theme]').forEach((form) => form.addEventListener('submit', (event) => {
    const theme = event.submitter?.value;
    if (!theme) return;
    event.preventDefault();
    document.cookie = `lantu_theme=${theme}; path=/; max-age=31536000; samesite=lax`;
    const root = document.documentElement;
    root.dataset.ltTheme = theme;
    root.dataset.bsTheme = theme === 'auto' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : theme;
    form.querySelectorAll('button').forEach((button) => button.toggleAttribute('aria-current', button.value === theme));
    form.closest('details').open = false;
  }));
}

// A region that does not scroll needs no place in the tab order; turning a phone may make it scroll.
const scrolling = new ResizeObserver((entries) => entries.forEach(({ target }) => {
  if (target.scrollWidth > target.clientWidth + 1) target.setAttribute('tabindex', '0');
  else target.removeAttribute('tabindex');
}));

function installTables(root) {
  root.querySelectorAll('[data-lt-all]').forEach((all) => all.addEventListener('change', () => {
    all.closest('table').querySelectorAll('tbody input[name="id"]').forEach((box) => { box.checked = all.checked; });
  }));
  root.querySelectorAll('.lt-scroll').forEach((region) => scrolling.observe(region));
}

function installHtmx() {
  document.body.addEventListener('htmx:configRequest', (event) => {
    const token = document.querySelector('input[name="csrf"]')?.value;
    if (token && event.detail.verb !== 'get') event.detail.headers['X-CSRF-Token'] = token;
  });
  // A poll that fails asks again by itself; only what a person started is worth a message.
  const tell = (text) => (event) => { if (!event.target.matches?.('.lt-job')) toast(text, 'danger'); };
  document.body.addEventListener('htmx:responseError', tell(texts.failed));
  document.body.addEventListener('htmx:sendError', tell(texts.offline));
  document.body.addEventListener('htmx:afterSwap', (event) => start(event.target));
}

function start(root) {
  installTables(root);
  installForms(root, { texts, toast, confirmed });
  installCharts(root, { texts });
}

document.documentElement.classList.add('lt-js');
installKeyboard();
installDrops();
installTheme();
installHtmx();
start(document.body);
document.querySelectorAll('[data-lt-help]').forEach((link) => link.addEventListener('click', (event) => {
  const dialog = document.getElementById('lt-keyboard');
  if (dialog && event.shiftKey) { event.preventDefault(); dialog.showModal(); }
}));
document.querySelector('[data-lt-focus]')?.focus({ preventScroll: false });
