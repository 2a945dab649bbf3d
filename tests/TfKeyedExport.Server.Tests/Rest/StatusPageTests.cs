using System.Security.Cryptography;
using System.Text;
using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Server.Tests.Rest;

public sealed class StatusPageTests : IDisposable
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
        FrontAnswer page = await server.Get("/");
        Assert.Equal(200, page.Status);
        foreach (string text in (string[])["<h2>m</h2>", "Version 1: AVAILABLE", "<td>serving_default</td>", "<td>key</td>", "batching is off"])
            Assert.Contains(text, page.Text, StringComparison.Ordinal);
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
        Assert.Contains("proved safe", await Until(server, "<td class=\"joined\">joined</td>"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_may_do_nothing_but_show_it()
    {
        using var server = new FrontHarness();
        FrontAnswer page = await (await server.Settled()).Get("/");
        string style = page.Text.Split("<style>")[1].Split("</style>")[0];
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", page.Headers.ContentSecurityPolicy);
        Assert.Equal("nosniff", page.Headers.XContentTypeOptions);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
        Assert.Equal("no-store", page.Headers.CacheControl);
        foreach (string word in (string[])["<script", "style=", "src=", "href=", "http:", "https:"])
            Assert.DoesNotContain(word, page.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Names_are_never_markup()
    {
        using var server = new FrontHarness(models: (HostileModel, HostileCopy()));
        FrontAnswer page = await (await server.Settled()).Get("/");
        Assert.DoesNotContain("<script", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b", page.Text.Replace("<body>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', page.Text);
        Assert.Contains("&lt;script&gt;", page.Text, StringComparison.Ordinal);
        Assert.Contains("<td>&lt;b onclick=&quot;x&quot;&gt;</td>", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_to_say_who_they_are_has_to_here()
    {
        using var server = new FrontHarness(authenticator: new Authenticator(new Dictionary<string, Client>()));
        Assert.Equal((401, 401), ((await (await server.Settled()).Get("/")).Status, (await server.Get(MonitoringOptions.DefaultPath)).Status));
    }

    [Fact]
    public async Task It_is_read_and_not_written_and_TensorFlow_Serving_has_none()
    {
        using var server = new FrontHarness();
        Assert.Equal(405, (await server.Ask("POST", "/", "")).Status);
        Assert.Equal("", (await server.Ask("HEAD", "/")).Text);
        using var quirky = new FrontHarness(new ServerOptions { Quirks = true });
        Assert.Equal(404, (await quirky.Get("/")).Status);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string> Until(FrontHarness server, string text)
    {
        for (DateTime patience = DateTime.UtcNow + TimeSpan.FromMinutes(2); ; await Task.Yield())
        {
            string page = (await server.Get("/")).Text;
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
