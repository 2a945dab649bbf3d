// The charts of what happens now, and what they are about.
const live = { span: 300, figures: null };

function makeCharts() {
  const figures = {
    latency: chart("Latency", "", false), calls: chart("Calls", "a second", false), rows: chart("Rows", "a second", false),
    failed: chart("Failed calls", "a second", true), sizes: chart("Batch sizes", "batches by rows", false), padding: chart("Padding", "share of rows", false),
    waiting: chart("Waiting", "batches or calls", false), keys: chart("Key faults", "a second", true),
  };
  setText(figures.latency.of, `first byte to answer, over ${Smooth} s`);
  setText(figures.calls.of, `that reached a signature, over ${Smooth} s`);
  setText(figures.rows.of, `of calls that were answered, over ${Smooth} s`);
  setText(figures.failed.of, `that reached a signature, over ${Smooth} s`);
  setText(figures.padding.of, `rows that only fill batches up, over ${Smooth} s`);
  setText(figures.waiting.of, "not yet taken up by a thread");
  setText(figures.keys.of, "answers held back for a changed key");
  find("charts").replaceChildren(...Object.values(figures).map(f => f.node));
  live.figures = figures;
  new ResizeObserver(drawLive).observe(find("charts"));
}

const perSecond = name => p => p.recent.took > 0 ? p.recent[name] / p.recent.took : null;

const latencyOf = share => p => percentile(p.recent.latencies, history.bounds, share);

function paddingOf(p) {
  const rows = p.recent.batch_rows + p.recent.padding_rows;
  return rows > 0 ? p.recent.padding_rows / rows : null;
}

const orNone = (value, format) => value === null || value === undefined ? "\u2013" : format(value);

const sizeNames = () => [...history.sizes.map((bound, i) => {
  const low = i === 0 ? 1 : history.sizes[i - 1] + 1;
  return low === bound ? rate(bound) : `${rate(low)}\u2013${rate(bound)}`;
}), `>${rate(history.sizes.at(-1) ?? 0)}`];

function drawLive() {
  const figures = live.figures, points = history.points, last = points.at(-1);
  if (!figures || find("content").hidden)
    return;
  const now = series => last ? series(last) : null;
  setNow(figures.latency, [["p50", orNone(now(latencyOf(0.5)), seconds), "first"], ["p99", orNone(now(latencyOf(0.99)), seconds), "second"]]);
  drawLines(figures.latency, points, live.span, [latencyOf(0.5), latencyOf(0.99)], seconds, "no calls in this time");
  for (const [figure, name] of [[figures.calls, "calls"], [figures.rows, "rows"], [figures.failed, "failed"], [figures.keys, "key_faults"]]) {
    setNow(figure, [["", orNone(now(perSecond(name)), rate)]]);
    drawLines(figure, points, live.span, [perSecond(name)], rate, "nothing to show yet");
  }
  setNow(figures.waiting, [["", orNone(now(p => p.waiting), count)]]);
  drawLines(figures.waiting, points, live.span, [p => p.waiting], rate, "nothing to show yet");
  setNow(figures.padding, [["", orNone(now(paddingOf), percent)]]);
  drawLines(figures.padding, points, live.span, [paddingOf], percent, "no batches in this time");
  const whole = sumOf(points, live.span), batches = whole.batches.reduce((a, b) => a + b, 0);
  setNow(figures.sizes, [["mean", batches > 0 ? `${digits.format(whole.batch_rows / batches)}` : "\u2013"]]);
  setText(figures.sizes.of, `rows without padding, over ${longTime(live.span)}`);
  drawBars(figures.sizes, whole.batches, sizeNames(), "no batches in this time");
}

// What the charts may be about: all, a model, a signature of a version.
function offerScopes(status) {
  const list = [["[]", "all models"]];
  for (const model of status.models) {
    const signatures = model.versions.flatMap(v =>
      Object.entries(v.signatures ?? {}).filter(([, s]) => s.calls !== undefined).map(([name]) => [v.version, name]));
    list.push([JSON.stringify([model.name]), model.name]);
    if (signatures.length > 1)
      signatures.forEach(([version, name]) => list.push([JSON.stringify([model.name, version, name]), `${model.name} ${version} ${name}`]));
  }
  const before = find("scope").value;
  options(find("scope"), list, before || "[]");
  if (before && find("scope").value !== before)
    chooseScope();
}

function chooseScope() {
  const wanted = JSON.parse(find("scope").value || "[]");
  setScope(key => wanted.every((part, i) => part === key[i]));
  drawLive();
}
