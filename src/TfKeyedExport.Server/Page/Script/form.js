// The form in which rows are written: a column for each input, keys first and filled in.
const MostRows = 100, FirstRows = 3;

const form = { status: null, shape: null, signature: null, rows: [], whole: new Map(), next: 0, isSending: false, isOld: true };

const callable = version => Object.entries(version.signatures ?? {}).filter(([, s]) => s.inputs);

function answering(status) {
  return status.models.map(m => ({ ...m, versions: m.versions.filter(v => callable(v).length > 0) })).filter(m => m.versions.length > 0);
}

function offerForm(status) {
  const there = answering(status);
  form.status = there;
  find("send-form").hidden = there.length === 0;
  find("send-none").hidden = there.length > 0;
  if (there.length > 0)
    offerModels();
}

function offerModels() {
  const select = find("send-model");
  options(select, form.status.map(m => [m.name, m.name]), select.value || form.status.find(isKeyed)?.name);
  const model = form.status.find(m => m.name === select.value), version = find("send-version");
  options(version, [["", `latest (${model.versions[0].version})`], ...model.versions.map(v => [v.version, v.version]),
    ...Object.entries(model.labels).filter(([, to]) => to.available).map(([label, to]) => [`#${label}`, `${label} (${to.version})`])], version.value);
  const chosen = versionOf(model, version.value), signature = find("send-signature"), names = callable(chosen).map(([name]) => name);
  const wanted = [signature.value, "serving_default", names[0]].find(n => names.includes(n));
  options(signature, names.map(n => [n, n]), wanted);
  setText(find("send-target"), `POST /${addressOf(select.value, version.value)}`);
  chooseSignature(chosen, signature.value);
}

const isKeyed = model => callable(model.versions[0]).some(([, s]) => s.keys.length > 0);

function versionOf(model, choice) {
  const number = choice.startsWith("#") ? model.labels[choice.slice(1)]?.version : choice;
  return model.versions.find(v => v.version === number) ?? model.versions[0];
}

// The rows stay what they are as long as the signature takes the same.
function chooseSignature(version, name) {
  const signature = version.signatures[name], shape = JSON.stringify([name, signature.inputs, signature.keys]);
  form.signature = { ...signature, name };
  if (shape === form.shape)
    return;
  form.shape = shape;
  form.isOld = true;
  form.next = 0;
  form.whole = new Map();
  const fixed = Math.max(0, ...signature.inputs.filter(hasRows).map(i => i.shape?.[0] ?? -1));
  form.rows = Array.from({ length: fixed > 0 ? Math.min(fixed, MostRows) : FirstRows }, newRow);
  find("as-rows").checked = true;
  setText(find("send-note"), noteOf(signature));
  drawForm();
  showForm();
}

function noteOf(signature) {
  const keys = signature.keys.map(k => visible(k.input));
  return keys.length === 0 ? "This signature has no key: an answer is known by its place only."
    : `Each answer comes back with its ${keys.length === 1 ? "key" : "keys"} (${shorten(keys.join(", "), 80)}), and is matched by it. `
      + "The other values are made up: write your own.";
}

const isKey = input => form.signature.keys.some(k => k.input === input.name);

const rowInputs = () => form.signature.inputs.filter(hasRows).sort((a, b) => isKey(b) - isKey(a));

const wholeInputs = () => form.signature.inputs.filter(i => !hasRows(i));

function newRow() {
  const row = { id: form.next++, fields: new Map() };
  return row;
}

// A field for a value; what it holds is kept in the page itself.
function field(input, row, label, isWhole) {
  const value = madeUp(input, row, isKey(input), isWhole);
  const hint = input.has_default ? "the model\u2019s default" : isPlain(input, isWhole) ? "" : `JSON, or fill(0): ${typeText(input)}`;
  const attributes = { "aria-label": label, placeholder: hint || undefined, title: hint || undefined, spellcheck: "false", autocomplete: "off" };
  let node;
  if (isTruth(input) && isPlain(input, isWhole) && !input.has_default)
    node = make("select", { "aria-label": label }, ...["false", "true"].map(v => make("option", { value: v }, v)));
  else if (isPlain(input, isWhole))
    node = make("input", { ...attributes, type: "text", inputmode: isText(input) || isTruth(input) ? undefined : "decimal" });
  else
    node = make("textarea", { ...attributes, rows: "1" });
  node.value = value;
  const wrong = make("span", { class: "wrong", id: `wrong-${form.next}-${row}-${wrongs++}` });
  wrong.hidden = true;
  node.setAttribute("aria-describedby", wrong.id);
  node.addEventListener("input", () => complain(node, wrong, null));
  return { node, wrong, input, isWhole };
}

let wrongs = 0;

function complain(node, wrong, text) {
  if (text === null)
    node.removeAttribute("aria-invalid");
  else
    node.setAttribute("aria-invalid", "true");
  wrong.hidden = text === null;
  setText(wrong, text ?? "");
}

function drawForm() {
  find("whole-inputs").replaceChildren(...wholeInputs().map(input => {
    const f = field(input, 0, `${input.name}, for all rows`, true);
    form.whole.set(input.name, f);
    const about = make("span", { class: "small" }, nameOf(input.name, 48), make("span", { class: "soft" }, ` ${typeText(input)}, for all rows`));
    return make("div", { class: "field" }, about, f.node, f.wrong);
  }));
  const inputs = rowInputs();
  find("rows").replaceChildren(make("table", {},
    make("thead", {}, make("tr", {}, ...inputs.map(input => make("th", { scope: "col", class: isKey(input) ? "of-key" : "" }, nameOf(input.name, 40),
      make("span", { class: "type" }, isKey(input) ? `the key, ${typeText(input)}` : typeText(input)))), make("td", {}))),
    make("tbody", {})));
  find("rows").hidden = inputs.length === 0;
  find("add-row").hidden = inputs.length === 0;
  form.rows.forEach(drawRow);
}

function drawRow(row) {
  const cells = rowInputs().map(input => {
    const f = field(input, row.id, `${input.name} of row ${row.id + 1}`, false);
    row.fields.set(input.name, f);
    return make("td", { class: isKey(input) ? "of-key" : "" }, f.node, f.wrong);
  });
  const remove = { type: "button", "aria-label": `Remove row ${row.id + 1}`, title: "Remove this row", on: { click: () => removeRow(row) } };
  row.node = make("tr", {}, ...cells, make("td", {}, make("button", remove, "\u00d7")));
  find("rows").querySelector("tbody").append(row.node);
}

function addRow() {
  if (form.rows.length >= MostRows)
    return;
  const row = newRow();
  form.rows.push(row);
  drawRow(row);
  row.fields.values().next().value?.node.focus();
}

function removeRow(row) {
  const at = form.rows.indexOf(row);
  form.rows.splice(at, 1);
  row.node.remove();
  const next = form.rows[Math.min(at, form.rows.length - 1)];
  (next ? next.node.querySelector("button") : find("add-row")).focus();
}

// The value of a field as JSON; undefined if the model has its own.
function read(f, faults) {
  if (f.input.has_default && f.node.value.trim().length === 0)
    return undefined;
  try {
    return jsonOf(f.input, f.node.value, f.isWhole);
  } catch (text) {
    if (typeof text !== "string")
      throw text;
    complain(f.node, f.wrong, text);
    faults.push(f.node);
    return "null";
  }
}

function bodyOfRows(faults) {
  const members = fields => [...fields.values()].map(f => [f.input.name, read(f, faults)]).filter(([, json]) => json !== undefined);
  return bodyOf(form.signature, form.rows.map(r => members(r.fields)), members(form.whole));
}

function showForm() {
  const isJson = find("as-json").checked;
  find("rows-part").hidden = isJson;
  find("json-part").hidden = !isJson;
  find("add-row").disabled = isJson;
  if (isJson)
    find("json-body").value = bodyOfRows([]);
}

async function submit() {
  if (form.isSending)
    return;
  const faults = [], signature = form.signature, body = find("as-json").checked ? find("json-body").value : bodyOfRows(faults);
  if (faults.length > 0) {
    faults[0].focus();
    return;
  }
  form.isSending = true;
  find("send-button").setAttribute("aria-disabled", "true");
  const reply = await send(addressOf(find("send-model").value, find("send-version").value), body);
  form.isSending = false;
  find("send-button").removeAttribute("aria-disabled");
  showAnswer(reply, body, signature);
  look();
}

function prepareForm() {
  for (const id of ["send-model", "send-version", "send-signature"])
    find(id).addEventListener("change", offerModels);
  for (const id of ["as-rows", "as-json"])
    find(id).addEventListener("change", showForm);
  find("add-row").addEventListener("click", addRow);
  find("send-form").addEventListener("submit", e => {
    e.preventDefault();
    submit();
  });
  find("send-form").addEventListener("keydown", e => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      submit();
    }
  });
}
