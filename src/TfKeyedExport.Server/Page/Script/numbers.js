// Numbers as people read them: three digits that count, and a unit.
const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const digits = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

const few = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });

const count = n => grouped.format(n);

function rate(n) {
  if (n >= 1e6)
    return `${digits.format(n / 1e6)}M`;
  if (n >= 1e4)
    return `${digits.format(n / 1e3)}k`;
  return n >= 100 ? grouped.format(n) : n === 0 ? "0" : n < 0.01 ? "<0.01" : (n < 1 ? few : digits).format(n);
}

function seconds(s) {
  if (s === 0)
    return "0";
  return s < 1e-3 ? `${digits.format(s * 1e6)} \u00b5s` : s < 1 ? `${digits.format(s * 1e3)} ms` : `${digits.format(s)} s`;
}

const percent = share => share === 0 ? "0%" : share < 0.001 ? "<0.1%" : `${digits.format(share * 100)}%`;

function longTime(s) {
  const parts = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]], at = parts.findIndex(([size]) => s >= size);
  if (at < 0)
    return "0 s";
  const [size, unit] = parts[at], rest = parts[at + 1], more = rest && at < 2 ? Math.floor((s % size) / rest[0]) : 0;
  return `${Math.floor(s / size)} ${unit}${more ? ` ${more} ${rest[1]}` : ""}`;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

// A round number that is not below another: 1, 2 or 5 and zeros.
function roundUp(n) {
  if (!(n > 0))
    return 1;
  const power = 10 ** Math.floor(Math.log10(n)), first = n / power;
  return power * (first <= 1 ? 1 : first <= 2 ? 2 : first <= 5 ? 5 : 10);
}
