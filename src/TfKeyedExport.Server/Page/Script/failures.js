// The last calls that failed; equal ones are told once, with their number.
let shownErrors = null;

function showErrors(errors) {
  const key = JSON.stringify(errors);
  if (key === shownErrors)
    return;
  shownErrors = key;
  if (errors.length === 0) {
    find("error-list").replaceChildren(make("p", { class: "soft" }, "No call has failed since the server began."));
    return;
  }
  const heads = ["Last", "Times", "Model", "Signature", "Code", "What the client was told", "By"];
  find("error-list").replaceChildren(make("div", { class: "scroll", role: "group", tabindex: "0", "aria-label": "Last errors" }, make("table", {},
    make("thead", {}, make("tr", {}, ...heads.map((h, i) => make("th", { scope: "col", class: i === 1 ? "number" : "" }, h)))),
    make("tbody", {}, ...errors.map(errorRow)))));
}

function errorRow(e) {
  const last = new Date(e.time), first = new Date(e.first_time);
  return make("tr", {},
    make("td", { class: "number", title: `first ${first.toISOString()}, last ${last.toISOString()}` }, clock.format(last)),
    make("td", { class: "number" }, count(e.count)),
    make("td", {}, e.model ? nameOf(e.model, 48) : make("span", { class: "soft" }, "none"),
      e.version ? make("span", { class: "soft" }, ` ${e.version}`) : null),
    make("td", {}, e.signature ? nameOf(e.signature, 48) : make("span", { class: "soft" }, "not reached")),
    make("td", { class: "bad" }, make("code", {}, e.code)),
    make("td", { class: "message" }, e.message),
    make("td", { class: "soft" }, `${e.protocol === "rest" ? "REST" : "gRPC"} ${e.asked}`, e.request_id ? make("code", {}, ` ${e.request_id}`) : null));
}
