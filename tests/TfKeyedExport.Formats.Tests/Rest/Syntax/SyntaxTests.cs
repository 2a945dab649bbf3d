using System.Text;
using System.Text.Json;
using CsCheck;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Formats.Tests.Rest.Syntax;

public class SyntaxTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Conformance", "json_syntax.tsv"))[1..];

    public static TheoryData<string, string> Facts =>
        new(Lines.Select(l => l.Split('\t')).Select(parts => (parts[0], parts[1])));

    [Theory]
    [MemberData(nameof(Facts))]
    public void Text_is_taken_or_refused_in_the_words_and_at_the_place_of_TF_Servings_parser(string text, string error)
    {
        byte[] body = text.StartsWith('"') ? Encoding.UTF8.GetBytes(JsonSerializer.Deserialize<string>(text)!) : Convert.FromHexString(text);
        string found = Refusal(body);
        if (error.Length == 0)
            Assert.True(found.Length == 0 || found.EndsWith(" Is not object", StringComparison.Ordinal), found);
        else
            Assert.Equal($"JSON Parse error: {error}", found);
    }

    [Fact]
    public void Mutated_text_is_taken_when_the_platforms_own_reader_takes_it_and_nothing_else_ends_the_reading() => Mutated.Sample(
        body =>
        {
            string refusal = Refusal(body);
            // A number beyond a double is infinite or too big, by its exponent alone; so is zero with a large one.
            if (IsJson(body))
                Assert.True(refusal.Length == 0 || refusal.Contains("Number too big", StringComparison.Ordinal), refusal);
            else if (refusal.Length == 0)
                Assert.True(IsKnownLeniency(body), Encoding.UTF8.GetString(body));
        },
        iter: 20_000, print: body => Encoding.UTF8.GetString(body));

    private const string Letters = "[]{},:\"0.eE-+ \\ntu";

    private static readonly string[] Words = ["true", "false", "null", "\"\\u00e9\"", "1e5", "-0.5E-3", "[]", "{}"];

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.Int.Select(i => $"{i}"), Gen.Float.Where(float.IsFinite).Select(f => JsonSerializer.Serialize(f)),
        Gen.String.Select(s => JsonSerializer.Serialize(s)),
        Gen.Int[0, Words.Length - 1].Select(i => Words[i]));

    private static readonly Gen<string> Value = Gen.Recursive<string>((depth, inner) => depth > 3
        ? Scalar
        : Gen.OneOf(
            Scalar,
            inner.List[0, 3].Select(l => $"[{string.Join(" , ", l)}]"),
            Gen.Select(Gen.String[Gen.Char['a', 'e'], 1, 3], inner).List[0, 3]
                .Select(l => $"{{{string.Join(",", l.Select(m => $"\"{m.Item1}\":{m.Item2}"))}}}")));

    private static readonly Gen<byte[]> Mutated = Gen
        .Select(Value, Gen.Select(Gen.Int[0, 200], Gen.Int[0, Letters.Length - 1].Select(i => Letters[i])).List[0, 2], Gen.Bool)
        .Select((value, edits, insert) =>
        {
            var text = new StringBuilder($"{{\"inputs\": {value}}}");
            foreach ((int place, char letter) in edits)
            {
                int at = place % text.Length;
                if (!insert)
                    text.Remove(at, 1);
                text.Insert(at, letter);
            }
            return Encoding.UTF8.GetBytes(text.ToString());
        });

    private static string Refusal(byte[] body)
    {
        try
        {
            PredictBody.Read(body, RestOptions.Default);
            return "";
        }
        catch (TfKeyedException error) when (error.Kind == ErrorKind.Unreadable)
        {
            return error.What;
        }
    }

    private static bool IsJson(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    reader.GetString();
            }
            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    // What follows the first document is left alone, and a low surrogate that stands alone is taken.
    private static bool IsKnownLeniency(byte[] body)
    {
        for (int length = body.Length - 1; length > 0; length--)
        {
            if (IsJson(body[..length]))
                return true;
        }
        return Encoding.UTF8.GetString(body).Contains("\\u", StringComparison.Ordinal);
    }
}
