// Panels of the errors of a forecaster, for the pages of a model and of a backtest.
const errors = (() => {
  const {redraw, add, el, section, rows, known, show, skill, tone, css, key, axis, line, chart, reader, reading, bar} = page;

  // Bars over labels; `reference` is a dashed line.
  const bars = (host, out, labels, values, {height = 200, reference, text = show, colour = '--accent'} = {}) => {
    const xs = labels.map((_, i) => i);
    const every = Math.ceil(labels.length / Math.max(1, Math.floor(host.clientWidth / 62)));
    const low = Math.min(0, ...values.filter(known)), high = Math.max(0, reference ?? 0, ...values.filter(known));
    const pad = (high - low) * 0.06 || 1;
    chart(host, {
      height, scales: {x: {time: false, range: [-0.6, labels.length - 0.4]}, y: {range: [low < 0 ? low - pad : 0, high + pad]}},
      axes: [axis({splits: () => xs.filter(i => i % every === 0), values: (u, vs) => vs.map(v => labels[v] ?? ''), grid: {show: false}}),
        axis({size: 66, values: (u, vs) => vs.map(v => text(v))})],
      series: [{}, {label: 'value', stroke: css(colour), fill: css(colour), paths: uPlot.paths.bars({size: [0.75, 60]}), points: {show: false}},
        ...(known(reference) ? [line('even', '--soft', {dash: [5, 4]})] : [])],
      hooks: {setCursor: [u => {
        const i = u.cursor.idx;
        out.textContent = known(i) && known(values[i]) ? `${labels[i]}: ${text(values[i])}` : '\u00a0';
      }]},
    }, [xs, values, ...(known(reference) ? [xs.map(() => reference)] : [])]);
  };
  const percent = (digits = 0) => v => (100 * v).toFixed(digits) + ' %';

  // Signed error by a feature, chosen by buttons.
  function bias(groups, steps, unit) {
    const views = [...(steps && steps.length > 1 ? [{by: 'step', groups: steps}] : []), ...groups];
    if (views.length === 0) return;
    const names = {step: 'Step of the horizon', hour: 'Hour', weekday: 'Weekday', month: 'Month', level: 'Level of the forecast'};
    const host = el('div', {class: 'plot'}), out = reader();
    let shown = views[0], kind = 'bias';
    const draw = () => {
      const scaled = unit === 'scale' && shown.by !== 'step';
      const of = g => scaled ? (kind === 'bias' ? g.scaledBias : g.scaledMae) : g[kind];
      bars(host, out, shown.groups.map(g => g.label), shown.groups.map(of));
    };
    const press = (b, on) => b.setAttribute('aria-pressed', on);
    const buttons = views.map(v => {
      const b = el('button', {type: 'button', on: {click: () => { shown = v; buttons.forEach(o => press(o, o === b)); draw(); }}}, names[v.by]);
      press(b, v === shown);
      return b;
    });
    const kinds = [['bias', 'Signed'], ['mae', 'Absolute']].map(([k, title]) => {
      const b = el('button', {type: 'button', on: {click: () => { kind = k; kinds.forEach(o => press(o, o === b)); draw(); }}}, title);
      press(b, k === kind);
      return b;
    });
    add(section('Where the errors are', 'Mean error, forecast minus actual value: above zero forecasts are too high.'
      + (unit === 'scale' ? ' By hour, weekday, month and level in scales of each series.' : ' Levels are in scales of the series from its center.'),
      el('div', {class: 'tools'}, buttons, el('span', {class: 'push'}), kinds), host, out));
    redraw.push(draw);
  }

  // The worst windows and some others, with their intervals as fans.
  function windows(findings, percents) {
    fans('Worst windows', 'The windows with the largest mean absolute error, in scales of their series. Choose one to draw it.', findings.worst, percents);
    fans('Other windows', 'Some other windows, drawn by chance.', findings.examples, percents);
  }

  function fans(title, lead, windows, percents) {
    if (!windows || windows.length === 0) return;
    let shown = windows[0];
    const host = el('div', {class: 'plot'}), out = reader();
    const name = w => [w.series, w.times[0]].filter(Boolean).join(' from ');
    const draw = () => {
      const b = shown.before.length, h = shown.forecast.length;
      const xs = Array.from({length: b + h}, (_, i) => i - b + 1);
      const before = Array(b).fill(null);
      const joined = b ? [...Array(b - 1).fill(null), shown.before[b - 1]] : [];
      const ends = shown.low.map((low, i) => [[...joined, ...low], [...joined, ...shown.high[i]]]).reverse();
      const columns = ends.flat();
      const n = columns.length;
      const band = css('--accent') + '30'; // an alpha, so that intervals within intervals are darker
      chart(host, {
        height: 280, scales: {x: {time: false}},
        axes: [axis({values: (u, vs) => vs.map(v => Number.isInteger(v) ? (v > 0 ? '+' + v : v) : '')}), axis({size: 66})],
        series: [{}, ...columns.map((_, i) => line(null, '--band', {width: 0})), line('actual', '--ink', {width: 1.8}), line('network', '--accent', {width: 2.2})],
        bands: ends.map((_, i) => ({series: [2 * i + 2, 2 * i + 1], fill: band})),
        hooks: {setCursor: [reading(out, x => x > 0 ? shown.times[x - 1] : `row ${x}`)]},
      }, [xs, ...columns, [...shown.before, ...shown.actual], [...joined, ...shown.forecast]]);
    };
    const table = rows(['Window', 'Error in scales of the series', ''], windows.map(w => el('tr', {},
      el('td', {}, el('button', {type: 'button', on: {click: () => { shown = w; draw(); }}}, w.series || 'window')),
      el('td', {}, show(w.error)), el('td', {}, `${w.times[0]} to ${w.times[w.times.length - 1]}`))));
    add(section(title, lead, host, out, el('div', {class: 'keys'}, key('actual', '--ink'), key('network', '--accent'),
      shown.low.length ? key(percents.map(p => p + ' %').join(', ') + (percents.length > 1 ? ' intervals' : ' interval'), '--band') : null), table));
    redraw.push(draw);
  }

  function residuals(bins) {
    if (!bins || bins.length === 0) return;
    const host = el('div', {class: 'plot'}), out = reader();
    add(section('Distribution of the errors', 'Forecast minus actual value, in mean absolute errors; the outermost bars hold everything beyond.', host, out));
    redraw.push(() => bars(host, out, bins.map(b => ((b.from + b.to) / 2).toFixed(1)), bins.map(b => b.share), {text: percent(1)}));
  }

  function autocorrelation(values) {
    if (!values || values.length < 2) return;
    const host = el('div', {class: 'plot'}), out = reader();
    add(section('Autocorrelation of the errors', 'Correlation of the errors one step ahead with those of earlier windows. Bars far from zero are structure that the forecasts leave.', host, out));
    redraw.push(() => bars(host, out, values.map((_, i) => String(i + 1)), values, {text: v => v.toFixed(2)}));
  }

  function pit(bins) {
    if (!bins || bins.length < 2) return;
    const host = el('div', {class: 'plot'}), out = reader();
    const width = b => b.to - b.from;
    add(section('Probability integral transform', 'Share of actual values by their quantile in the forecast, over the share a calibrated forecast has: 1 everywhere. High ends mean intervals too narrow, a slope a bias.', host, out));
    redraw.push(() => bars(host, out, bins.map(b => `${Math.round(100 * b.from)}–${Math.round(100 * b.to)} %`), bins.map(b => b.share / width(b)), {reference: 1, text: v => v.toFixed(2)}));
  }

  function coverage(intervals) {
    if (!intervals || intervals.length === 0) return;
    const host = el('div', {class: 'plot'}), out = reader();
    const colours = ['--accent', '--ink', '--history', '--soft'];
    const many = intervals[0].steps.length > 1;
    add(section('Coverage of the intervals', 'Share of the actual values that an interval holds; dashed the share it should hold.',
      rows(['Interval', 'Held', 'Mean width'], intervals.map(i => el('tr', {}, el('td', {}, i.percent + ' %'),
        el('td', {class: Math.abs(i.coverage - i.percent) <= 3 ? 'good' : 'bad'}, i.coverage.toFixed(1) + ' %'), el('td', {}, show(i.meanWidth))))),
      many ? [host, out, el('div', {class: 'keys'}, intervals.map((i, n) => key(i.percent + ' %', colours[n % 4])))] : null));
    if (many) redraw.push(() => chart(host, {
      height: 220, scales: {x: {time: false}, y: {range: [0, 100]}},
      axes: [axis({values: (u, vs) => vs.map(page.whole)}), axis({size: 50})],
      series: [{}, ...intervals.flatMap((i, n) => [line(i.percent + ' %', colours[n % 4], {width: 2}), line(null, colours[n % 4], {width: 1, dash: [4, 4]})])],
      hooks: {setCursor: [reading(out, x => 'step ' + x)]},
    }, [intervals[0].steps.map((_, h) => h + 1), ...intervals.flatMap(i => [i.steps, i.steps.map(() => i.percent)])]));
  }

  function importance(inputs) {
    if (!inputs || inputs.length === 0) return;
    const most = Math.max(...inputs.map(i => i.increase), 0.01);
    add(section('Importance of the inputs', 'Growth of the mean absolute error when the input is exchanged for that of another window.',
      rows(['Input', 'Error grows by'], inputs.slice(0, 20).map(i => el('tr', {}, el('td', {}, i.input), bar(Math.max(0, i.increase) / most, percent(1)(i.increase)))))));
  }

  // Mean absolute errors of repeat-last, the best other baseline and the network: what each step adds.
  function ladder(network, baselines) {
    const naive = baselines.find(b => b.name === 'naive');
    const rest = baselines.filter(b => b.name !== 'naive' && known(b.metrics.mae)).sort((a, b) => a.metrics.mae - b.metrics.mae);
    const steps = [naive, rest[0], {name: 'network', metrics: network}].filter(s => s && known(s.metrics.mae));
    if (steps.length < 2) return;
    const most = Math.max(...steps.map(s => s.metrics.mae)) || 1;
    add(section('Value added', 'The mean absolute error, from repeating the last value by the best other baseline to the network.',
      rows(['Forecaster', 'MAE', 'Over the one before'], steps.map((s, i) => {
        const gain = i === 0 ? null : 1 - s.metrics.mae / steps[i - 1].metrics.mae;
        return el('tr', {class: s.name === 'network' ? 'ours' : null}, el('td', {}, s.name), bar(s.metrics.mae / most, show(s.metrics.mae)),
          el('td', {class: i === 0 ? null : tone(gain)}, i === 0 ? '' : skill(gain)));
      }))));
  }

  function advice(next) {
    if (next) add(section('Worth trying next', null, el('p', {}, next.reason[0].toUpperCase() + next.reason.slice(1) + ':'), el('pre', {}, next.set)));
  }

  return {bias, windows, residuals, autocorrelation, pit, coverage, importance, ladder, advice};
})();
