(() => {
  const {data, redraw, panel, pair, add, el, section, notes, rows, bar, known, count, show, skill, tone, facts, entries, css, key, axis, line, chart,
    reader, reading, whole} = page;

  // Head.
  const {model, training, scores, verdict} = data;
  const table = data.data;
  const classes = scores?.task === 'classify';
  const items = scores?.task === 'next-item';
  document.getElementById('crumbs').textContent =
    [model.name, model.version].filter(Boolean).join(' · ');
  if (verdict) document.getElementById('headline').className = verdict.level.toLowerCase();
  document.getElementById('sub').textContent = (scores
    ? `${verdict && verdict.besides ? verdict.besides + ' ' : ''}Scored on ${count(scores.windows)} test windows${scores.series > 1 ? ` of ${count(scores.series)} series` : ''}` : `${count(table.series)} series`)
    + `, none of them seen in training. A window shows the model ${count(table.lookback)} rows of ${scores && !classes && !items ? scores.targets.join(', ') : 'the table'}`
    + (classes ? ` and asks for the class of the ${table.horizon === 1 ? 'next one' : count(table.horizon) + '-th after them'} (${scores.label})`
      : ` and asks for the next ${items ? 'item after each' : table.horizon === 1 ? 'one' : count(table.horizon)}`)
    + `. Network: ${model.layers}.`;

  const sorted = () => [scores.network, ...scores.baselines]
    .sort((a, b) => (a.metrics.rmse ?? Infinity) - (b.metrics.rmse ?? Infinity));
  const best = () => scores.baselines.reduce((a, b) => (b.metrics.rmse ?? Infinity) < (a.metrics.rmse ?? Infinity) ? b : a);

  const kpi = (value, label, cls) => el('div', {class: 'kpi'}, el('b', {class: cls}, value), el('span', {}, label));
  const percent = v => known(v) ? (100 * v).toFixed(1) + ' %' : '–';

  function headline() {
    const m = scores.network.metrics;
    const naive = scores.baselines.find(b => b.name === 'naive');
    const top = best();
    add(el('div', {class: 'kpis'},
      kpi(show(m.rmse), 'RMSE'), kpi(show(m.mae), 'MAE'),
      known(m.mape) ? kpi(show(m.mape, ' %'), 'MAPE') : kpi(show(m.smape, ' %'), 'sMAPE'),
      known(m.mase) ? kpi(show(m.mase), 'MASE') : null,
      naive ? kpi(skill(naive.skill.mse), 'skill over repeat-last', tone(naive.skill.mse)) : null,
      top && top !== naive ? kpi(skill(top.skill.mse), 'skill over ' + top.name + ', the best baseline', tone(top.skill.mse)) : null));
  }

  function comparison() {
    const value = (metrics, name) => name.split('.').reduce((at, part) => at?.[part], metrics);
    const columns = data.metrics.filter(m => m.name !== 'rmse');
    const sortedRows = sorted();
    const most = Math.max(...sortedRows.map(r => r.metrics.rmse ?? 0)) || 1;
    const row = r => {
      const ours = r.name === 'network';
      return el('tr', {class: ours ? 'ours' : null},
        el('td', {}, ours ? 'network' : r.name, el('small', {}, ours ? model.layers : r.words)),
        bar((r.metrics.rmse ?? 0) / most, show(r.metrics.rmse)),
        columns.map(m => el('td', {}, show(value(r.metrics, m.name), m.suffix))),
        el('td', {class: ours ? null : tone(r.skill.mse)}, ours ? '' : skill(r.skill.mse)));
    };
    const season = scores.season.length > 1
      ? `season: ${scores.season.length} rows (${scores.season.reason})` : `season: none (${scores.season.reason})`;
    const intervals = scores.intervals.map(i =>
      `the ${i.percent} % interval held ${i.coverage.toFixed(1)} % of the test values; its mean width is ${show(i.meanWidth)}`);
    add(section('Scores beside baselines',
      'Every forecaster answered the very same windows. Skill is the share of a baseline’s squared error the network takes away; below zero the baseline is better.',
      rows(['Forecaster', 'RMSE, shorter is better', ...columns.map(m => m.label), 'Network’s skill'], sortedRows.map(row)),
      notes([season, ...scores.notes, ...intervals])));
  }

  function classScores() {
    const m = scores.network.metrics;
    const majority = scores.baselines[0];
    const lead = b => m.accuracy - b.metrics.accuracy;
    const sure = b => known(b.standardErrors) && Math.abs(b.standardErrors) < 2 ? null : tone(lead(b));
    const points = v => (v >= 0 ? '+' : '−') + Math.abs(100 * v).toFixed(1) + ' points';
    add(el('div', {class: 'kpis'},
      kpi(percent(m.accuracy), 'accuracy'), kpi(points(lead(majority)), 'over the majority class', sure(majority)),
      kpi(show(m.f1), 'macro F1'), known(m.auc) ? kpi(show(m.auc), 'AUC, 0.5 is chance') : null, kpi(show(m.logLoss), 'log loss')));
    const sortedRows = [scores.network, ...scores.baselines].sort((a, b) => b.metrics.accuracy - a.metrics.accuracy);
    const row = r => {
      const ours = r.name === 'network';
      return el('tr', {class: ours ? 'ours' : null},
        el('td', {}, r.name, el('small', {}, ours ? model.layers : r.words)),
        bar(r.metrics.accuracy, percent(r.metrics.accuracy)),
        el('td', {}, show(r.metrics.f1)), el('td', {}, show(r.metrics.auc)), el('td', {}, show(r.metrics.logLoss)),
        el('td', {class: ours ? null : sure(r)}, ours ? '' : points(lead(r))),
        el('td', {}, ours ? '' : show(r.standardErrors)));
    };
    add(section('Scores beside baselines',
      'All of them predicted the class of the very same windows. The lead is the network’s accuracy less the other’s; under two standard errors it may be chance.',
      rows(['', 'Accuracy', 'Macro F1', 'AUC', 'Log loss', 'Network’s lead', 'Standard errors'], sortedRows.map(row)),
      notes(scores.notes)));
  }

  function confusion() {
    const names = scores.classes.map(c => c.name);
    const row = (counts, came) => {
      const all = counts.reduce((a, b) => a + b, 0);
      return el('tr', {}, el('th', {scope: 'row'}, names[came] ?? 'a class not known', el('small', {}, count(all) + (all === 1 ? ' window' : ' windows'))),
        counts.map((n, said) => {
          const share = all ? n / all : 0;
          const cell = el('td', {class: came === said ? 'cell right' : 'cell'}, el('b', {}, all ? percent(share) : '–'), el('small', {}, count(n)));
          cell.style.setProperty('--share', share);
          return cell;
        }));
    };
    add(section('What came, and what the network said',
      'A row for each class that came; its cells say how many of its windows the network took for which class. What is right lies on the diagonal.',
      el('div', {class: 'scroll'}, el('table', {class: 'confusion'},
        el('thead', {}, el('tr', {}, el('th', {}, 'came ↓  said →'), names.map(n => el('th', {scope: 'col'}, n)))),
        el('tbody', {}, scores.confusion.map(row))))));
    add(section('Class by class', 'Precision: of the windows said to be of the class, the share that were. Recall: of the windows that were, the share that was said.',
      rows(['Class', 'Training windows', 'Test windows', 'Precision', 'Recall', 'F1', 'AUC'],
        scores.classes.map(c => el('tr', {}, el('td', {}, c.name), el('td', {}, count(c.training)), el('td', {}, count(c.windows)),
          [c.precision, c.recall, c.f1, c.auc].map(v => el('td', {}, show(v))))))));
  }

  function itemScores() {
    const sortedRows = [scores.network, ...scores.baselines].sort((a, b) => a.perplexity - b.perplexity);
    const most = Math.max(...sortedRows.map(r => r.perplexity));
    add(el('div', {class: 'kpis'},
      kpi(show(scores.network.perplexity), 'perplexity'), kpi(show(scores.network.bits), 'bits per item'),
      kpi(percent(scores.network.accuracy), 'right at first guess'), kpi(count(scores.vocabulary), 'items in the vocabulary')));
    const row = r => el('tr', {class: r.name === 'network' ? 'ours' : null}, el('td', {}, r.name),
      bar(r.perplexity / most, show(r.perplexity)),
      el('td', {}, show(r.crossEntropy)), el('td', {}, show(r.bits)), el('td', {}, percent(r.accuracy)));
    add(section('Scores beside baselines', 'Everyone was asked for the very same items. A perplexity of n is the doubt of a choice among n equally likely items.',
      rows(['Forecaster', 'Perplexity, shorter is better', 'Cross-entropy', 'Bits an item', 'Accuracy'], sortedRows.map(row)),
      notes(scores.notes)));
  }

  // Charts.
  // Of each tick distance in seconds: the label, and what is added where the year or the day changes.
  const dates = [[31536000, '{YYYY}', null, null], [2419200, '{MMM}', '\n{YYYY}', null], [86400, '{D} {MMM}', '\n{YYYY}', null],
    [60, '{HH}:{mm}', '\n{D} {MMM} {YYYY}', '\n{D} {MMM}'], [1e-3, '{HH}:{mm}:{ss}', '\n{D} {MMM} {YYYY}', '\n{D} {MMM}']]
    .map(([every, label, year, day]) => [every, label, year, null, day, null, null, null, 1]);

  function forecasts() {
    const host = el('div', {class: 'plot'});
    const out = reader();
    let shown = data.drawn[0], naive = false, plot;
    const clock = table.clock;
    const name = d => (d.series || scores?.targets[0] || 'the series') + (d.why ? ` (${d.why})` : '');
    const draw = () => {
      const first = Math.max(0, shown.predicted.findIndex(known));
      const times = shown.times.map(t => clock ? t / 1e6 : t);
      const history = shown.actual.map((v, i) => i <= first ? v : null);
      const actual = shown.actual.map((v, i) => i >= first ? v : null);
      const columns = [times, history, actual, shown.naive, shown.predicted];
      const banded = shown.low && shown.high;
      if (banded) columns.push(shown.high, shown.low);
      plot = chart(host, {
        height: 380,
        tzDate: ts => uPlot.tzDate(new Date(ts * 1e3), 'Etc/UTC'),
        scales: {x: {time: clock}},
        axes: [axis(clock ? {size: 52, values: dates} : {}), axis({size: 62, values: (u, vs) => vs.map(v => v.toLocaleString('en-US'))})],
        series: [{}, line('history', '--history', {width: 1.3}), line('actual', '--ink', {width: 1.3}),
          line('repeat-last', '--soft', {dash: [4, 3], width: 1.1, show: naive}), line('network', '--accent', {width: 1.5}),
          ...(banded ? [line('', '--wash', {width: 0}), line('', '--wash', {width: 0})] : [])],
        bands: banded ? [{series: [5, 6], fill: css('--wash')}] : [],
        hooks: {setCursor: [reading(out, x => clock ? new Date(x * 1e3).toISOString().slice(0, 16).replace('T', ' ').replace(' 00:00', '') : count(x))]},
      }, columns);
      const last = times.length - 1;
      const from = {whole: 0, test: first - Math.round((last - first) * 0.15), latest: last - 90}[view];
      if (from > 0) plot.setScale('x', {min: times[from], max: times[last]});
    };
    const press = (b, on) => b.setAttribute('aria-pressed', String(on));
    // A series that goes up and down all the time is a solid block when seen whole: begin close by.
    const values = shown.actual.filter(known);
    const travel = values.slice(1).reduce((sum, v, i) => sum + Math.abs(v - values[i]), 0);
    const range = values.reduce((a, v) => Math.max(a, v), -Infinity) - values.reduce((a, v) => Math.min(a, v), Infinity);
    let view = travel > 200 * range ? 'latest' : 'whole';
    const views = [['whole', 'Whole series'], ['test', 'Test span'], ['latest', 'Last 90']].map(([name, title]) => {
      const b = el('button', {type: 'button', on: {click: () => {
        view = name;
        for (const other of views) press(other, other === b);
        draw();
      }}}, title);
      press(b, view === name);
      return b;
    });
    const repeat = el('button', {type: 'button', 'aria-pressed': 'false',
      on: {click: () => { naive = !naive; press(repeat, naive); draw(); }}}, 'Repeat-last');
    const choose = data.drawn.length > 1 ? el('select', {'aria-label': 'Series', on: {change: e => { shown = data.drawn[e.target.value]; draw(); }}},
      data.drawn.map((d, i) => el('option', {value: i}, name(d)))) : null;
    add(section('Forecasts one step ahead',
      'Each point of the coloured line was forecast from the rows before it. A line that hugs the actual one is no proof of skill: repeating the last value hugs it too, so lay that over it. Drag to zoom, double-click to zoom out.',
      el('div', {class: 'tools'}, choose, views, el('span', {class: 'push'}), repeat),
      host, out,
      el('div', {class: 'keys'}, key('history', '--history'), key('actual, test span', '--ink'), key('network', '--accent'),
        key('repeat-last', '--soft', true),
        shown.low ? key(scores.intervals[scores.intervals.length - 1].percent + ' % interval', '--band') : null)));
    redraw.push(draw);
  }

  function lossCurves() {
    const host = el('div', {class: 'plot'});
    const out = reader();
    const validated = training.validationLoss.some(known);
    const epochs = training.loss.map((_, i) => i + 1);
    const few = epochs.length < 3 ? {points: {show: true, size: 6}} : {};
    add(section('Loss by epoch',
      training.bestEpoch > 0 && validated ? `The parameters of epoch ${training.bestEpoch} were kept.` : 'The mean over the windows of each epoch.',
      host, out, el('div', {class: 'keys'}, key('training', '--history'), validated ? key('validation', '--accent') : null)));
    redraw.push(() => chart(host, {
      height: 240, scales: {x: {time: false}},
      axes: [axis({values: (u, vs) => vs.map(whole)}), axis({size: 66})],
      series: [{}, line('training', '--history', {width: 2, ...few}), ...(validated ? [line('validation', '--accent', {width: 2, ...few})] : [])],
      hooks: {setCursor: [reading(out, x => 'epoch ' + x)]},
    }, [epochs, training.loss, ...(validated ? [epochs.map((_, i) => training.validationLoss[i] ?? null)] : [])]));
  }

  function steps() {
    const host = el('div', {class: 'plot'});
    const out = reader();
    const styles = [['--ink', [2, 3]], ['--soft', [7, 4]], ['--history', [4, 3]], ['--history', null]];
    const lines = scores.baselines.map((b, i) => [b.name, ...styles[i % styles.length], b]);
    add(section('Error by forecast step', 'RMSE at each step of the horizon.', host, out,
      el('div', {class: 'keys'}, key('network', '--accent'), lines.map(([n, c, d]) => key(n, c, d)))));
    redraw.push(() => chart(host, {
      height: 240, scales: {x: {time: false}, y: {range: (u, lo, hi) => [Math.min(0, lo), hi * 1.05 || 1]}},
      axes: [axis({values: (u, vs) => vs.map(whole)}), axis({size: 62})],
      series: [{}, ...lines.map(([n, c, d]) => line(n, c, {dash: d || undefined})), line('network', '--accent', {width: 2.2})],
      hooks: {setCursor: [reading(out, x => 'step ' + x)]},
    }, [scores.network.steps.map((_, i) => i + 1), ...lines.map(l => l[3].steps.map(s => s.rmse ?? null)), scores.network.steps.map(s => s.rmse ?? null)]));
  }

  function targets() {
    add(section('Target by target', 'RMSE of each column by itself.', rows(['Target', 'network', ...scores.baselines.map(b => b.name)],
      scores.targets.map((t, k) => el('tr', {}, el('td', {}, t),
        [scores.network, ...scores.baselines].map(s => el('td', {}, show(s.targets[k].rmse))))))));
  }

  function ranking() {
    const columns = [['Series', s => s.series, v => v], ['Test windows', s => s.windows, count], ['RMSE', s => s.rmse, show],
      ['Repeat-last RMSE', s => s.naiveRmse, show], ['MAE', s => s.mae, show], ['MASE', s => s.mase, show],
      ['Skill over repeat-last', s => s.skill, skill, tone], ['Best forecaster', s => s.best, v => v]];
    let by = 6, up = true, words = '', most = 20;
    const body = el('tbody');
    const more = el('button', {type: 'button', on: {click: () => { most = Infinity; fill(); }}});
    const heads = columns.map(([title], i) => el('th', {}, el('button', {type: 'button',
      on: {click: () => { up = by === i ? !up : i === 0 || i === 6; by = i; fill(); }}}, title)));
    const fill = () => {
      const value = columns[by][1];
      const found = scores.ranking.filter(s => s.series.toLowerCase().includes(words)).sort((a, b) => {
        const [x, y] = [value(a), value(b)];
        const order = !known(x) ? (known(y) ? 1 : 0) : !known(y) ? -1 : x < y ? -1 : x > y ? 1 : 0;
        return (known(x) && known(y) && !up ? -order : order) || (a.series < b.series ? -1 : 1);
      });
      heads.forEach((h, i) => i === by ? h.setAttribute('aria-sort', up ? 'ascending' : 'descending') : h.removeAttribute('aria-sort'));
      heads.forEach((h, i) => { h.firstChild.textContent = columns[i][0] + (i === by ? (up ? ' ↑' : ' ↓') : ''); });
      body.replaceChildren(...found.slice(0, most).map(s => el('tr', {},
        columns.map(([, get, text, cls]) => el('td', {class: cls ? cls(get(s)) : null}, known(get(s)) ? text(get(s)) : '–')))));
      more.textContent = `Show all ${count(found.length)}`;
      more.classList.toggle('hidden', found.length <= most);
    };
    fill();
    const won = scores.ranking.filter(s => s.best === 'network').length;
    const part = scores.ranking.length < scores.series ? ` Only the worst and the best ${count(scores.ranking.length / 2)} of ${count(scores.series)} are kept here.` : '';
    add(section('Series by series',
      `The network is the best forecaster on ${count(won)} of ${count(scores.ranking.length)} series.${part} Click a heading to sort.`,
      scores.ranking.length > 8 ? el('div', {class: 'tools'}, el('input', {type: 'search', placeholder: 'Find a series', 'aria-label': 'Find a series',
        on: {input: e => { words = e.target.value.toLowerCase(); fill(); }}})) : null,
      el('div', {class: 'scroll'}, el('table', {}, el('thead', {}, el('tr', {}, heads)), body)), more));
  }

  function tableFacts() {
    const windows = entries(table.windows);
    const dropped = entries(table.dropped).filter(([, n]) => n > 0);
    const quality = entries(table.quality);
    add(section('Data', null,
      facts([['Source', table.source], ['Rows', count(table.rows)], ['Series', count(table.series)], ['Frequency', table.frequency],
        ...windows.map(([k, n]) => [k[0].toUpperCase() + k.slice(1) + ' windows', count(n)])]),
      el('h3', {}, 'Windows dropped'),
      dropped.length ? facts(dropped.map(([k, n]) => [k, count(n)])) : el('p', {class: 'lead'}, 'None.'),
      quality.length ? [el('h3', {}, 'Found in the rows'), facts(quality.map(([k, n]) => [k, count(n)]))] : null,
      notes(table.warnings ?? [])));
  }

  function runFacts() {
    const t = training;
    add(section('Run', null,
      facts([['Layers', model.layers, true], ['Parameters', count(model.parameters)], ['Model', model.path, true], ['SHA-256', model.sha256, true],
        ...(t ? [['Epochs', count(t.epochs)], ['Rounds', count(t.rounds)], ['Shards', count(t.shards)], ['Local steps per round', count(t.localSteps)],
          ['Training time', show(t.seconds, ' s')], ['Samples per second', count(Math.round(t.samplesPerSecond))],
          ...(entries(t.round).length ? [['A round', entries(t.round).map(([k, s]) => k + ' ' + show(1000 * s, ' ms')).join(', ')]] : []),
          ['SHA-256 of the parameters', t.sha256, true]] : []),
        ...entries(data.run)]),
      data.configuration ? el('details', {}, el('summary', {}, 'Configuration'), el('pre', {}, data.configuration)) : null));
  }

  // The page: what each panel needs, and where it stands.
  const task = {
    'forecast': () => { headline(); comparison(); },
    'classify': () => { classScores(); confusion(); },
    'next-item': itemScores,
  };
  panel(scores, () => task[scores.task]());
  panel(data.drawn, forecasts);
  pair(() => {
    panel(training?.loss, lossCurves);
    panel(scores?.network.steps, steps, 2);
  });
  panel(scores?.targets, targets, 2);
  panel(scores?.ranking, ranking, 2);
  panel(data.findings, () => {
    const {errors: found, importance} = data.findings;
    const percents = scores.intervals.map(i => i.percent);
    const one = scores.targets.length === 1;
    pair(() => {
      errors.ladder(scores.network.metrics, scores.baselines);
      errors.advice(data.advice);
    });
    errors.bias(found.groups, one ? scores.network.steps.map((s, h) => ({label: String(h + 1), bias: s.bias, mae: s.mae})) : null,
      one && scores.series === 1 ? 'table' : 'scale');
    errors.windows(found, percents);
    pair(() => {
      errors.coverage(scores.intervals);
      errors.pit(found.pit);
    });
    pair(() => {
      errors.residuals(found.residuals);
      errors.autocorrelation(found.autocorrelation);
    });
    errors.importance(importance);
  });
  pair(() => {
    tableFacts();
    runFacts();
  });
  page.start();
})();
