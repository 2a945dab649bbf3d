// Values of inputs: made up, as they are typed in, and as JSON. Numbers stay the text that was typed, whatever a script could make of them.
const isText = input => input.dtype === "string";

const isTruth = input => input.dtype === "bool";

// The sizes of one row's value: an input without a shape takes one element a row.
const rowShape = input => input.shape === null ? [] : input.shape.slice(1);

// An input of one value for the whole request has no rows.
const hasRows = input => input.shape === null || input.shape.length > 0;

const isPlain = (input, isWhole) => (isWhole ? input.shape ?? [] : rowShape(input)).length === 0;

const MostMadeUp = 8, MostFilled = 4_000_000;

const numberForm = /^[-+]?(\d+\.?\d*([eE][-+]?\d+)?|\.\d+([eE][-+]?\d+)?|NaN|Infinity)$/;

const fillForm = /^fill\((.*)\)$/s;

function elementFor(input, row, isKey) {
  if (isText(input))
    return isKey ? `row-${row + 1}` : "";
  if (isTruth(input))
    return "false";
  return isKey ? String(row + 1) : /^u?int|^q/.test(input.dtype) ? "1" : "0.5";
}

const nest = (text, sizes) => sizes.reduceRight((inner, size) => `[${new Array(Math.max(1, size)).fill(inner).join(", ")}]`, text);

// What a field holds at first, so that something can be sent at once.
function madeUp(input, row, isKey, isWhole) {
  if (input.has_default)
    return "";
  const element = elementFor(input, row, isKey), sizes = isWhole ? input.shape ?? [] : rowShape(input);
  if (sizes.length === 0)
    return element;
  const all = sizes.reduce((a, b) => a * Math.max(1, b), 1), json = isText(input) ? JSON.stringify(element) : element;
  return all <= MostMadeUp || isKey ? nest(json, sizes) : `fill(${json})`;
}

// The JSON of what a field holds; throws a text that says what is wrong.
function jsonOf(input, text, isWhole) {
  const sizes = isWhole ? input.shape ?? [] : rowShape(input);
  if (sizes.length === 0 && isText(input))
    return JSON.stringify(text);
  const trimmed = text.trim();
  if (trimmed.length === 0)
    throw "a value is missing";
  const filled = fillForm.exec(trimmed);
  if (filled)
    return filledJson(input, filled[1], sizes);
  if (sizes.length > 0)
    return checked(trimmed);
  if (isTruth(input))
    return trimmed;
  if (!numberForm.test(trimmed))
    throw `no number: ${trimmed.slice(0, 40)}`;
  return trimmed.replace(/^\+/, "");
}

function filledJson(input, text, sizes) {
  if (sizes.reduce((a, b) => a * Math.max(1, b), 1) > MostFilled)
    throw "too large to be filled here";
  return nest(checked(text.trim() || (isText(input) ? "\"\"" : "0")), sizes);
}

// NaN and infinities are no JSON, but the server reads them.
function checked(text) {
  try {
    JSON.parse(text.replace(/-?\b(NaN|Infinity)\b/g, "0"));
    return text;
  } catch {
    throw "no JSON: write lists as [1, 2], texts in quotes, or fill(0)";
  }
}
