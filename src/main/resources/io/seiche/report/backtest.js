(() => {
  const {data, redraw, panel, pair, add, el, section, notes, rows, count, show, skill, tone, key, axis, line, chart, reader, reading, whole} = page;
  const {backtest, findings, metrics} = data;
  const test = backtest.test;
  document.getElementById('crumbs').textContent = data.name;
  document.getElementById('sub').textContent = `${count(backtest.windows)} origins ${count(backtest.step)} rows apart, horizon ${count(backtest.horizon)}, refit ${backtest.refit}. `
    + `${count(backtest.forecasts.model)} windows were forecast by the network, ${count(backtest.forecasts.fallback)} by the fallback, ${count(backtest.forecasts.none)} not at all.`;

  const cells = scores => metrics.map(m => el('td', {}, show(scores?.[m.name], m.suffix)));
  const heads = metrics.map(m => m.label);

  function forecasters() {
    const range = i => i ? `${skill(i[0])} to ${skill(i[1])}` : '–';
    add(section('Scores beside baselines', 'Over all origins. Skill is the share of a baseline’s absolute error that the network takes away, with its 95 % bootstrap interval.',
      rows(['Forecaster', ...heads, 'Network’s skill', '95 % interval'], [['network', test], ...Object.entries(test.baselines)].map(([name, scores]) =>
        el('tr', {class: name === 'network' ? 'ours' : null}, el('td', {}, name), cells(scores),
          el('td', {class: scores.skill ? tone(scores.skill.mae) : null}, scores.skill ? skill(scores.skill.mae) : ''),
          el('td', {}, scores.skill ? range(scores.skill.maeInterval) : '')))),
      notes(backtest.notes)));
  }

  function origins() {
    add(section('Origin by origin', null, rows(['Origin', 'Cutoff', 'Windows', 'Fallback', 'None', ...heads], backtest.origins.map(o =>
      el('tr', {}, el('td', {}, count(o.origin)), el('td', {}, o.lastCutoff ?? '–'), el('td', {}, count(o.model)), el('td', {}, count(o.fallback)),
        el('td', {}, count(o.none)), cells(o.test))))));
  }

  function groups() {
    add(section('Groups of series', 'Over all origins.', rows(['Group', 'Windows', ...heads], Object.entries(backtest.groups).map(([name, g]) =>
      el('tr', {}, el('td', {}, name), el('td', {}, count(g.windows)), cells(g.test))))));
  }

  function steps() {
    const host = el('div', {class: 'plot'}), out = reader();
    add(section('Error by forecast step', 'Mean absolute error and root mean squared error.', host, out,
      el('div', {class: 'keys'}, key('MAE', '--accent'), key('RMSE', '--history'))));
    redraw.push(() => chart(host, {
      height: 240, scales: {x: {time: false}, y: {range: (u, lo, hi) => [Math.min(0, lo), hi * 1.05 || 1]}},
      axes: [axis({values: (u, vs) => vs.map(whole)}), axis({size: 62})],
      series: [{}, line('MAE', '--accent', {width: 2.2}), line('RMSE', '--history', {width: 1.8})],
      hooks: {setCursor: [reading(out, x => 'step ' + x)]},
    }, [test.steps.map((_, i) => i + 1), test.steps.map(s => s.mae ?? null), test.steps.map(s => s.rmse ?? null)]));
  }

  panel(test, forecasters);
  panel(backtest.origins, origins);
  panel(backtest.groups, groups);
  panel(findings, () => {
    pair(() => {
      errors.ladder(test, Object.entries(test.baselines).map(([name, scores]) => ({name, metrics: scores})));
      panel(test.steps, steps, 2);
    });
    errors.bias(findings.groups, test.steps.map((s, h) => ({label: String(h + 1), bias: s.bias, mae: s.mae})), data.several ? 'scale' : 'table');
    const percents = (test.intervals || []).map(i => i.percent);
    errors.windows(findings, percents);
    pair(() => {
      errors.coverage(test.intervals);
      errors.pit(findings.pit);
    });
    errors.residuals(findings.residuals);
  });
  page.start();
})();
