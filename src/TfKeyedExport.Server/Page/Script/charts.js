// Charts are drawn at the size that they have, so that their letters keep theirs.
const Plot = { left: 46, right: 6, top: 8, bottom: 20 };

function chart(title, unit, isAlarm) {
  const now = make("p", { class: "now" }), plot = draw("svg", { role: "img" }), of = make("p", { class: "of" });
  const node = make("figure", { class: "card chart" }, make("h3", {}, title, make("span", { class: "soft" }, unit ? ` (${unit})` : "")), now, plot, of);
  return { title, node, now, plot, of, isAlarm };
}

function setNow(figure, parts) {
  figure.now.replaceChildren(...parts.map(([label, value, style]) => make("span", {},
    style ? make("i", { class: style, "aria-hidden": "true" }) : null, label ? make("small", {}, label) : null, value)));
}

function frame(figure, most, format) {
  const width = Math.max(160, figure.plot.clientWidth), height = Math.max(80, figure.plot.clientHeight);
  const box = { left: Plot.left, right: width - Plot.right, top: Plot.top, bottom: height - Plot.bottom };
  const y = value => box.bottom - (box.bottom - box.top) * Math.min(1, value / most);
  const parts = [0, 0.5, 1].flatMap(share => [
    draw("line", { class: "grid", x1: box.left, x2: box.right, y1: Math.round(y(share * most)), y2: Math.round(y(share * most)) }),
    draw("text", { x: box.left - 6, y: y(share * most) + 4, "text-anchor": "end" }, format(share * most))]);
  figure.plot.setAttribute("viewBox", `0 0 ${width} ${height}`);
  return { box, y, parts };
}

// Between two lines, where none goes through it.
const emptyText = (box, text) => draw("text", { x: (box.left + box.right) / 2, y: box.bottom - (box.bottom - box.top) / 4 + 4, "text-anchor": "middle" }, text);

function timeTicks(box, span) {
  const step = span <= 60 ? 20 : span <= 300 ? 120 : 300, parts = [];
  for (let ago = 0; ago < span; ago += step) {
    const x = box.right - (box.right - box.left) * ago / span, text = ago === 0 ? "now" : span <= 60 ? `\u2212${ago} s` : `\u2212${ago / 60} min`;
    parts.push(draw("text", { x, y: box.bottom + 15, "text-anchor": ago === 0 ? "end" : "middle" }, text));
  }
  return parts;
}

// Where nobody looked for a while there is a gap, and where there is no value too.
function pathOf(values, x, y) {
  let path = "", isDown = false, last = null;
  for (const { at, value, took } of values) {
    if (value === null) {
      isDown = false;
      continue;
    }
    path += isDown && took <= 6 ? `L${x(at).toFixed(1)} ${y(value).toFixed(1)}` : `M${x(at).toFixed(1)} ${y(value).toFixed(1)}h.01`;
    isDown = true;
    last = at;
  }
  return { path, last };
}

function areaOf(path, x, box) {
  return path.split("M").filter(p => p.length > 0).map(piece => {
    const start = piece.slice(0, piece.indexOf(" ")), end = piece.includes("L") ? piece.slice(piece.lastIndexOf("L") + 1).split(" ")[0] : start;
    return `M${piece}L${end} ${box.bottom}L${start} ${box.bottom}Z`;
  }).join("");
}

// Lines over time; every series has a value for each point, or null.
function drawLines(figure, points, span, series, format, ofNothing) {
  const end = points.at(-1)?.at ?? 0, shown = points.filter(p => p.at > end - span);
  const lines = series.map(s => shown.map((p, i) => ({ at: p.at, took: p.took, value: s(p, shown, i) })));
  const values = lines.flatMap(l => l.map(v => v.value)).filter(v => v !== null), highest = values.reduce((a, b) => Math.max(a, b), 0);
  const { box, y, parts } = frame(figure, roundUp(highest), format);
  const x = at => box.right - (box.right - box.left) * (end - at) / span;
  parts.push(...timeTicks(box, span));
  lines.forEach((line, i) => {
    const { path } = pathOf(line, x, y);
    if (path.length === 0)
      return;
    if (lines.length === 1)
      parts.push(draw("path", { class: "area", d: areaOf(path, x, box) }));
    parts.push(draw("path", { class: i === 0 ? "line-first" : "line-second", d: path }));
  });
  if (values.length === 0)
    parts.push(emptyText(box, ofNothing));
  figure.node.classList.toggle("alarm", figure.isAlarm && highest > 0);
  figure.plot.replaceChildren(...parts);
  describe(figure, values.length === 0 ? ofNothing : `now ${figure.now.textContent}, at most ${format(highest)} in the last ${longTime(span)}`);
}

// How often something was how large, as bars from the smallest to the largest that was seen.
function drawBars(figure, counts, names, ofNothing) {
  const first = counts.findIndex(n => n > 0), last = counts.findLastIndex(n => n > 0);
  const from = Math.max(0, Math.min(first, last - 3)), shown = first < 0 ? [] : counts.slice(from, Math.max(last + 1, from + 4));
  const { box, y, parts } = frame(figure, roundUp(Math.max(0, ...shown)), rate);
  const step = (box.right - box.left) / Math.max(1, shown.length), width = Math.min(40, step * 0.7), isTight = step < 42;
  shown.forEach((n, i) => {
    const middle = box.left + step * (i + 0.5);
    if (n > 0)
      parts.push(draw("rect", { class: "bar", x: middle - width / 2, y: y(n), width, height: Math.max(1, box.bottom - y(n)), rx: 2 },
        draw("title", {}, `${names[from + i]} rows: ${count(n)}`)));
    if (!isTight || i % 2 === 0)
      parts.push(draw("text", { x: middle, y: box.bottom + 15, "text-anchor": "middle" }, names[from + i]));
  });
  if (shown.length === 0)
    parts.push(emptyText(box, ofNothing));
  figure.plot.replaceChildren(...parts);
  describe(figure, shown.length === 0 ? ofNothing : shown.map((n, i) => n > 0 ? `${names[from + i]} rows: ${count(n)}` : null).filter(t => t).join(", "));
}

function describe(figure, text) {
  figure.plot.setAttribute("aria-label", visible(`${figure.title}: ${text}`));
}
