using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TfKeyedExport.Server.Seen;
using TfKeyedExport.Serving.Journals;
using Xunit;

namespace TfKeyedExport.Server.Tests.Seen;

public sealed class AccessLoggingTests : IDisposable
{
    private readonly FrontHarness _server = new();
    private readonly MemoryStream _written = new();
    private readonly Journal _journal;
    private readonly AccessLogging _log;

    public AccessLoggingTests()
    {
        _journal = new Journal(() => _written, _ => { }, _ => { });
        _log = new AccessLogging(_journal, TimeProvider.System, _ => false);
    }

    [Fact]
    public async Task A_call_has_its_line()
    {
        FrontAnswer answer = await Ask("POST", "/v1/models/m:predict", Rest.Bodies.One, c => c.Request.Headers["X-Request-Id"] = "id-1");
        JsonElement line = Line();
        Assert.Equal(
            ("rest", "POST", "predict", "m", "1", 200, "OK", Rest.Bodies.One.Length, answer.Text.Length, "id-1"),
            (Text(line, "protocol"), Text(line, "method"), Text(line, "verb"), Text(line, "model"), Text(line, "version"), Number(line, "status"),
                Text(line, "code"), Number(line, "bytes_in"), Number(line, "bytes_out"), Text(line, "request_id")));
    }

    [Theory]
    [InlineData("m")]
    [InlineData("nobody")]
    public async Task A_name_that_was_made_for_a_request_is_told_to_its_client(string model)
    {
        FrontAnswer answer = await Ask("POST", $"/v1/models/{model}:predict", Rest.Bodies.One);
        Assert.Equal(answer.Headers["X-Request-Id"].ToString(), Text(Line(), "request_id"));
        Assert.Equal(32, answer.Headers["X-Request-Id"].ToString().Length);
    }

    [Fact]
    public async Task Bytes_that_came_in_pieces_are_counted()
    {
        await Ask("POST", "/v1/models/m:predict", Rest.Bodies.One, c =>
        {
            c.Request.ContentLength = null;
            c.Request.Headers.TransferEncoding = "chunked";
        });
        JsonElement line = Line();
        Assert.Equal((200, Rest.Bodies.One.Length), (Number(line, "status"), Number(line, "bytes_in")));
    }

    [Fact]
    public async Task A_call_that_fails_has_the_code_and_no_version()
    {
        await Ask("POST", "/v1/models/nobody:predict", Rest.Bodies.One);
        JsonElement line = Line();
        Assert.Equal(("nobody", null, 404, "NOT_FOUND"), (Text(line, "model"), Text(line, "version"), Number(line, "status"), Text(line, "code")));
    }

    [Fact]
    public async Task What_is_no_call_has_its_path_without_what_stands_behind_it()
    {
        await Ask("GET", "/healthz?secret=1", null);
        JsonElement line = Line();
        Assert.Equal(("/healthz", null, "OK"), (Text(line, "verb"), Text(line, "model"), Text(line, "code")));
    }

    [Fact]
    public async Task A_trace_that_the_client_names_is_named()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        await Ask("GET", "/v1/models/m", null, c => c.Request.Headers.TraceParent = $"00-{Trace}-b7ad6b7169203331-00");
        Assert.Equal(Trace, Text(Line(), "trace_id"));
    }

    public void Dispose()
    {
        _journal.Dispose();
        _server.Dispose();
    }

    private async Task<FrontAnswer> Ask(string method, string target, string? body, Action<HttpContext>? change = null) =>
        await (await _server.Settled()).Ask(method, target, body, change, _log);

    private JsonElement Line()
    {
        _journal.Dispose();
        using JsonDocument line = JsonDocument.Parse(_written.ToArray());
        return line.RootElement.Clone();
    }

    private static int Number(JsonElement line, string name) => line.GetProperty(name).GetInt32();

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();
}
