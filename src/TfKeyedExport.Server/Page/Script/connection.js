// Asks the server, once a second as long as somebody looks, and says so when it does not answer.
const Pause = 1000, LongestPause = 15000, Patience = 10000;

const connection = { token: null, failures: 0, timer: null, isAsking: false, onStatus: null, whole: null };

function tell(kind, text) {
  find("state").className = `state ${kind}`;
  setText(find("state-text"), text);
  document.body.classList.toggle("away", kind === "bad" || kind === "doubt");
}

const authorized = headers => connection.token === null ? headers : { ...headers, authorization: `Bearer ${connection.token}` };

function askStatus(query) {
  return fetch(`status${query}`, { headers: authorized({}), cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(Patience) });
}

// What stays as long as a version is loaded is asked for only when there is one that is not known.
function knows(status) {
  return connection.whole !== null && status.models.every(m => m.versions.every(v => v.loaded === undefined || connection.whole.has(v.loaded)));
}

function complete(status) {
  for (const version of status.models.flatMap(m => m.versions)) {
    const known = connection.whole.get(version.loaded);
    if (!known)
      continue;
    version.batching_parameters ??= known.batching_parameters;
    for (const [name, signature] of Object.entries(version.signatures ?? {})) {
      const { inputs, outputs, more_inputs, more_outputs, method } = known.signatures[name] ?? {};
      Object.assign(signature, { inputs, outputs, more_inputs, more_outputs, method });
    }
  }
  return status;
}

function remember(status) {
  connection.whole = new Map(status.models.flatMap(m => m.versions).filter(v => v.loaded !== undefined).map(v => [v.loaded, v]));
}

async function look() {
  clearTimeout(connection.timer);
  if (connection.isAsking)
    return;
  connection.isAsking = true;
  let pause = Pause;
  try {
    let response = await askStatus(connection.whole === null ? "" : "?live");
    let status = response.ok ? await response.json() : null;
    if (status && !knows(status)) {
      if (connection.whole !== null) {
        response = await askStatus("");
        status = response.ok ? await response.json() : null;
      }
      if (status)
        remember(status);
    }
    pause = status ? arrived(status) : await refused(response);
  } catch {
    pause = away();
  } finally {
    connection.isAsking = false;
  }
  if (pause !== null && !document.hidden)
    connection.timer = setTimeout(look, pause);
}

function arrived(status) {
  connection.failures = 0;
  find("token-form").hidden = true;
  find("content").hidden = false;
  tell("good", "live");
  connection.onStatus(complete(status));
  return Pause;
}

async function refused(response) {
  if (response.status === 401) {
    askToken();
    return null;
  }
  const text = await response.text().catch(() => "");
  tell("bad", `the server answers ${response.status}: ${textOfError(text)}`);
  return LongestPause;
}

function away() {
  const pause = Math.min(LongestPause, Pause * 2 ** connection.failures++);
  tell("bad", `the server does not answer; asked again in ${longTime(pause / 1000)}`);
  return pause;
}

function askToken() {
  const form = find("token-form"), isFirst = form.hidden;
  tell("doubt", "a token is wanted");
  setText(find("token-error"), connection.token === null ? "" : "The server does not know this token.");
  connection.token = null;
  form.hidden = false;
  if (isFirst || find("token-error").textContent)
    find("token").focus();
}

// An error of the server's as it gave it; what is no document of its own is shown as it is.
function textOfError(text) {
  try {
    const error = JSON.parse(text).error;
    return typeof error === "string" ? error : text;
  } catch {
    return text;
  }
}

function connect(onStatus) {
  connection.onStatus = onStatus;
  find("token-form").addEventListener("submit", e => {
    e.preventDefault();
    const token = find("token").value.trim();
    // A header takes nothing else, and a browser would say no more than that it failed.
    if (!/^[\x21-\x7e]+$/.test(token)) {
      setText(find("token-error"), token.length === 0 ? "Write the token first." : "No token has such characters.");
      return;
    }
    connection.token = token;
    find("token").value = "";
    setText(find("token-error"), "");
    look();
  });
  document.addEventListener("visibilitychange", () => {
    clearTimeout(connection.timer);
    if (!document.hidden)
      look();
    else
      tell("", "paused while nobody looks");
  });
  look();
}
