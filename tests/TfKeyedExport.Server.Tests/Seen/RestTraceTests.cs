using System.Diagnostics;
using TfKeyedExport.Serving.Tracing;
using Xunit;

namespace TfKeyedExport.Server.Tests.Seen;

public sealed class RestTraceTests : IDisposable
{
    private readonly FrontHarness _server = new();
    private readonly Spans _spans = new();

    [Fact]
    public async Task A_call_continues_its_clients_trace_and_says_what_was_asked_and_who_answered()
    {
        await Ask("POST", "/v1/models/m:predict", Rest.Bodies.One);
        Assert.True(_spans.IsClients(_spans.Call));
        Assert.Equal("POST /v1/models/{model}:predict", _spans.Call.DisplayName);
        Assert.Equal(
            ("POST", "/v1/models/m:predict", 200, "OK", "m", "1", "serving_default", 1),
            (_spans.Tag("http.request.method"), _spans.Tag("url.path"), _spans.Tag("http.response.status_code"), _spans.Tag(TraceNames.Code),
                _spans.Tag(TraceNames.Model), _spans.Tag(TraceNames.Version), _spans.Tag(TraceNames.Signature), _spans.Tag(TraceNames.Rows)));
        Assert.Contains("tfkeyed.run", _spans.Names);
    }

    [Fact]
    public async Task A_clients_fault_is_no_error_of_the_server_and_names_are_cut()
    {
        await Ask("POST", $"/v1/models/{new string('n', 5000)}:predict", Rest.Bodies.One);
        Assert.Equal(ActivityStatusCode.Unset, _spans.Call.Status);
        Assert.Equal("NOT_FOUND", _spans.Tag("error.type"));
        Assert.Equal(128, ((string)_spans.Tag(TraceNames.Model)!).Length);
        Assert.Equal(128, ((string)_spans.Tag("url.path")!).Length);
    }

    [Fact]
    public async Task Two_headers_name_no_trace()
    {
        await (await _server.Settled()).Ask("GET", "/v1/models/m", null, c => c.Request.Headers.TraceParent = new([_spans.Header, _spans.Header]));
        Assert.Empty(_spans.Names);
    }

    public void Dispose()
    {
        _spans.Dispose();
        _server.Dispose();
    }

    private async Task<FrontAnswer> Ask(string method, string target, string? body) =>
        await (await _server.Settled()).Ask(method, target, body, c => c.Request.Headers.TraceParent = _spans.Header);
}
