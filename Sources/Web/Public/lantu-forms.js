// Forms that never lose what was typed: drafts on this device, one question before what cannot be undone.

const lasts = 14 * 24 * 3600 * 1000;

function answers(form) {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || ['hidden', 'password', 'file', 'submit'].includes(field.type)) continue;
    if (field.type === 'checkbox' || field.type === 'radio') {
      (values[field.name] ??= []).push(...(field.checked ? [field.value] : []));
    } else {
      values[field.name] = field.value;
    }
  }
  return values;
}

function refill(form, values) {
  for (const field of form.elements) {
    if (!(field.name in values) || ['hidden', 'password', 'file', 'submit'].includes(field.type)) continue;
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = values[field.name].includes(field.value);
    else field.value = values[field.name];
  }
}

function keepDraft(form, { texts, toast }) {
  const key = `lantu-draft:${form.dataset.ltDraft}`;
  const note = form.querySelector('.lt-draft-note');
  const untouched = JSON.stringify(answers(form));
  let store;
  try { store = window.localStorage; } catch { return; }
  const discard = () => { store.removeItem(key); note?.replaceChildren(); };
  try {
    const draft = JSON.parse(store.getItem(key) ?? 'null');
    // A form that came back with faults already holds what was typed.
    if (draft && Date.now() - draft.at < lasts && !form.querySelector('[aria-invalid="true"], .lt-diagnostics')
      && JSON.stringify(draft.values) !== untouched) {
      refill(form, draft.values);
      toast(texts['draft-found'], 'notice');
      if (note) {
        const button = document.createElement('button');
        Object.assign(button, { type: 'button', className: 'btn btn-sm', textContent: texts['draft-discard'] });
        button.addEventListener('click', () => { refill(form, JSON.parse(untouched)); discard(); });
        note.replaceChildren(button);
      }
    }
  } catch { discard(); }
  let timer;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        store.setItem(key, JSON.stringify({ at: Date.now(), values: answers(form) }));
        if (note) note.textContent = texts['draft-saved'];
      } catch { /* a full or forbidden store only means no draft */ }
    }, 600);
  });
  form.addEventListener('submit', () => { clearTimeout(timer); store.removeItem(key); });
}

/** Faults show as one leaves a field, in the words of the browser and the language of the page. */
function checkOnLeave(form) {
  form.addEventListener('focusout', ({ target }) => {
    if (!target.willValidate || target.type === 'file') return;
    const wrong = !target.checkValidity() && (target.value !== '' || target.dataset.ltTouched);
    target.dataset.ltTouched = '1';
    target.classList.toggle('is-invalid', wrong);
    if (wrong) target.setAttribute('aria-invalid', 'true');
    else target.removeAttribute('aria-invalid');
  });
}

export function installForms(root, tools) {
  root.querySelectorAll('form[data-lt-draft]').forEach((form) => keepDraft(form, tools));
  root.querySelectorAll('form.lt-form').forEach(checkOnLeave);
  root.querySelectorAll('form[data-lt-confirm]').forEach((form) => form.addEventListener('submit', async (event) => {
    if (form.dataset.ltAgreed) return;
    event.preventDefault();
    if (await tools.confirmed(form.dataset.ltConfirm)) {
      form.dataset.ltAgreed = '1';
      form.requestSubmit(event.submitter ?? undefined);
    }
  }));
  root.querySelectorAll('[data-lt-fill]').forEach((link) => link.addEventListener('click', (event) => {
    const [name, password] = ['sign-in-name', 'sign-in-password'].map((id) => document.getElementById(id));
    if (!name || !password) return;
    event.preventDefault();
    [name.value, password.value] = [link.dataset.ltFill, link.dataset.ltPassword];
    password.form.querySelector('button').focus();
  }));
  // A second press of the button sends nothing twice.
  root.querySelectorAll('form[method="post"]').forEach((form) => form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset.ltSent && Date.now() - Number(form.dataset.ltSent) < 3000) event.preventDefault();
    form.dataset.ltSent = String(Date.now());
  }));
}
