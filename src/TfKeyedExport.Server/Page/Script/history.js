// What the server has counted, from one look to the next: rates and percentiles are made of the differences.
const MostSeconds = 960, Smooth = 5;

const counters = ["calls", "failed", "rows", "key_faults", "batch_rows", "padding_rows"];

const keyOf = (model, version, signature) => JSON.stringify([model, version, signature]);

const history = { started: null, bounds: [], sizes: [], looks: [], points: [], scope: () => true };

function takeLook(status) {
  const signatures = new Map();
  for (const model of status.models)
    for (const version of model.versions)
      for (const [name, signature] of Object.entries(version.signatures ?? {}))
        if (signature.calls !== undefined)
          signatures.set(keyOf(model.name, version.version, name), signature);
  return { at: status.uptime_seconds, signatures };
}

function noteLook(status) {
  const before = history.looks.at(-1);
  // A server that was started anew counts from zero.
  if (history.started !== status.started && before && status.uptime_seconds < before.at)
    forgetLooks();
  history.started = status.started;
  history.bounds = status.latency_bounds_seconds;
  history.sizes = status.batch_size_bounds;
  const look = takeLook(status), last = history.looks.at(-1);
  if (last && look.at <= last.at)
    return;
  history.looks.push(look);
  if (last)
    addPoint(difference(last, look));
  while (history.looks.length > 0 && history.looks[0].at < look.at - MostSeconds)
    history.looks.shift();
  while (history.points.length > 0 && history.points[0].at < look.at - MostSeconds)
    history.points.shift();
}

function forgetLooks() {
  history.looks = [];
  history.points = [];
}

// Which signatures the charts are about has changed.
function setScope(scope) {
  history.scope = scope;
  history.points = [];
  history.looks.slice(1).forEach((look, i) => addPoint(difference(history.looks[i], look)));
}

// Calls come in fits and starts: what is shown of a moment is what the last seconds came to.
function addPoint(point) {
  history.points.push(point);
  point.recent = sumOf(history.points, Smooth);
}

function emptyPoint(at, took) {
  const point = { at, took, waiting: 0, latencies: new Array(history.bounds.length + 1).fill(0), batches: new Array(history.sizes.length + 1).fill(0) };
  counters.forEach(c => { point[c] = 0; });
  return point;
}

function difference(from, to) {
  const point = emptyPoint(to.at, to.at - from.at);
  for (const [key, now] of to.signatures) {
    if (!history.scope(JSON.parse(key)))
      continue;
    const then = from.signatures.get(key);
    point.waiting += now.waiting_batches;
    // What was loaded anew in between begins at zero.
    const base = then && then.calls <= now.calls ? then : {};
    counters.forEach(c => { point[c] += Math.max(0, now[c] - (base[c] ?? 0)); });
    addCounts(point.latencies, now.latency_counts, base.latency_counts);
    addCounts(point.batches, now.batch_size_counts, base.batch_size_counts);
  }
  return point;
}

function addCounts(sums, now, then) {
  now?.forEach((n, i) => { sums[i] += Math.max(0, n - (then?.[i] ?? 0)); });
}

// All points of the last seconds together.
function sumOf(points, over) {
  const end = points.at(-1)?.at ?? 0, sum = emptyPoint(end, 0);
  for (let i = points.length - 1; i >= 0 && points[i].at > end - over; i--) {
    sum.took += points[i].took;
    counters.forEach(c => { sum[c] += points[i][c]; });
    points[i].latencies.forEach((n, b) => { sum.latencies[b] += n; });
    points[i].batches.forEach((n, b) => { sum.batches[b] += n; });
  }
  return sum;
}

// Within a bucket all times are taken to be equally frequent, as Prometheus does.
function percentile(counts, bounds, share) {
  const all = counts.reduce((a, b) => a + b, 0);
  if (all === 0)
    return null;
  let wanted = share * all, at = 0;
  while (at < bounds.length && wanted > counts[at])
    wanted -= counts[at++];
  if (at === bounds.length)
    return bounds.at(-1);
  const low = at === 0 ? 0 : bounds[at - 1];
  return low + (bounds[at] - low) * (wanted / counts[at]);
}
