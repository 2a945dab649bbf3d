// Models, versions, signatures. What stands there is made anew only when something else than numbers has changed, so that nobody loses their place.
const MostOpen = 4, FilterFrom = 8;

const models = { key: null, cells: new Map(), opened: new Map() };

const states = { AVAILABLE: "good", LOADING: "doubt", START: "doubt", UNLOADING: "doubt", END: "" };

function showModels(status) {
  const list = status.models, numbers = new Set([...counters, "latency_counts", "batch_size_counts", "waiting_batches", "calls_running"]);
  const key = JSON.stringify(list, (name, value) => numbers.has(name) ? undefined : value);
  if (key !== models.key) {
    models.key = key;
    models.cells.clear();
    const focus = document.activeElement?.dataset?.keep;
    find("model-list").replaceChildren(...(list.length > 0 ? list.map(m => modelCard(m, list.length)) : [emptyList()]));
    if (focus)
      [...find("model-list").querySelectorAll("[data-keep]")].find(n => n.dataset.keep === focus)?.focus();
    find("filter-line").hidden = list.length < FilterFrom;
    find("model-list").classList.toggle("many", list.length > MostOpen);
    filterModels();
  }
  showNumbers(status);
}

const emptyList = () => make("p", { class: "card soft" }, "No model is served. Models come from --model_base_path or --model_config_file.");

// What somebody opened or closed stays as they left it.
function fold(key, isOpen, attributes, ...children) {
  return make("details", {
    ...attributes, open: models.opened.get(key) ?? isOpen,
    on: { toggle: e => models.opened.set(key, e.target.open) },
  }, ...children);
}

function worstOf(model) {
  if (model.trouble || model.versions.some(v => v.error_code !== "OK"))
    return ["bad", "trouble"];
  if (model.versions.some(v => Object.values(v.signatures ?? {}).some(s => s.quarantined)))
    return ["bad", "quarantine"];
  const available = model.versions.filter(v => v.state === "AVAILABLE");
  return available.length === 0 ? ["doubt", "not there yet"]
    : ["good", available.length === 1 ? `version ${available[0].version}` : `${available.length} versions`];
}

const hasKeys = model => model.versions.some(v => Object.values(v.signatures ?? {}).some(s => s.keys?.length > 0));

function modelCard(model, howMany) {
  const [kind, word] = worstOf(model), numbers = make("span", { class: "numbers" });
  models.cells.set(JSON.stringify([model.name]), { numbers });
  const labels = Object.entries(model.labels);
  return fold(JSON.stringify([model.name]), howMany <= MostOpen || kind === "bad", { class: "card model", "data-name": model.name },
    make("summary", { "data-keep": `model ${model.name}` }, nameOf(model.name, 80), make("span", { class: `badge ${kind}` }, word),
      hasKeys(model) ? make("span", { class: "badge key" }, "keyed") : null, numbers),
    make("div", { class: "inside" },
      model.trouble ? make("p", { class: "bad" }, model.trouble) : null,
      labels.length > 0 ? make("p", { class: "soft small" }, "Labels: ", ...labels.flatMap(([label, to], i) => [
        i > 0 ? ", " : "", nameOf(label), ` is ${to.version}${to.available ? "" : " (not there)"}`])) : null,
      ...model.versions.map(v => versionPart(model, v))));
}

function versionPart(model, version) {
  const state = version.error_code === "OK" ? states[version.state] ?? "" : "bad", calls = make("span", { class: "soft" });
  models.cells.set(JSON.stringify([model.name, version.version]), { calls });
  return make("div", { class: "version" },
    make("h3", {}, `Version ${version.version}`, make("span", { class: `badge ${state}` }, version.state),
      make("span", { class: "soft" }, version.engine ?? ""), calls),
    version.error_code !== "OK" || version.message ? make("p", { class: version.error_code === "OK" ? "soft" : "bad" },
      version.error_code === "OK" ? version.message : `${version.error_code}: ${version.message}`) : null,
    version.signatures ? signatureTable(model, version) : null,
    version.batching_parameters ? make("p", { class: "soft small" }, batchingText(version.batching_parameters)) : null);
}

function batchingText(p) {
  const sizes = p.allowed_batch_sizes?.length > 0 ? `, allowed sizes ${p.allowed_batch_sizes.join(", ")}` : "";
  return `Batches of up to ${count(p.max_batch_size)} rows, wait ${seconds(p.batch_timeout_micros / 1e6)} at most, ${count(p.max_enqueued_batches)} may wait, `
    + `${count(p.num_batch_threads)} threads${sizes}.`;
}

const columns = ["Calls/s", "Rows/s", "p99", "Calls", "Failed", "Key faults", "Waiting"];

function signatureTable(model, version) {
  return make("div", { class: "scroll", role: "group", tabindex: "0", "aria-label": `Signatures of ${model.name}, version ${version.version}` },
    make("table", { class: "signatures" },
      make("thead", {}, make("tr", {}, ...["Signature", "Key", "Rows of requests"].map(t => make("th", { scope: "col" }, t)),
        ...columns.map(t => make("th", { scope: "col", class: "number" }, t)))),
      make("tbody", {}, ...Object.entries(version.signatures).map(([name, s]) => signatureRow(model, version, name, s)))));
}

const quarantine = "its keys came back changed too often: it answers nobody until another version is loaded";

function signatureRow(model, version, name, signature) {
  const keys = signature.keys ?? [], key = keyOf(model.name, version.version, name);
  if (signature.lacking)
    return make("tr", {}, make("td", {}, nameOf(name)), make("td", {}), make("td", { colspan: columns.length + 1 },
      make("span", { class: "badge bad" }, "cannot be run"), make("span", { class: "why" }, signature.lacking)));
  const cells = columns.map(() => make("td", { class: "number" }));
  models.cells.set(key, { cells });
  const word = signature.quarantined ? "in quarantine" : signature.batching;
  const kind = signature.quarantined ? "bad" : signature.batching === "joined" ? "good" : signature.batching === "pending" ? "doubt" : "";
  return make("tr", {},
    make("td", {}, nameOf(name), argumentList(key, signature)),
    make("td", { class: "key" }, ...(keys.length === 0 ? [make("span", { class: "soft" }, "none")]
      : keys.flatMap((k, i) => [i > 0 ? ", " : "", nameOf(k.input, 40)]))),
    make("td", {}, make("span", { class: `badge ${kind}` }, word),
      make("span", { class: "why" }, signature.quarantined ? quarantine : signature.reason)),
    ...cells);
}

function argumentList(key, signature) {
  if (!signature.inputs)
    return null;
  const soft = text => make("span", { class: "soft" }, text);
  const line = (word, a) => make("li", {}, soft(`${word} `), shorten(visible(a.name), 80), soft(` ${typeText(a)}`));
  const ins = signature.inputs.length + (signature.more_inputs ?? 0), outs = signature.outputs.length + (signature.more_outputs ?? 0);
  return fold(`${key} arguments`, false, {},
    make("summary", { "data-keep": `arguments ${key}` }, `${count(ins)} in, ${count(outs)} out`),
    make("ul", { class: "arguments", tabindex: "0", "aria-label": "Inputs and outputs" },
      ...signature.inputs.map(a => line("in ", a)), signature.more_inputs ? make("li", {}, `and ${count(signature.more_inputs)} more inputs`) : null,
      ...signature.outputs.map(a => line("out", a)), signature.more_outputs ? make("li", {}, `and ${count(signature.more_outputs)} more outputs`) : null));
}

const typeText = a => `${a.dtype} ${a.shape === null ? "any shape" : `[${a.shape.map(n => n < 0 ? "None" : n).join(", ")}]`}`;

// Rates are those of the last seconds, for each signature by itself.
function ratesOf(key) {
  const end = history.looks.at(-1), begin = history.looks.findLast(l => l.at <= end.at - Smooth) ?? history.looks[0];
  const now = end.signatures.get(key), then = begin.signatures.get(key), took = end.at - begin.at;
  if (!now || !then || took <= 0 || now.calls < then.calls)
    return null;
  const latencies = new Array(history.bounds.length + 1).fill(0);
  addCounts(latencies, now.latency_counts, then.latency_counts);
  return { calls: (now.calls - then.calls) / took, rows: (now.rows - then.rows) / took, p99: percentile(latencies, history.bounds, 0.99) };
}

function showNumbers(status) {
  for (const model of status.models) {
    let calls = 0, isKnown = false;
    for (const version of model.versions) {
      const running = models.cells.get(JSON.stringify([model.name, version.version]));
      if (running && version.calls_running !== undefined)
        setText(running.calls, version.calls_running > 0 ? `${count(version.calls_running)} calls hold it` : "");
      for (const [name, s] of Object.entries(version.signatures ?? {})) {
        const key = keyOf(model.name, version.version, name), row = models.cells.get(key), rates = ratesOf(key);
        if (!row || s.calls === undefined)
          continue;
        calls += rates?.calls ?? 0;
        isKnown ||= rates !== null;
        [rates ? rate(rates.calls) : "\u2013", rates ? rate(rates.rows) : "\u2013", rates?.p99 == null ? "\u2013" : seconds(rates.p99),
          count(s.calls), count(s.failed), count(s.key_faults), count(s.waiting_batches)].forEach((text, i) => setText(row.cells[i], text));
        row.cells[4].classList.toggle("bad", s.failed > 0);
        row.cells[5].classList.toggle("bad", s.key_faults > 0);
      }
    }
    const head = models.cells.get(JSON.stringify([model.name]));
    if (head)
      setText(head.numbers, isKnown ? `${rate(calls)} calls/s` : "");
  }
}

function filterModels() {
  const wanted = find("filter").value.trim().toLowerCase();
  for (const card of find("model-list").querySelectorAll("[data-name]"))
    card.hidden = wanted.length > 0 && !card.dataset.name.toLowerCase().includes(wanted);
}
