'use strict';
// Everything shown is text put into elements: nothing in the data is ever read as markup.
const data = JSON.parse(document.getElementById('data').textContent);
const page = document.getElementById('page');
const own = { name: '', phone: '', address: '', note: '' };
// One entry of a good's lines for each different text written on it.
const cart = data.offers.map(() => [blank()]);
let lang = (navigator.language || '').toLowerCase().startsWith('en') ? 'en' : 'id';
let said = '';

function blank() { return { qty: 0, text: '', fields: {}, picks: {} }; }
// How often something of a choice was picked, and how many picks a choice still wants.
function picked(line, choice, option) { return line.picks[choice + '-' + option] || 0; }
function wanting(offer, line, choice) {
  const of = offer.choices[choice];
  return of.among.reduce((left, option, at) => left - picked(line, choice, at), of.pick);
}
function word(key, args) {
  return (data.words[lang][key] || key).replace(/\{(\w+)\}/g, (all, name) => args && name in args ? args[name] : all);
}
function rupiah(n) { return 'Rp' + String(n).replace(/\B(?=(\d{3})+$)/g, '.'); }
function now() { return Math.floor(Date.now() / 1000); }

// What may stand in a message: one line, composed letters, no control or direction marks.
function clean(text) {
  return String(text).normalize('NFC').replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\p{Cf}\u115f\u1160\u3164\uffa0]/gu, c => c === '\u200c' || c === '\u200d' ? c : '').replace(/ +/g, ' ').trim();
}
// A field's value: a semicolon would part it from the next.
function filled(line, field) { return clean(line.fields[field.label] || '').replace(/ *;/g, ','); }
function several(text) {
  return String(text).split(/[\r\n\u2028\u2029]+/).map(clean).filter(Boolean).join(', ');
}

// ---- Prices as rekap's: each unit at the first tier that still holds, else at the own price; the
// price from so many units on where it is lower; some count all variants of the product.
function slices(offer, qty, total, mixed, used) {
  let further = Infinity;
  for (const more of offer.from) if ((more.across ? mixed : total) >= more.qty) further = Math.min(further, more.price);
  const out = [];
  let rest = qty;
  let usual = Math.min(offer.price, further);
  for (const tier of offer.tiers) {
    if (tier.until !== null && tier.until < now()) continue;
    const left = tier.left === null ? rest : tier.left - (used[tier.label] || 0);
    if (left <= 0) continue;
    if (further <= tier.price) {
      usual = further;
      break;
    }
    const take = Math.min(left, rest);
    if (take > 0) {
      out.push({ qty: take, price: tier.price });
      used[tier.label] = (used[tier.label] || 0) + take;
      rest -= take;
    }
  }
  if (rest > 0) out.push({ qty: rest, price: usual });
  return out;
}
function units(at) { return cart[at].reduce((sum, line) => sum + line.qty, 0); }
function priced() {
  const items = [];
  data.offers.forEach((offer, at) => {
    const used = {};
    const total = units(at);
    const mixed = data.offers.reduce((sum, other, place) => sum + (other.of === offer.of ? units(place) : 0), 0);
    for (const line of cart[at]) {
      if (!line.qty) continue;
      const fields = offer.fields.map(f => ({ field: f, value: filled(line, f) })).filter(f => f.value);
      const extra = fields.reduce((sum, f) => sum + f.field.price, 0);
      let amount = line.qty * extra;
      for (const slice of slices(offer, line.qty, total, mixed, used)) amount += slice.qty * slice.price;
      items.push({ offer, line, fields, text: clean(line.text), qty: line.qty, amount });
    }
  });
  return items;
}
function sum(items) { return items.reduce((all, item) => all + item.amount, 0); }

// ---- The message, as rekap reads it back (its grammar stands in src/domain/form.rs).
function check(lines) {
  let hash = 0x811c9dc5;
  const text = lines.map(bare).filter(Boolean).join('\n');
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  hash = (hash ^ (hash >>> 20)) & 0xfffff;
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  return [15, 10, 5, 0].map(by => letters[(hash >>> by) & 31]).join('');
}
function bare(line) {
  return Array.from(line.normalize('NFC')).filter(c => /[\p{Alphabetic}\p{N}]|[!-~]/u.test(c) && !'*_~`'.includes(c)).join('');
}
function message() {
  const say = data.grammar[lang];
  const items = priced();
  const lines = ['*' + say.order + ' ' + data.po.code + '*', data.po.title, ''];
  items.forEach((item, at) => {
    lines.push((at + 1) + '. ' + item.qty + ' × ' + item.offer.code + ': ' + item.offer.name + ' = ' + rupiah(item.amount));
    item.offer.choices.forEach((choice, at) => choice.among.forEach((option, no) => {
      const picks = picked(item.line, at, no);
      if (picks) lines.push('◦ ' + picks + ' × ' + option.code + ': ' + option.name);
    }));
    for (const f of item.fields) lines.push('• ' + f.field.label + ': ' + f.value);
    if (item.text) lines.push('✎ ' + item.text);
  });
  lines.push('', say.total + ': ' + rupiah(sum(items)), say.name + ': ' + clean(own.name), say.phone + ': ' + clean(own.phone));
  if (several(own.address)) lines.push(say.address + ': ' + several(own.address));
  if (several(own.note)) lines.push(say.note + ': ' + several(own.note));
  const code = say.code + ': ' + data.po.code + '-' + check(lines);
  return lines.concat('', code).join('\n');
}

// ---- What is wrong, with the element to go to.
function problems() {
  const wrong = [];
  const say = (id, text) => wrong.push({ id, text });
  data.offers.forEach((offer, at) => {
    const total = units(at);
    if (!total) return;
    if (offer.least && total < offer.least) say('q' + at + '-0', word('wrong-least', { name: offer.name, n: offer.least }));
    if (offer.multiple && total % offer.multiple) say('q' + at + '-0', word('wrong-multiple', { name: offer.name, n: offer.multiple }));
    cart[at].forEach((line, no) => {
      if (!line.qty) return;
      offer.choices.forEach((choice, place) => {
        const left = wanting(offer, line, place);
        const first = choice.among.findIndex(option => !option.full);
        if (left) say('c' + at + '-' + no + '-' + place + '-' + Math.max(first, 0), word('wrong-choose', { name: offer.name, n: left }));
      });
      offer.fields.forEach((f, place) => {
        const value = filled(line, f);
        const id = 'f' + at + '-' + no + '-' + place;
        const length = Array.from(value).length;
        if (!value) {
          if (f.required) say(id, word('wrong-empty', { name: f.label }));
        } else if (f.digits && !/^[0-9]+$/.test(value)) say(id, word('wrong-digits', { name: f.label }));
        else if (f.least && length < f.least) say(id, word('wrong-short', { name: f.label, n: f.least }));
        else if (f.most && length > f.most) say(id, word('wrong-long', { name: f.label, n: f.most }));
      });
    });
  });
  if (!priced().length) say('q0-0', word('wrong-nothing'));
  if (!clean(own.name)) say('name', word('wrong-empty', { name: word('name') }));
  if (clean(own.phone).replace(/[^0-9]/g, '').length < 8) say('phone', word('wrong-phone'));
  return wrong;
}

// ---- The page.
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined) made.append(child);
  }
  return made;
}
function labelled(id, text, input) { return [el('label', { for: id }, text), input]; }

function quantity(offer, at, no, show) {
  const line = cart[at][no];
  const name = offer.name;
  const input = el('input', {
    id: 'q' + at + '-' + no, type: 'text', inputmode: 'numeric', autocomplete: 'off', maxlength: 6,
    'aria-label': word('quantity', { name }), disabled: offer.full,
    oninput: () => set(input.value.replace(/[^0-9]/g, '') || '0', false), onblur: () => set(line.qty, true),
    onfocus: () => input.select(),
  });
  const set = (qty, write) => {
    line.qty = Math.min(1000000, Math.max(0, Math.floor(Number(qty)) || 0));
    if (write) input.value = line.qty;
    show(line.qty);
    update();
  };
  const step = by => {
    let qty = line.qty + by * (offer.multiple || 1);
    if (offer.least && qty > 0 && qty < offer.least) qty = by > 0 ? offer.least : 0;
    set(qty, true);
  };
  input.value = line.qty;
  return el('div', { class: 'steps' },
    el('button', { type: 'button', 'aria-label': word('less', { name }), disabled: offer.full, onclick: () => step(-1) }, '−'),
    input,
    el('button', { type: 'button', 'aria-label': word('more', { name }), disabled: offer.full, onclick: () => step(1) }, '+'));
}

// A choice of a package: one of several is a round button, several are counted.
function choosing(offer, at, no, place) {
  const line = cart[at][no];
  const choice = offer.choices[place];
  const name = 'c' + at + '-' + no + '-' + place;
  const state = el('span', { class: 'state', role: 'status' });
  const title = choice.name ? word('choose-of', { name: choice.name, n: choice.pick }) : word('choose', { n: choice.pick });
  const shows = [];
  const show = () => {
    const left = wanting(offer, line, place);
    const text = left ? word('choose-left', { n: left }) : word('chosen');
    if (state.textContent !== text) state.textContent = text;
    state.classList.toggle('done', !left);
    for (const refresh of shows) refresh();
  };
  const set = (option, picks) => {
    line.picks[place + '-' + option] = picks;
    show();
    update();
  };
  const one = choice.among.map((option, which) => {
    const id = name + '-' + which;
    const text = [option.name, option.full ? el('strong', {}, ' · ' + word('full')) : null];
    if (choice.pick === 1) {
      const input = el('input', {
        id, name, type: 'radio', disabled: option.full,
        onchange: () => {
          choice.among.forEach((_, other) => { line.picks[place + '-' + other] = 0; });
          set(which, 1);
        },
      });
      input.checked = picked(line, place, which) > 0;
      return el('li', { class: 'pick' }, input, el('label', { for: id }, text));
    }
    const count = el('output', { 'aria-live': 'polite', 'aria-label': word('quantity', { name: option.name }) });
    const can = by => (by < 0 ? picked(line, place, which) : wanting(offer, line, place) && !option.full);
    const step = by => { if (can(by)) set(which, picked(line, place, which) + by); };
    const less = el('button', { type: 'button', 'aria-label': word('less', { name: option.name }), onclick: () => step(-1) }, '−');
    const more = el('button', { id, type: 'button', 'aria-label': word('more', { name: option.name }), onclick: () => step(1) }, '+');
    shows.push(() => {
      count.textContent = picked(line, place, which);
      // Never out of the keyboard's reach: a button that goes dead under the finger keeps its place.
      less.setAttribute('aria-disabled', String(!can(-1)));
      more.setAttribute('aria-disabled', String(!can(1)));
    });
    return el('li', { class: 'row pick' }, el('span', {}, text), el('div', { class: 'steps' }, less, count, more));
  });
  show();
  return el('fieldset', { class: 'choice' }, el('legend', {}, title, ' ', state), el('ul', {}, one));
}

// What is written on a line: its choices, the product's own questions, then anything else.
function writing(offer, at, no) {
  const line = cart[at][no];
  const parts = offer.fields.map((f, place) => {
    const id = 'f' + at + '-' + no + '-' + place;
    const title = f.label + (f.required ? ' *' : '') + (f.price ? ' (+' + rupiah(f.price) + ')' : '');
    const input = el('input', {
      id, type: 'text', maxlength: f.most || 500, inputmode: f.digits ? 'numeric' : null,
      'aria-required': f.required ? 'true' : null, oninput: () => { line.fields[f.label] = input.value; update(); },
    });
    input.value = line.fields[f.label] || '';
    return labelled(id, title, input);
  });
  const id = 't' + at + '-' + no;
  const input = el('input', { id, type: 'text', maxlength: 500, oninput: () => { line.text = input.value; update(); } });
  input.value = line.text;
  return [...offer.choices.map((_, place) => choosing(offer, at, no, place)), ...parts, labelled(id, word('customization'), input)];
}

function good(offer, at) {
  const box = el('li', { class: 'good' });
  // What the next unit costs stands first.
  const tiers = offer.tiers.filter(t => t.until === null || t.until >= now());
  const prices = tiers.map(t => [el('span', { class: 'price' }, rupiah(t.price)), ' · ' + t.about[lang], el('br')]);
  prices.push(tiers.length ? word('then', { price: rupiah(offer.price) }) : el('span', { class: 'price' }, rupiah(offer.price)));
  for (const more of offer.from) prices.push(el('br'), word(more.across ? 'from-across' : 'from', { n: more.qty, price: rupiah(more.price) }));
  if (offer.least) prices.push(el('br'), word('least', { n: offer.least }));
  if (offer.multiple) prices.push(el('br'), word('multiple', { n: offer.multiple }));
  if (offer.contents) prices.push(el('br'), word('contents', { text: offer.contents }));
  if (offer.full) prices.push(el('br'), el('strong', {}, word('full')));
  const more = el('button', { type: 'button', class: 'link small', onclick: () => { cart[at].push({ ...blank(), qty: 1 }); render('q' + at + '-' + (cart[at].length - 1)); } }, word('another'));
  cart[at].forEach((line, no) => {
    const text = el('fieldset', {}, el('legend', {}, word('writing', { name: offer.name })), writing(offer, at, no));
    const show = qty => {
      text.classList.toggle('hide', !qty);
      if (no === 0) more.classList.toggle('hide', !qty);
    };
    const head = no === 0 ? el('div', {}, el('strong', {}, offer.variant || offer.product), el('div', { class: 'soft small' }, prices))
      : el('div', { class: 'soft' }, offer.name);
    box.append(el('div', { class: 'row' }, head, quantity(offer, at, no, show)), text);
    show(line.qty);
  });
  box.append(more);
  return box;
}

function goods() {
  const list = [];
  let last = null;
  let open = null;
  data.offers.forEach((offer, at) => {
    if (offer.product !== last || !offer.variant) {
      last = offer.product;
      open = el('ul', {});
      if (offer.variant) list.push(el('h3', {}, offer.product));
      list.push(open);
    }
    open.append(good(offer, at));
  });
  return list;
}

function field(id, key, attributes, tag) {
  const input = el(tag || 'input', { id, ...attributes, oninput: () => { own[id] = input.value; update(); } });
  input.value = own[id];
  return labelled(id, word(key) + (attributes['aria-required'] ? ' *' : ''), input);
}

function render(focus) {
  document.documentElement.lang = lang;
  document.title = data.po.title;
  const other = lang === 'id' ? 'en' : 'id';
  page.replaceChildren(
    el('header', {},
      el('div', {}, el('h1', {}, data.po.name), data.shop.name ? el('p', { class: 'soft' }, data.shop.name) : null),
      el('button', { type: 'button', id: 'language', lang: other, onclick: () => { lang = other; render('language'); } }, other === 'en' ? 'English' : 'Indonesia')),
    el('main', {},
      el('p', { id: 'closed', class: 'notice hide', role: 'status' }),
      el('ul', { class: 'facts' }, data.facts[lang].map(fact => el('li', {}, fact))),
      el('form', { id: 'form', novalidate: true, onsubmit: event => event.preventDefault() },
        el('fieldset', {}, el('legend', {}, el('h2', {}, word('items'))), goods()),
        el('fieldset', {}, el('legend', {}, el('h2', {}, word('who'))),
          field('name', 'name', { type: 'text', autocomplete: 'name', maxlength: 120, 'aria-required': 'true' }),
          field('phone', 'phone', { type: 'tel', autocomplete: 'tel', inputmode: 'tel', maxlength: 30, 'aria-required': 'true' }),
          field('address', 'address', { autocomplete: 'street-address', maxlength: 500, rows: 3 }, 'textarea'),
          field('note', 'note', { maxlength: 500, rows: 2 }, 'textarea')),
        el('details', {}, el('summary', {}, word('preview')),
          el('textarea', { id: 'message', readonly: true, rows: 12, 'aria-label': word('preview') })))),
    el('section', { class: 'bar', 'aria-label': word('total') }, el('div', {},
      el('p', { id: 'wrong', class: 'wrong', role: 'alert' }),
      el('div', { class: 'row' }, el('span', { id: 'total-label' }, word('total')),
        el('output', { id: 'total', 'aria-live': 'polite', 'aria-labelledby': 'total-label total' })),
      el('div', { class: 'keys' },
        el('button', { type: 'button', class: 'main', id: 'send', onclick: send }, word('send')),
        el('button', { type: 'button', id: 'copy', onclick: copy }, word('copy'))))));
  update();
  if (focus) document.getElementById(focus)?.focus();
}

function shut() {
  if (data.po.opens !== null && now() < data.po.opens) return word('not-open') + ' ' + data.po.opening[lang];
  if (data.po.closes !== null && now() > data.po.closes) return word('closed');
  return '';
}

function update() {
  const total = rupiah(sum(priced()));
  const shown = document.getElementById('total');
  if (shown.textContent !== total) shown.textContent = total;
  const closed = shut();
  const notice = document.getElementById('closed');
  if (notice.textContent !== closed) notice.textContent = closed;
  notice.classList.toggle('hide', !closed);
  for (const id of ['send', 'copy']) document.getElementById(id).disabled = Boolean(closed);
  document.getElementById('message').value = closed ? '' : message();
  if (said) tell(problems(), false);
}

// Says the first thing that is wrong and goes there; true when all is well.
function tell(wrong, go) {
  for (const marked of page.querySelectorAll('[aria-invalid]')) marked.removeAttribute('aria-invalid');
  for (const { id } of wrong) {
    const input = document.getElementById(id);
    input?.setAttribute('aria-invalid', 'true');
    input?.setAttribute('aria-describedby', 'wrong');
  }
  said = wrong.length ? wrong[0].text : '';
  const place = document.getElementById('wrong');
  if (place.textContent !== said) place.textContent = said;
  if (go && wrong.length) document.getElementById(wrong[0].id)?.focus();
  uncover();
  return !wrong.length;
}

// The bar at the bottom never covers the field that has the focus, however high the bar is.
function uncover() {
  const field = document.activeElement;
  const bar = page.querySelector('.bar');
  if (field === document.body || bar.contains(field)) return;
  const place = field.getBoundingClientRect();
  const covered = place.bottom + 8 - bar.getBoundingClientRect().top;
  if (covered > 0) scrollBy(0, Math.min(covered, place.top - 8));
}

function send() {
  update();
  if (shut() || !tell(problems(), true)) return;
  location.href = 'https://wa.me/' + data.shop.phone + '?text=' + encodeURIComponent(message());
}

function copy() {
  update();
  if (shut() || !tell(problems(), true)) return;
  const button = document.getElementById('copy');
  const done = () => { button.textContent = word('copied'); setTimeout(() => { button.textContent = word('copy'); }, 2500); };
  const by_hand = () => {
    const text = document.getElementById('message');
    text.closest('details').open = true;
    text.focus();
    text.select();
    if (document.execCommand('copy')) done();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(message()).then(done, by_hand);
  else by_hand();
}

render();
page.addEventListener('focusin', uncover);
setInterval(update, 20000);
