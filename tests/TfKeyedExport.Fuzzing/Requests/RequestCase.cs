using System.Text;

namespace TfKeyedExport.Fuzzing.Requests;

/// <summary>A text that somebody sends to a server, or names in its flags, with damage.</summary>
/// <param name="Kind">What it is read as.</param>
/// <param name="Text">The text.</param>
internal sealed record RequestCase(string Kind, byte[] Text)
{
    private const int MostChanges = 6, Deepest = 3000;

    private static readonly (string Kind, string Text)[] Sources =
    [
        ("predict", """{"signature_name": "s", "instances": [{"key": "k", "x": 1.5, "n": [1, 2], "any": {"b64": "aGk="}}]}"""),
        ("predict", """{"instances": [{"key": {"b64": "/w=="}, "x": NaN, "n": [1, 9223372036854775807], "any": ""}]}"""),
        ("predict", """{"inputs": {"key": ["a", "b"], "x": [1, 2.5e-3], "n": [[1, 2], [3, 4]], "any": ["\u00e9\ud83d\ude00", "\\"]}}"""),
        ("examples", """{"context": {"c": 1}, "examples": [{"x": [1.5, 2], "s": "text", "i": 7}, {"x": {"b64": "aGk="}, "i": [1, 2]}]}"""),
        ("models", """model_config_list { config { name: 'a' base_path: "/a" model_platform: "tensorflow" model_version_policy { all {} } } }"""),
        ("batching", "max_batch_size { value: 128 } batch_timeout_micros { value: 1000 } allowed_batch_sizes: [32, 128] thread_pool_name { value: \"p\\n\" }"),
        ("monitoring", "prometheus_config { enable: true, path: \"/m\" }"),
        ("tls", "server_key: '-----BEGIN' \"\\x41\\101\\u00e9\" server_cert: '' client_verify: false # end"),
    ];

    private static readonly string[] Words =
    [
        "{", "}", "[", "]", "\"", "'", ",", ":", "null", "true", "1e999", "-", "0x", "99999999999999999999999", "NaN", "-Infinity", "\\u", "\\ud800", "\0",
        "\u00ff", "{\"b64\": \"=\"}", "\"key\":", "instances", "inputs", "<", ">", "#", "[a.b/c]", "1.", ".5", "1f", "//", "\t", "\r\n",
    ];

    /// <summary>A case by its number.</summary>
    public static RequestCase Make(ulong seed, long number, string? only)
    {
        var random = new FuzzRandom(seed, number);
        (string Kind, string Text)[] sources = [.. Sources.Where(s => only is null || s.Kind == only)];
        (string kind, string text) = random.Pick(sources);
        List<byte> bytes = [.. Encoding.UTF8.GetBytes(text)];
        for (int left = random.Below(MostChanges); left > 0; left--)
            Change(bytes, random);
        return new RequestCase(kind, [.. bytes]);
    }

    private static void Change(List<byte> bytes, FuzzRandom random)
    {
        int at = random.Below(bytes.Count + 1), length = Math.Min(random.Below(12), bytes.Count - at);
        switch (random.Below(6))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Below(8));
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(random.Below(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 3 when random.OneIn(8):
                string nest = random.Pick("[", "{\"x\":", "{", "config {");
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(nest, random.Below(Deepest)))));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(random.Pick(Words)));
                break;
        }
    }
}
