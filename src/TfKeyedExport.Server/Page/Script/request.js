// From the rows of the form to the body of a request, and to its address.
const addressOf = (model, version) => {
  const at = version === "" ? "" : version.startsWith("#") ? `/labels/${encodeURIComponent(version.slice(1))}` : `/versions/${encodeURIComponent(version)}`;
  return `v1/models/${encodeURIComponent(model)}${at}:predict`;
};

// Where anything has no rows, or may have any shape, values go by columns, as the protocol wants it; else a row stands together with its key.
function bodyOf({ name, inputs, outputs }, rows, whole) {
  const head = `{\n  "signature_name": ${JSON.stringify(name)},\n`, member = ([input, json]) => `${JSON.stringify(input)}: ${json}`;
  if (whole.length === 0 && [...inputs, ...outputs].every(a => a.shape?.length > 0) && rows.every(r => r.length === rows[0]?.length && r.length > 0))
    return `${head}  "instances": [\n${rows.map(r => `    {${r.map(member).join(", ")}}`).join(",\n")}\n  ]\n}`;
  const names = new Set(rows.flatMap(r => r.map(([input]) => input)));
  const lists = inputs.filter(i => names.has(i.name)).map(i => [i.name, `[${rows.map(r => r.find(([n]) => n === i.name)?.[1] ?? "null").join(", ")}]`]);
  return `${head}  "inputs": {\n${[...whole, ...lists].map(m => `    ${member(m)}`).join(",\n")}\n  }\n}`;
}

// A number as it was written: large ones are more than a script can hold, and a key must be compared as it came.
class Written {
  constructor(source) {
    this.source = source;
  }
}

const nonFinite = /("(?:[^"\\]|\\.)*")|-?\b(?:NaN|Infinity)\b/g;

// NaN and infinities, which the server writes as TensorFlow Serving does, become texts that nothing else is.
const parseExact = text => JSON.parse(text.replace(nonFinite, (all, string) => string ?? `"\\u0000${all}"`), (_, value, context) =>
  typeof value === "number" ? new Written(context?.source ?? String(value))
    : typeof value === "string" && value.startsWith("\u0000") ? new Written(value.slice(1)) : value);

const memberText = ([name, value]) => `${JSON.stringify(name)}: ${exactText(value)}`;

const exactText = value => value instanceof Written ? value.source
  : Array.isArray(value) ? `[${value.map(exactText).join(", ")}]`
    : value !== null && typeof value === "object" ? `{${Object.entries(value).map(memberText).join(", ")}}` : JSON.stringify(value);

async function send(address, body) {
  const began = performance.now();
  try {
    const headers = authorized({ "content-type": "application/json" });
    const response = await fetch(address, { method: "POST", body, headers, credentials: "same-origin", cache: "no-store" });
    const text = await response.text();
    return { status: response.status, ok: response.ok, text, took: (performance.now() - began) / 1000, id: response.headers.get("x-request-id") };
  } catch {
    return { status: 0, ok: false, text: "the server did not answer", took: (performance.now() - began) / 1000, id: null };
  }
}
