'use strict';
// Shared by all pages: the data, panels, elements, charts, light and dark.
const page = (() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const root = document.documentElement;
  const main = document.getElementById('main');
  const redraw = []; // what to draw again when colours or widths change

  // Elements: text from the data is only ever set as text.
  const el = (tag, attributes, ...children) => {
    const e = document.createElement(tag);
    for (const [k, v] of Object.entries(attributes || {})) {
      if (k === 'on') for (const [event, f] of Object.entries(v)) e.addEventListener(event, f);
      else if (v !== null && v !== undefined) e.setAttribute(k, v);
    }
    for (const c of children.flat(Infinity)) if (c !== null && c !== undefined) e.append(c);
    return e;
  };
  const section = (title, lead, ...children) =>
    el('section', {}, el('h2', {}, title), lead ? el('p', {class: 'lead'}, lead) : null, ...children);
  const known = v => v !== null && v !== undefined;
  const count = v => Number(v).toLocaleString('en-US');
  const show = (v, suffix) => {
    if (!known(v)) return '–';
    const size = Math.abs(v);
    const digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.1 ? 3 : 0;
    const text = size !== 0 && size < 0.1 ? Number(v.toPrecision(3)).toString()
      : v.toLocaleString('en-US', {minimumFractionDigits: digits, maximumFractionDigits: digits});
    return text + (suffix || '');
  };
  const skill = v => known(v) ? (v >= 0 ? '+' : '−') + Math.abs(100 * v).toFixed(Math.abs(v) < 10 ? 1 : 0) + ' %' : '–';
  const tone = v => !known(v) || Math.abs(v) < 0.005 ? null : v > 0 ? 'good' : 'bad';
  const facts = rows => el('dl', {class: 'facts'}, rows.filter(r => known(r[1]) && r[1] !== '').map(([k, v, mono]) =>
    [el('dt', {}, k), el('dd', {class: mono ? 'mono' : null}, String(v))]));
  const entries = map => Object.entries(map || {});
  const css = name => getComputedStyle(root).getPropertyValue(name).trim();

  // Panels. A panel is a function of its section of the data that adds to the page. It is drawn where the section is
  // there: known, and of a list at least `least` entries.
  let place = main;
  const add = (...elements) => place.append(...elements);
  const panel = (section, draw, least = 1) => {
    if (known(section) && !(Array.isArray(section) && section.length < least)) draw(section);
  };
  const pair = panels => { // side by side where there is room
    place = el('div', {class: 'two'});
    main.append(place);
    panels();
    place = main;
  };
  const notes = lines => lines.length ? el('ul', {class: 'notes'}, lines.map(l => el('li', {}, l))) : null;
  const rows = (heads, body) => el('div', {class: 'scroll'}, el('table', {},
    el('thead', {}, el('tr', {}, heads.map(t => el('th', {}, t)))), el('tbody', {}, body)));
  const bar = (share, text, colour) => { // a table cell with a bar of this share of the longest
    const fill = el('i');
    fill.style.width = (100 * share) + '%';
    if (colour) fill.style.background = colour;
    return el('td', {class: 'barred'}, el('div', {class: 'track'}, el('div', {}, fill), el('span', {}, text)));
  };

  // Charts.
  const key = (name, colour, dash) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
    for (const [k, v] of Object.entries({x1: 0, x2: 20, y1: 4, y2: 4, 'stroke-width': 2.2})) line.setAttribute(k, v);
    if (dash) line.setAttribute('stroke-dasharray', '4 3');
    line.style.stroke = colour.startsWith('--') ? `var(${colour})` : colour;
    svg.append(line);
    return el('span', {}, svg, name);
  };
  const axis = extra => Object.assign({
    stroke: css('--soft'), grid: {stroke: css('--line'), width: 1}, ticks: {stroke: css('--line'), width: 1},
    font: '12px system-ui, sans-serif', size: 36}, extra);
  const line = (label, colour, more) => Object.assign(
    {label, stroke: css(colour), width: 1.6, points: {show: false}, spanGaps: true}, more);
  const chart = (host, options, columns) => {
    host.replaceChildren();
    return new uPlot(Object.assign({width: Math.max(240, host.clientWidth), legend: {show: false},
      cursor: {points: {size: 6}}}, options), columns, host);
  };
  const reader = () => el('div', {class: 'read'}, '\u00a0');
  const reading = (out, x) => u => {
    const i = u.cursor.idx;
    out.textContent = !known(i) ? '\u00a0' : [x(u.data[0][i]), ...u.series.slice(1)
      .map((s, k) => s.show && s.label && known(u.data[k + 1][i]) ? s.label + ' ' + show(u.data[k + 1][i]) : null).filter(Boolean)].join('   ·   ');
  };
  const whole = x => Number.isInteger(x) ? String(x) : '';

  // Must be called by the page's own script after its last panel.
  const start = () => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const drawAll = () => redraw.forEach(f => f());
    const theme = isDark => { root.dataset.theme = isDark ? 'dark' : 'light'; drawAll(); };
    document.getElementById('theme').addEventListener('click', () => theme(root.dataset.theme !== 'dark'));
    dark.addEventListener('change', e => theme(e.matches));
    addEventListener('beforeprint', () => theme(false));
    let wide = innerWidth;
    addEventListener('resize', () => { if (innerWidth !== wide) { wide = innerWidth; drawAll(); } });
    theme(dark.matches);
  };

  return {data, redraw, panel, pair, add, el, section, notes, rows, bar, known, count, show, skill, tone, facts, entries, css, key, axis,
    line, chart, reader, reading, whole, start};
})();
