// Elements are made one by one and hold text: nothing here is ever read as markup, since names are those of strangers' models.
const SVG = "http://www.w3.org/2000/svg";

// What does not show, moves a cursor or turns the direction of reading is written out, as everywhere in this program.
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u180b-\u180f\ufe00-\ufe0f\u{e0000}-\u{e0fff}]/gu;

const shortEscapes = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const escapeHidden = c => {
  const value = c.codePointAt(0), hex = value.toString(16);
  return shortEscapes[c] ?? (value < 0x100 ? `\\x${hex.padStart(2, "0")}` : value < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`);
};

const visible = text => String(text).replace(hidden, escapeHidden);

// Names end with what tells them apart as often as they begin with it.
const shorten = (text, most) => text.length <= most ? text : `${text.slice(0, most >> 1)}\u2026${text.slice(-(most >> 1))}`;

const find = id => document.getElementById(id);

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false)
      continue;
    if (name === "on")
      Object.entries(value).forEach(([event, handler]) => node.addEventListener(event, handler));
    else
      node.setAttribute(name, value === true ? "" : name === "title" || name === "aria-label" ? visible(value) : value);
  }
  node.append(...children.filter(c => c !== null && c !== undefined).map(c => c instanceof Node ? c : visible(c)));
  return node;
}

const make = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

const draw = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

// A name as far as there is room for it; a pointer that rests on it shows all of it.
function nameOf(text, most = 64) {
  const shown = visible(text);
  return make("span", { class: "name", title: shown.length > most ? shown : undefined }, shorten(shown, most));
}

function setText(node, text) {
  const shown = visible(text);
  if (node.textContent !== shown)
    node.textContent = shown;
}

function options(select, list, chosen) {
  const key = JSON.stringify(list);
  if (select.dataset.list !== key) {
    select.dataset.list = key;
    select.replaceChildren(...list.map(([value, text]) => make("option", { value }, shorten(visible(text), 80))));
  }
  if (list.some(([value]) => value === chosen))
    select.value = chosen;
}
