using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Server.Tests.Rest;

/// <summary>What is answered before, beside and instead of a model's answer.</summary>
public sealed class RestHandlerTests : IDisposable
{
    private const string Predict = "/v1/models/m:predict";

    private readonly FrontHarness _server = new(new ServerOptions { Limits = new LimitOptions { MaxBodyBytes = 400, MaxDecompressedBytes = 400 } });

    [Fact]
    public async Task A_row_comes_back_with_its_key()
    {
        FrontAnswer answer = await Ask("POST", Predict, Bodies.One);
        Assert.Equal(200, answer.Status);
        Assert.Contains("\"row-7\"", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/v1/models/m", 400)]
    [InlineData("POST", "/v1/models/m:explain", 400)]
    [InlineData("POST", "/v1/nothing", 400)]
    [InlineData("DELETE", "/v1/models/m", 400)]
    [InlineData("POST", "/v1/models/nobody:predict", 404)]
    [InlineData("POST", "/v1/models/m/versions/2:predict", 404)]
    [InlineData("POST", "/v1/models/m/labels/stable:predict", 400)]
    [InlineData("GET", "/v1/models/m/versions/99999999999999999999", 400)]
    [InlineData("GET", "/nowhere", 404)]
    public async Task What_leads_nowhere_is_told_with_its_code(string method, string target, int status) =>
        Assert.Equal(status, (await Ask(method, target, method == "POST" ? Bodies.One : null)).Status);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"instances\": [{\"key\": 1}]}")]
    public async Task What_is_wrong_with_a_body_is_the_clients_to_mend(string body)
    {
        FrontAnswer answer = await Ask("POST", Predict, body);
        Assert.Equal(400, answer.Status);
        using JsonDocument error = JsonDocument.Parse(answer.Text);
        Assert.NotEmpty(error.RootElement.GetProperty("error").GetString()!);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused_packed_or_not()
    {
        string padded = Bodies.One + new string(' ', 400);
        Assert.Equal(400, (await Ask("POST", Predict, padded)).Status);
        Assert.Equal(400, (await Packed(padded)).Status);
        Assert.Equal(200, (await Packed(Bodies.One)).Status);
    }

    [Fact]
    public async Task What_is_no_gzip_though_it_says_so_is_refused() =>
        Assert.Equal(400, (await Ask("POST", Predict, Bodies.One, c => c.Request.Headers.ContentEncoding = "gzip")).Status);

    [Fact]
    public async Task Gzip_may_be_written_in_capitals() => Assert.Equal(200, (await Packed(Bodies.One, "GZIP")).Status);

    [Theory]
    [InlineData("http://localhost:8501/v1/models/m:predict", "POST", 200)]
    [InlineData("http://localhost/healthz?x=1", "GET", 200)]
    [InlineData("http://localhost", "GET", 200)]
    public async Task A_target_may_be_whole_as_a_proxy_gets_it(string target, string method, int status) =>
        Assert.Equal(status, (await Ask(method, target, method == "POST" ? Bodies.One : null)).Status);

    [Fact]
    public async Task Errors_do_not_carry_back_what_was_sent()
    {
        string name = new('n', 100_000);
        using var wide = new FrontHarness();
        await wide.Settled();
        string[] bodies = [$$"""{"instances": [{"{{name}}": 1}]}""", $$"""{"instances": ["{{name}}"]}""", $$"""{"signature_name": "{{name}}"}"""];
        foreach (string body in bodies)
        {
            FrontAnswer answer = await wide.Ask("POST", Predict, body);
            Assert.Equal(400, answer.Status);
            Assert.InRange(answer.Text.Length, 50, 10_000);
        }
    }

    [Fact]
    public async Task Health_is_told_and_readiness_goes_first_when_the_server_ends()
    {
        Assert.Equal((200, 200), ((await Ask("GET", "/healthz", null)).Status, (await Ask("GET", "/readyz", null)).Status));
        _server.Readiness.End();
        Assert.Equal((200, 503), ((await Ask("GET", "/healthz", null)).Status, (await Ask("GET", "/readyz", null)).Status));
    }

    [Fact]
    public async Task A_server_none_of_whose_models_answers_is_not_ready_and_one_of_them_is_enough()
    {
        string broken = Directory.CreateTempSubdirectory("tfkeyed-broken-").FullName;
        await File.WriteAllTextAsync(Path.Combine(broken, "saved_model.pb"), "this is no model", TestContext.Current.CancellationToken);
        using FrontHarness none = await new FrontHarness(null, null, ("m", broken)).Settled();
        FrontAnswer answer = await none.Get("/readyz");
        Assert.Equal(503, answer.Status);
        Assert.Contains("no model has a version that answers", answer.Text, StringComparison.Ordinal);
        using FrontHarness one = await new FrontHarness(null, null, ("m", broken), ("n", Repository.Model("babyweight_keras2"))).Settled();
        Assert.Equal(200, (await one.Get("/readyz")).Status);
        Directory.Delete(broken, recursive: true);
    }

    public void Dispose() => _server.Dispose();

    private async Task<FrontAnswer> Ask(string method, string target, string? body, Action<HttpContext>? change = null) =>
        await (await _server.Settled()).Ask(method, target, body, change);

    private Task<FrontAnswer> Packed(string body, string encoding = "gzip")
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            stream.Write(Encoding.UTF8.GetBytes(body));
        byte[] bytes = packed.ToArray();
        return Ask("POST", Predict, null, context =>
        {
            context.Request.Headers.ContentEncoding = encoding;
            context.Request.Body = new MemoryStream(bytes);
            context.Request.ContentLength = bytes.Length;
        });
    }
}
