// Charts drawn from the JSON island beside them, in the colours of the page. The table below each holds the same figures.

const family = '"PingFang SC","PingFang TC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif';
const palette = (style) => [1, 2, 3, 4, 5, 6].map((index) => style.getPropertyValue(`--lt-chart-${index}`).trim());

/** About how wide a text of 12 pixels is: a Chinese character is as wide as it is high. */
const widthOf = (text) => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 12 : 5.8), 0);

/** Lines the legend takes in a chart of this width. */
function legendLines(spec, width) {
  let lines = 1, used = 0;
  for (const { name } of spec.series) {
    const item = widthOf(name) + 34;
    if (used > 0 && used + item > width - 10) { lines += 1; used = 0; }
    used += item;
  }
  return lines;
}

function option(spec, style, texts, width) {
  const color = (name) => style.getPropertyValue(`--lt-${name}`).trim();
  const tones = { green: color('green'), yellow: color('yellow'), red: color('red'), unrated: color('grey'), ink: color('ink'), cinnabar: color('cinnabar') };
  const text = { color: color('text'), fontFamily: family };
  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
  const written = (value) => (value == null ? '–' : `${number.format(value)}${spec.unit ? ` ${spec.unit}` : ''}`);
  const base = {
    color: palette(style),
    textStyle: text,
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 300,
    aria: { enabled: true, label: { description: spec.title }, decal: { show: true, decals: decals(style) } },
    legend: { bottom: 0, itemWidth: 16, itemHeight: 10, textStyle: text, show: spec.series.length > 1 || spec.kind === 'pie' },
    tooltip: { trigger: spec.kind === 'pie' ? 'item' : 'axis', valueFormatter: written, backgroundColor: color('surface'), borderColor: color('line'), textStyle: text, axisPointer: { type: 'shadow' } },
  };
  if (spec.kind === 'pie') {
    const line = spec.series[0] ?? { values: [] };
    return { ...base, series: [{
      type: 'pie', radius: ['40%', '62%'], center: ['50%', '44%'], name: line.name ?? texts.series,
      itemStyle: { borderColor: color('surface'), borderWidth: 2 },
      label: { formatter: '{b} {c}', ...text }, labelLine: { length: 8, length2: 6 },
      data: spec.categories.map((name, index) => ({ name, value: line.values[index], link: line.links?.[index] })),
    }] };
  }
  const lying = spec.kind === 'horizontal-bar';
  // Names stand under their bars in lines; where one word is wider than its place, all lean.
  const place = Math.max(28, (width - 60) / spec.categories.length - 6);
  const leaning = !lying && spec.categories.some((name) => name.split(/[\s\u2e80-\uffff]+/).some((word) => widthOf(word) > place));
  const names = { type: 'category', data: spec.categories, inverse: lying, axisTick: { show: false }, axisLine: { lineStyle: { color: color('line') } },
    axisLabel: { ...text, color: color('muted'), interval: 0, lineHeight: 15, hideOverlap: spec.categories.length > 12,
      rotate: leaning ? 32 : 0, width: lying ? 128 : leaning ? undefined : place, overflow: lying ? 'truncate' : leaning ? undefined : 'break' } };
  const values = { type: 'value', name: spec.unit || undefined, nameTextStyle: { ...text, color: color('muted'), align: 'left' },
    splitLine: { lineStyle: { color: color('line') } }, axisLabel: { ...text, color: color('muted'), formatter: (value) => number.format(value) } };
  return {
    ...base,
    grid: { left: 8, right: 16, top: spec.unit ? 34 : 16, bottom: spec.series.length > 1 ? 14 + 22 * legendLines(spec, width) : 8, containLabel: true },
    xAxis: lying ? values : names,
    yAxis: lying ? names : values,
    series: spec.series.map((line) => ({
      name: line.name, type: spec.kind === 'line' ? 'line' : 'bar', stack: spec.kind === 'stacked-bar' ? 'all' : undefined,
      barMaxWidth: 26, symbolSize: 7, connectNulls: false,
      itemStyle: { ...(line.tone ? { color: tones[line.tone] } : {}), borderRadius: spec.kind === 'stacked-bar' ? 0 : 2 },
      data: line.values.map((value, index) => ({ value, link: line.links?.[index] })),
    })),
  };
}

const decals = (style) => {
  const color = style.getPropertyValue('--lt-decal').trim();
  return [
    { symbolSize: 0, color },
    { color, dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 6, symbolSize: 1 },
    { color, symbol: 'circle', dashArrayX: [[8, 8], [0, 8, 8, 0]], dashArrayY: [6, 0], symbolSize: 0.6 },
    { color, dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, symbolSize: 1 },
    { color, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], symbolSize: 0.7, symbol: 'rect' },
    { color, dashArrayX: [1, 0], dashArrayY: [4, 3], symbolSize: 1 },
  ];
};

export async function installCharts(root, { texts }) {
  const frames = [...root.querySelectorAll('[data-lt-chart]:not([data-lt-drawn])')];
  if (frames.length === 0) return;
  frames.forEach((frame) => { frame.dataset.ltDrawn = 'waiting'; });
  let echarts;
  try {
    ({ echarts } = await import('./vendor/echarts/index.js'));
  } catch {
    frames.forEach((frame) => { frame.textContent = texts['chart-failed']; frame.classList.add('is-failed'); });
    return;
  }
  const drawn = frames.map((frame) => {
    const spec = JSON.parse(document.getElementById(frame.dataset.ltChart).textContent);
    if (spec.kind === 'horizontal-bar') frame.style.height = `${Math.max(160, spec.categories.length * 34 + 60)}px`;
    const chart = echarts.init(frame, null, { renderer: 'svg' });
    const draw = () => chart.setOption(option(spec, getComputedStyle(document.documentElement), texts, chart.getWidth()), true);
    // A view box lets paper scale the drawing.
    chart.on('rendered', () => {
      frame.querySelector('svg')?.setAttribute('viewBox', `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
    });
    draw();
    chart.on('click', ({ data }) => { if (data?.link?.startsWith('/')) location.assign(data.link); });
    // On paper the view box scales; a resize would measure a box that has no height of its own.
    new ResizeObserver(() => { if (!matchMedia('print').matches) { chart.resize(); draw(); } }).observe(frame);
    const table = frame.closest('.lt-chart')?.querySelector('.lt-chart-table');
    if (table) table.open = false;
    frame.dataset.ltDrawn = 'yes';
    return draw;
  });
  new MutationObserver(() => drawn.forEach((draw) => draw())).observe(document.documentElement, { attributeFilter: ['data-bs-theme'] });
  matchMedia('print').addEventListener('change', (event) => {
    if (event.matches) document.querySelectorAll('.lt-chart-table').forEach((table) => { table.open = true; });
  });
}
