// What a status brings to all parts of the page.
function showStatus(status) {
  setText(find("about"), `${status.server_version}, up ${longTime(status.uptime_seconds)}`);
  noteLook(status);
  offerScopes(status);
  drawLive();
  showModels(status);
  offerForm(status);
  showErrors(status.errors);
}

makeCharts();
prepareForm();
find("scope").addEventListener("change", chooseScope);
find("span").addEventListener("change", e => {
  live.span = Number(e.target.value);
  drawLive();
});
find("filter").addEventListener("input", filterModels);
connect(showStatus);
