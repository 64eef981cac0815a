(() => {
  const {data, redraw, pair, add, el, section, notes, rows, bar, count, show, facts, entries, css, key, axis, line, chart, reader, reading, whole} = page;
  const {cells, baselines, scores} = data;
  const trained = cells.filter(c => !c.diverged);
  const hue = c => `hsl(${(cells.indexOf(c) * 137.5) % 360} 58% 48%)`; // the golden angle: neighbours differ most
  document.getElementById('sub').textContent = data.budget;

  function table() {
    const most = Math.max(...trained.map(c => c.watched)) || 1;
    const row = c => el('tr', {class: c.cell === data.best ? 'ours' : null},
      el('td', {title: c.layers}, c.cell),
      el('td', {}, count(c.parameters)), el('td', {}, show(c.roundBytes / 1024, ' kB')),
      el('td', {}, c.diverged ? '–' : show(c.seconds)),
      bar(c.diverged ? 0 : c.watched / most, c.diverged ? 'diverged' : show(c.watched), hue(c)),
      scores.map((_, i) => el('td', {}, c.scores[i] ?? '–')));
    const baseline = b => el('tr', {}, el('td', {}, b.name),
      el('td'), el('td'), el('td'), el('td'), scores.map((_, i) => el('td', {}, b.scores[i] ?? '–')));
    add(section('Cells side by side',
      `Choose by the ${data.watched}; the scores to its right, on test windows, then say how good the chosen cell is, beside forecasters that need no network.`,
      rows(['Cell', 'Parameters', 'Bytes a round', 'Seconds', data.watched + ', shorter is better', ...scores],
        [cells.map(row), baselines.map(baseline)]),
      notes([...cells.filter(c => c.diverged).map(c => `${c.cell} diverged: ${c.diverged}`), ...data.notes])));
  }

  function curves() {
    const host = el('div', {class: 'plot'});
    const out = reader();
    const longest = Math.max(...trained.map(c => c.losses.length));
    const epochs = Array.from({length: longest}, (_, i) => i + 1);
    const few = longest < 3 ? {points: {show: true, size: 6}} : {};
    add(section('By epoch', `The ${data.watched} after each epoch.`, host, out,
      el('div', {class: 'keys'}, trained.map(c => key(c.cell, hue(c))))));
    redraw.push(() => chart(host, {
      height: 300, scales: {x: {time: false}},
      axes: [axis({values: (u, vs) => vs.map(whole)}), axis({size: 66})],
      series: [{}, ...trained.map(c => line(c.cell, '--ink', {stroke: hue(c), width: 1.8, ...few}))],
      hooks: {setCursor: [reading(out, x => 'epoch ' + x)]},
    }, [epochs, ...trained.map(c => epochs.map((_, i) => c.losses[i] ?? null))]));
  }

  function costs() {
    const host = el('div', {class: 'plot'});
    const byTime = [...trained].sort((a, b) => a.seconds - b.seconds);
    const latest = byTime[byTime.length - 1].seconds;
    add(section('Against time', `The ${data.watched} at the end, and the seconds training took: low and to the left is good.`, host));
    redraw.push(() => chart(host, {
      height: 300, cursor: {show: false},
      scales: {x: {time: false, range: () => [0, latest * 1.18]}, y: {range: (u, lo, hi) => [lo - 0.12 * (hi - lo || hi), hi + 0.12 * (hi - lo || hi)]}},
      axes: [axis({values: (u, vs) => vs.map(v => v + ' s')}), axis({size: 66})],
      series: [{}, {stroke: 'transparent', paths: () => null, points: {show: false}}],
      hooks: {draw: [u => {
        const {ctx} = u, ratio = devicePixelRatio;
        ctx.save();
        ctx.font = `${12 * ratio}px system-ui, sans-serif`;
        ctx.textAlign = 'left';
        ctx.textBaseline = 'middle';
        byTime.forEach(c => {
          const x = u.valToPos(c.seconds, 'x', true), y = u.valToPos(c.watched, 'y', true);
          ctx.fillStyle = hue(c);
          ctx.beginPath();
          ctx.arc(x, y, 4.5 * ratio, 0, 2 * Math.PI);
          ctx.fill();
          ctx.fillStyle = css('--ink');
          ctx.fillText(c.cell, x + 9 * ratio, y);
        });
        ctx.restore();
      }]},
    }, [byTime.map(c => c.seconds), byTime.map(c => c.watched)]));
  }

  function networks() {
    add(section('Networks and data', null, facts([...cells.map(c => [c.cell, c.layers, true]), ...entries(data.facts)]),
      el('details', {}, el('summary', {}, 'Configuration'), el('pre', {}, data.configuration))));
  }

  // The page.
  table();
  if (trained.length) {
    pair(() => {
      curves();
      costs();
    });
  }
  networks();
  page.start();
})();
