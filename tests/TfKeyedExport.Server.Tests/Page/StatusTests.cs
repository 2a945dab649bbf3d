using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TfKeyedExport.Server.Tests.Rest;
using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Server.Tests.Page;

public sealed class StatusTests : IDisposable
{
    // As long as the name of the signature that it takes the place of, so that nothing else moves.
    private const string HostileSignature = "<b onclick=\"x\">";
    private const string HostileModel = "<script>alert('m')</script>\u202e";

    private readonly string _folder = Directory.CreateTempSubdirectory("status").FullName;

    [Fact]
    public async Task It_tells_models_versions_and_whether_their_rows_are_joined_and_why()
    {
        using var server = new FrontHarness();
        await (await server.Settled()).Ask("POST", "/v1/models/m:predict", Bodies.One);
        JsonElement model = (await Status(server)).GetProperty("models")[0], version = model.GetProperty("versions")[0];
        JsonElement signature = version.GetProperty("signatures").GetProperty("serving_default");
        Assert.Equal(("m", "1", "AVAILABLE"), (Text(model, "name"), Text(version, "version"), Text(version, "state")));
        Assert.Equal(("alone", "batching is off"), (Text(signature, "batching"), Text(signature, "reason")));
        Assert.Equal("""[{"input":"key","output":"key"}]""", signature.GetProperty("keys").GetRawText());
        Assert.Contains("""{"name":"mother_age","dtype":"float32","shape":[-1]}""", signature.GetProperty("inputs").GetRawText(), StringComparison.Ordinal);
        Assert.Equal((1, 0, 1), (Number(signature, "calls"), Number(signature, "failed"), Number(signature, "rows")));
        Assert.Equal(1, signature.GetProperty("latency_counts").EnumerateArray().Sum(c => c.GetInt64()));
    }

    [Fact]
    public async Task With_batching_it_tells_the_verdict()
    {
        using var server = new FrontHarness(new ServerOptions
        {
            Batching = new BatchingOptions { Enabled = true },
            VerdictCache = _folder,
        });
        await server.Settled();
        Assert.Contains("proved safe", await Until(server, "\"batching\":\"joined\""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_for_every_second_leaves_out_what_stays()
    {
        using var server = new FrontHarness();
        await server.Settled();
        string live = (await server.Get("/status?live")).Text;
        Assert.DoesNotContain("mother_age", live, StringComparison.Ordinal);
        Assert.Contains("\"calls\":0", live, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_that_failed_are_told_with_what_their_clients_were_told()
    {
        using var server = new FrontHarness();
        await server.Settled();
        for (int i = 0; i < 3; i++)
            await server.Ask("POST", "/v1/models/m:predict", """{"instances": [{"key": "\u202e"}]}""");
        await server.Ask("POST", "/v1/models/none%E2%80%AE:predict", Bodies.One, c => c.Request.Headers["x-request-id"] = "r-7");
        JsonElement[] errors = [.. (await Status(server)).GetProperty("errors").EnumerateArray().OrderBy(e => Number(e, "count"))];
        Assert.Equal(2, errors.Length);
        Assert.Equal(
            ("none\\u202e", "NOT_FOUND", "r-7", ""),
            (Text(errors[0], "model"), Text(errors[0], "code"), Text(errors[0], "request_id"), Text(errors[0], "version")));
        Assert.Equal((3, "m", "1", "serving_default", "INVALID_ARGUMENT"), (Number(errors[1], "count"), Text(errors[1], "model"), Text(errors[1], "version"),
            Text(errors[1], "signature"), Text(errors[1], "code")));
    }

    [Fact]
    public async Task A_browser_may_run_its_script_and_ask_this_server_and_nothing_else()
    {
        using var server = new FrontHarness();
        FrontAnswer page = await (await server.Settled()).Get("/");
        Assert.Equal(200, page.Status);
        Assert.Equal(
            $"default-src 'none'; script-src 'sha256-{HashOf(page.Text, "script")}'; style-src 'sha256-{HashOf(page.Text, "style")}'; connect-src 'self'; "
                + "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            page.Headers.ContentSecurityPolicy);
        Assert.Equal("nosniff", page.Headers.XContentTypeOptions);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
        Assert.Equal("no-store", page.Headers.CacheControl);
        foreach (string word in (string[])["innerHTML", "style=", "src=", "http:", "https:", "eval(", " onclick", "import("])
            Assert.DoesNotContain(word, page.Text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Names_reach_it_as_they_are_and_escaped_where_they_hide()
    {
        using var server = new FrontHarness(models: (HostileModel, HostileCopy()));
        FrontAnswer status = await (await server.Settled()).Get("/status");
        Assert.DoesNotContain("<script", status.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', status.Text);
        JsonElement model = JsonDocument.Parse(status.Text).RootElement.GetProperty("models")[0];
        Assert.Equal(HostileModel, Text(model, "name"));
        Assert.True(model.GetProperty("versions")[0].GetProperty("signatures").TryGetProperty(HostileSignature, out _));
        Assert.DoesNotContain("alert('m')", (await server.Get("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_to_say_who_they_are_has_to_for_the_data_and_not_for_the_page()
    {
        using var server = new FrontHarness(authenticator: new Authenticator(new Dictionary<string, Client>()));
        await server.Settled();
        Assert.Equal(
            (200, 401, 401),
            ((await server.Get("/")).Status, (await server.Get("/status")).Status, (await server.Get(MonitoringOptions.DefaultPath)).Status));
    }

    [Fact]
    public async Task Pages_that_call_this_machine_by_another_name_get_neither()
    {
        using var server = new FrontHarness();
        await server.Settled();
        foreach (string path in (string[])["/", "/status"])
            Assert.Equal(403, (await server.Ask("GET", path, change: c => c.Request.Host = new HostString("rebound.example"))).Status);
    }

    [Fact]
    public async Task It_is_read_and_not_written_and_TensorFlow_Serving_has_none()
    {
        using var server = new FrontHarness();
        using var quirky = new FrontHarness(new ServerOptions { Quirks = true });
        foreach (string path in (string[])["/", "/status"])
        {
            Assert.Equal(405, (await server.Ask("POST", path, "")).Status);
            Assert.Equal("", (await server.Ask("HEAD", path)).Text);
            Assert.Equal(404, (await quirky.Get(path)).Status);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<JsonElement> Status(FrontHarness server) => JsonDocument.Parse((await server.Get("/status")).Text).RootElement;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private static string HashOf(string page, string element) => Convert.ToBase64String(
        SHA256.HashData(Encoding.UTF8.GetBytes(page.Split($"<{element}>")[1].Split($"</{element}>")[0])));

    private static async Task<string> Until(FrontHarness server, string text)
    {
        for (DateTime patience = DateTime.UtcNow + TimeSpan.FromMinutes(2); ; await Task.Yield())
        {
            string page = (await server.Get("/status")).Text;
            if (page.Contains(text, StringComparison.Ordinal))
                return page;
            Assert.True(DateTime.UtcNow < patience, page);
        }
    }

    private string HostileCopy()
    {
        string source = Repository.Model(FrontHarness.Keyed);
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(_folder, "model", Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            File.SetLastWriteTimeUtc(copy, DateTime.UtcNow.AddHours(-1));
        }
        string graph = Path.Combine(_folder, "model", "saved_model.pb");
        byte[] bytes = File.ReadAllBytes(graph), key = [0x0a, 15, .. "serving_default"u8, 0x12];
        int at = bytes.AsSpan().IndexOf(key);
        Encoding.ASCII.GetBytes(HostileSignature).CopyTo(bytes, at + 2);
        File.WriteAllBytes(graph, bytes);
        File.SetLastWriteTimeUtc(graph, DateTime.UtcNow.AddHours(-1));
        return Path.Combine(_folder, "model");
    }
}
