// Answers stand beside the key that came back with them, in the order in which the keys were sent.
const MostShown = 1000, LongestValue = 4000, LongestKey = 4096;

// What was sent, row by row; null where the body is of a form that has no rows.
function sentKeys(body, keyName) {
  try {
    const request = parseExact(body);
    if (Array.isArray(request.instances))
      return request.instances.map(row => Object.hasOwn(Object(row), keyName) ? row[keyName] : row);
    const column = request.inputs?.[keyName] ?? request.inputs;
    return Array.isArray(column) ? column : null;
  } catch {
    return null;
  }
}

// Rows of an answer as lists of name and value.
function answerRows(answer, outputs) {
  const named = v => v !== null && typeof v === "object" && !Array.isArray(v) && !(v instanceof Written) && !("b64" in v && outputs.length === 1);
  if (Array.isArray(answer.predictions))
    return answer.predictions.map(p => named(p) && outputs.length > 1 ? p : { [outputs[0]?.name ?? "answer"]: p });
  const columns = named(answer.outputs) && outputs.length > 1 ? answer.outputs : { [outputs[0]?.name ?? "answer"]: answer.outputs };
  const length = Math.max(1, ...Object.values(columns).filter(Array.isArray).map(c => c.length));
  return Array.from({ length }, (_, i) => Object.fromEntries(Object.entries(columns).map(([n, c]) => [n, Array.isArray(c) ? c[i] : i === 0 ? c : null])));
}

// What makes two keys one: bytes are bytes however they are written, 1 is 1.0, and a number of any length is all of its digits.
function identity(value) {
  if (value instanceof Written)
    return /^-?\d+$/.test(value.source) ? String(BigInt(value.source)) : String(Number(value.source));
  if (typeof value === "string")
    return `bytes ${String.fromCharCode(...new TextEncoder().encode(value.slice(0, LongestKey)))}${value.slice(LongestKey)}`;
  if (typeof value?.b64 === "string")
    return `bytes ${atob(value.b64)}`;
  return Array.isArray(value) ? `[${value.map(identity).join()}]` : exactText(value ?? null);
}

// For each key that was sent the answer with that key; what is left over was never asked for.
function match(sent, rows, output) {
  const waiting = new Map();
  rows.forEach((row, i) => {
    const key = identity(row[output]);
    waiting.set(key, [...(waiting.get(key) ?? []), i]);
  });
  const pairs = sent.map(key => ({ key, row: rows[waiting.get(identity(key))?.shift()] ?? null }));
  return { pairs, strangers: [...waiting.values()].flat().map(i => rows[i]) };
}

function valueCell(value) {
  const text = visible(value === undefined ? "" : typeof value === "string" ? value : exactText(value));
  const shown = text.length > LongestValue ? `${text.slice(0, LongestValue)}\u2026 (${count(text.length)} characters)` : text;
  return make("td", {}, make("span", { class: "value" }, shown));
}

const keyText = key => typeof key === "string" ? key : exactText(key ?? null);

const mark = (kind, sign, text) => make("span", { class: `mark ${kind}` }, make("span", { "aria-hidden": "true" }, `${sign} `), text);

function showAnswer(reply, body, signature) {
  const line = find("answer-line"), error = find("answer-error"), table = find("answer-table");
  find("answer").hidden = false;
  table.replaceChildren();
  let answer = null;
  try {
    answer = reply.ok ? parseExact(reply.text) : null;
  } catch {
    answer = null;
  }
  if (answer === null) {
    setText(line, "");
    setText(error, `${reply.status > 0 ? `${reply.status}: ` : ""}${textOfError(reply.text)}${reply.id ? `\nrequest ${reply.id}` : ""}`);
    return;
  }
  setText(error, "");
  const outputs = signature.outputs ?? [], rows = answerRows(answer, outputs), key = signature.keys?.[0], sent = key ? sentKeys(body, key.input) : null;
  const known = outputs.map(o => o.name), names = known.length > 0 ? known : Object.keys(rows[0] ?? {});
  const told = `${count(rows.length)} ${rows.length === 1 ? "row" : "rows"} answered in ${seconds(reply.took)}`;
  if (!key || !sent) {
    setText(line, `${told}. ${key ? "The keys of this body cannot be read here" : "The signature has no key"}: answers stand in the order in which they came.`);
    table.append(answerTable(["Row", ...names], rows.slice(0, MostShown).map((row, i) =>
      [make("td", { class: "number" }, String(i + 1)), ...names.map(n => valueCell(row[n]))])));
    return;
  }
  const { pairs, strangers } = match(sent, rows, key.output), others = names.filter(n => n !== key.output), lost = pairs.filter(p => p.row === null).length;
  const isDouble = new Set(sent.map(identity)).size < sent.length;
  const whole = `${told}; ${sent.length === 1 ? "its key" : `each of ${count(sent.length)} keys`} came back as sent.`;
  const equal = isDouble ? " Some keys are equal: their rows are matched in the order in which they came." : "";
  setText(line, lost + strangers.length === 0 ? whole + equal
    : `${told}, but ${count(lost)} of ${count(sent.length)} keys did not come back as sent, and ${count(strangers.length)} came that nobody sent.`);
  line.className = lost + strangers.length > 0 ? "bad" : "good";
  table.append(answerTable([key.output, "The key", ...others], [
    ...pairs.slice(0, MostShown).map(({ key: k, row }) => [make("th", { scope: "row", class: "name key" }, shorten(visible(keyText(k)), 200)),
      make("td", {}, row ? mark("good", "\u2713", "as sent") : mark("bad", "\u2717", "did not come back")), ...others.map(n => valueCell(row?.[n]))]),
    ...strangers.slice(0, MostShown).map(row => [make("th", { scope: "row", class: "name bad" }, shorten(visible(keyText(row[key.output])), 200)),
      make("td", {}, mark("bad", "\u2717", "nobody sent it")), ...others.map(n => valueCell(row[n]))]),
  ]));
}

function answerTable(heads, rows) {
  return make("div", { class: "scroll", role: "group", tabindex: "0", "aria-label": "Answers" }, make("table", {},
    make("thead", {}, make("tr", {}, ...heads.map(h => make("th", { scope: "col" }, shorten(visible(h), 64))))),
    make("tbody", {}, ...rows.map(cells => make("tr", {}, ...cells)))));
}
