using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TfKeyedExport.Server.Tests.Hosting;
using TfKeyedExport.Server.Tests.Rest;
using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Server.Tests.Page;

/// <summary>The page of a server on a port, in a real browser. Every test fails on anything that the console says, and on a request to anybody else.</summary>
public sealed class PageTests
{
    private const string Hostile = "<img src=x onerror=\"alert(1)\">\u202egnp.exe";

    [Fact]
    public async Task It_shows_models_versions_signatures_keys_and_verdicts()
    {
        await using WebHarness server = await WebHarness.Start();
        await using OpenPage page = await OpenPage.Live(server);

        await page.Sees("#model-list .model > summary", "m");
        foreach (string text in (string[])["Version 1", "AVAILABLE", "serving_default", "key", "batching is off"])
            await page.Sees("#model-list .version", text);
        await page.Sees("#error-list", "No call has failed");
    }

    [Fact]
    public async Task Rows_are_sent_by_keyboard_alone_and_each_answer_stands_beside_its_key()
    {
        await using WebHarness server = await WebHarness.Start();
        await using OpenPage page = await OpenPage.Live(server);
        IKeyboard keys = page.Page.Keyboard;

        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        for (int i = 0; i < 40 && await Focused(page) != "key of row 1"; i++)
            await keys.PressAsync("Tab");
        Assert.Equal("key of row 1", await Focused(page));
        await keys.PressAsync("Control+A");
        await keys.TypeAsync("caf\u00e9/7");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Control+A");
        await keys.TypeAsync("39");
        await keys.PressAsync("Control+Enter");

        await page.Sees("#answer-line", "3 rows answered in");
        await page.Sees("#answer-line", "each of 3 keys came back as sent");
        IReadOnlyList<string> rows = await page.Page.Locator("#answer-table tbody tr").AllInnerTextsAsync();
        Assert.Equal(["caf\u00e9/7", "row-2", "row-3"], rows.Select(r => r.Split('\t')[0].Trim()));
        Assert.All(rows, r => Assert.Contains("as sent", r, StringComparison.Ordinal));
        string[] answers = [.. rows.Select(r => r.Split('\t')[2].Trim())];
        Assert.NotEqual(answers[0], answers[1]);
        Assert.Equal(answers[1], answers[2]);
    }

    [Fact]
    public async Task What_a_client_is_told_of_its_error_is_shown_and_stands_among_the_last_errors()
    {
        await using WebHarness server = await WebHarness.Start();
        await using OpenPage page = await OpenPage.Live(server);
        page.Expected = ["400 (Bad Request)"];

        await page.Page.Locator("#as-json").CheckAsync();
        await page.Page.Locator("#json-body").FillAsync("""{"instances": [{"key": "row-1"}]}""");
        await page.Page.Locator("#send-button").ClickAsync();

        await page.Sees("#answer-error", "400: ");
        await page.Sees("#answer-error", "gestation_weeks");
        await page.Sees("#error-list tbody tr", "INVALID_ARGUMENT");
        await page.Sees("#error-list tbody tr", "gestation_weeks");
    }

    [Fact]
    public async Task A_value_of_another_type_is_told_at_its_field_and_not_sent()
    {
        await using WebHarness server = await WebHarness.Start();
        await using OpenPage page = await OpenPage.Live(server);
        ILocator field = page.Page.GetByLabel("mother_age of row 2");

        await field.FillAsync("thirty");
        await page.Page.Locator("#send-button").ClickAsync();

        await Assertions.Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal("mother_age of row 2", await Focused(page));
        Assert.True(await page.Page.Locator("#answer").IsHiddenAsync());
    }

    [Fact]
    public async Task Rows_are_added_and_removed()
    {
        await using WebHarness server = await WebHarness.Start();
        await using OpenPage page = await OpenPage.Live(server);

        await page.Page.Locator("#add-row").ClickAsync();
        Assert.Equal("key of row 4", await Focused(page));
        await page.Page.GetByLabel("Remove row 2").ClickAsync();
        await page.Page.Locator("#send-button").ClickAsync();

        await page.Sees("#answer-line", "each of 3 keys came back as sent");
        Assert.Equal(["row-1", "row-3", "row-4"], (await page.Page.Locator("#answer-table tbody th").AllInnerTextsAsync()).Select(t => t.Trim()));
    }

    [Fact]
    public async Task Charts_move_with_what_is_sent()
    {
        await using WebHarness server = await WebHarness.Start();
        await using OpenPage page = await OpenPage.Live(server);
        ILocator calls = page.Page.Locator("#charts svg[aria-label^=Calls]"), latency = page.Page.Locator("#charts svg[aria-label^=Latency]");
        await Assertions.Expect(calls).ToHaveAttributeAsync("aria-label", new Regex("at most 0 "));
        using var client = new HttpClient();

        for (int i = 0; i < 20; i++)
            (await Post(client, server.RestPort, Bodies.One)).Dispose();

        await Assertions.Expect(calls).ToHaveAttributeAsync("aria-label", new Regex("at most [1-9]"));
        await Assertions.Expect(latency).ToHaveAttributeAsync("aria-label", new Regex(@"p50\s*\d.* \u00b5?m?s"));
        Assert.True(await page.Page.Locator("#charts svg .line-first").CountAsync() >= 4);
        await page.Sees(".signatures td:nth-child(7)", "20");
    }

    [Fact]
    public async Task Names_of_strangers_are_text()
    {
        (string, string)[] models = [(Hostile, Repository.Model(FrontHarness.Keyed)), (new string('n', 400), Repository.Model("single_tensor"))];
        await using WebHarness server = await WebHarness.Start(null, models);
        await using OpenPage page = await OpenPage.Live(server, width: 320);

        await page.Sees("#model-list", @"<img src=x onerror=""alert(1)"">\u202egnp.exe");
        Assert.Equal(0, await page.Page.Locator("img").CountAsync());
        await page.Page.Locator("#send-model").SelectOptionAsync(Hostile);
        await page.Page.Locator("#send-button").ClickAsync();
        await page.Sees("#answer-line", "each of 3 keys came back as sent");
        Assert.Equal(0, await page.Overflow());
        await page.Picture("hostile");
    }

    [Theory]
    [InlineData(320, false)]
    [InlineData(768, true)]
    [InlineData(1600, false)]
    [InlineData(1600, true)]
    public async Task At_every_width_nothing_is_cut_off_and_everything_can_be_read(int width, bool dark)
    {
        (string, string)[] models = [("babyweight", Repository.Model(FrontHarness.Keyed)), ("unsafe", Repository.Model("unsafe_sorts")),
            ("broken", Repository.Model("README.md"))];
        await using WebHarness server = await WebHarness.Start(null, models);
        await using OpenPage page = await OpenPage.Live(server, width, dark);
        page.Expected = ["404 (Not Found)"];
        using var client = new HttpClient();
        await page.Page.Locator("#send-button").ClickAsync();
        await page.Sees("#answer-line", "came back as sent");
        (await client.PostAsync(new Uri($"http://127.0.0.1:{server.RestPort}/v1/models/none:predict"), new StringContent(Bodies.One),
            TestContext.Current.CancellationToken)).Dispose();
        await page.Sees("#error-list", "NOT_FOUND");

        Assert.Equal(0, await page.Overflow());
        Assert.Equal("", await page.Page.EvaluateAsync<string>(Looks.Faults));
        Assert.True(new FileInfo(await page.Picture($"{width}-{(dark ? "dark" : "light")}")).Length > 10_000, "the picture is empty");
    }

    [Fact]
    public async Task A_token_is_asked_for_and_used()
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("secret-7")));
        var clients = new Dictionary<string, Client> { [hash] = new("ann", []) };
        await using WebHarness server = await WebHarness.Start(o => o with { Protection = o.Protection with { Clients = clients } });
        await using OpenPage page = await OpenPage.Of(server.RestPort);
        page.Expected = ["401 (Unauthorized)"];

        await Assertions.Expect(page.Page.Locator("#token")).ToBeFocusedAsync();
        await page.Page.Keyboard.TypeAsync("another");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Sees("#token-error", "does not know this token");
        await page.Page.Keyboard.TypeAsync("secret-7");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Sees("#state", "live");
        await page.Page.Locator("#send-button").ClickAsync();

        await page.Sees("#answer-line", "each of 3 keys came back as sent");
        Assert.Equal("0 0", await page.Page.EvaluateAsync<string>("`${localStorage.length + sessionStorage.length} ${document.cookie.length}`"));
    }

    [Fact]
    public async Task A_server_that_goes_away_is_missed_and_found_again()
    {
        WebHarness first = await WebHarness.Start();
        int port = first.RestPort;
        await using OpenPage page = await OpenPage.Live(first);
        page.Expected = ["ERR_CONNECTION", "ERR_EMPTY_RESPONSE"];
        await page.Page.GetByLabel("key of row 1").FillAsync("kept");

        await first.Stop();
        await first.DisposeAsync();
        await page.Sees("#state", "does not answer");
        await using WebHarness second = await WebHarness.Start(o => o with { RestPort = port });

        await page.Sees("#state", "live");
        Assert.Equal("kept", await page.Page.GetByLabel("key of row 1").InputValueAsync());
    }

    [Fact]
    public async Task A_signature_without_a_key_says_so()
    {
        await using WebHarness server = await WebHarness.Start(null, ("plain", Repository.Model("single_tensor")));
        await using OpenPage page = await OpenPage.Live(server);

        await page.Sees("#send-note", "has no key");
        await page.Page.Locator("#send-button").ClickAsync();
        await page.Sees("#answer-line", "answers stand in the order in which they came");
    }

    [Theory]
    [InlineData("many_dtypes")]
    [InlineData("signature_defaults")]
    [InlineData("fixed_batch")]
    [InlineData("text_lstm")]
    [InlineData("mnist_cnn")]
    [InlineData("babyweight_multi_output")]
    [InlineData("names_separators")]
    public async Task What_is_made_up_for_a_signature_is_answered_at_once(string model)
    {
        await using WebHarness server = await WebHarness.Start(null, ("m", Repository.Model(model)));
        await using OpenPage page = await OpenPage.Live(server, width: 400);

        await page.Page.Locator("#send-button").ClickAsync();

        await Assertions.Expect(page.Page.Locator("#answer")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.Equal("", await page.Text("#answer-error"));
        Assert.Contains("answered in", await page.Text("#answer-line"), StringComparison.Ordinal);
        Assert.Equal(0, await page.Overflow());
    }

    [Fact]
    public async Task A_page_that_nobody_looks_at_asks_for_nothing()
    {
        await using WebHarness server = await WebHarness.Start();
        await using OpenPage page = await OpenPage.Of(server.RestPort, ownClock: true);
        await page.Sees("#state", "live");

        await page.Page.EvaluateAsync(
            "Object.defineProperty(document, 'hidden', { value: true }); document.dispatchEvent(new Event('visibilitychange'))");

        await page.Sees("#state", "paused while nobody looks");
        int polls = page.Polls;
        await page.Page.Clock.RunForAsync(60_000);
        Assert.InRange(page.Polls, polls, polls + 1);
    }

    [Fact]
    public async Task Keys_that_did_not_come_back_are_told_and_so_are_those_that_nobody_sent()
    {
        await using WebHarness server = await WebHarness.Start();
        await using OpenPage page = await OpenPage.Live(server);
        await page.Page.RouteAsync("**/*:predict", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = """{"predictions": [{"key": "row-2", "babyweight": [2.5]}, {"key": "row-1", "babyweight": [NaN]}, {"key": "<b>", "babyweight": [1e400]}]}""",
        }));

        await page.Page.Locator("#send-button").ClickAsync();

        await page.Sees("#answer-line", "1 of 3 keys did not come back as sent, and 1 came that nobody sent");
        IReadOnlyList<string> rows = await page.Page.Locator("#answer-table tbody tr").AllInnerTextsAsync();
        Assert.Equal(
            ["row-1 as sent [NaN]", "row-2 as sent [2.5]", "row-3 did not come back", "<b> nobody sent it [1e400]"],
            rows.Select(r => string.Join(' ', r.Split([' ', '\t', '\n', '\u2713', '\u2717'], StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public async Task Without_a_script_it_says_where_the_data_are()
    {
        using var server = new FrontHarness();
        Assert.Contains("GET /v1/models", (await server.Get("/")).Text.Split("<noscript>")[1].Split("</noscript>")[0], StringComparison.Ordinal);
    }

    private static Task<string> Focused(OpenPage page) => page.Page.EvaluateAsync<string>("document.activeElement?.getAttribute('aria-label') ?? ''");

    private static async Task<HttpResponseMessage> Post(HttpClient client, int port, string body)
    {
        using var content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/v1/models/m:predict"));
        HttpResponseMessage answer = await client.PostAsync(address, content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }
}
