using System.Text.Json;
using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Embedded.Kernels.Catalog;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.OpCases;

/// <summary>Compares single operations with answers that TensorFlow gave; the scripts in <c>make/</c> wrote them.</summary>
internal static class OpCases
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "TfKeyedExport.Engines.Tests", "Embedded", "OpCases");

    /// <summary>Runs every case of a file; fails with the first differences.</summary>
    public static void Check(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".cases.json")));
        var wrong = new List<string>();
        int number = 0;
        foreach (JsonElement c in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            number++;
            if (Difference(c) is { } difference)
                wrong.Add($"{number} {c.GetProperty("op")}: {difference}");
        }
        Assert.True(number > 0);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {number} cases differ:\n{string.Join('\n', wrong.Take(40))}");
    }

    /// <summary>What every case of a file answers.</summary>
    public static List<string> Answers(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".cases.json")));
        var answers = new List<string>();
        foreach (JsonElement c in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            string op = c.GetProperty("op").GetString()!;
            try
            {
                answers.AddRange(Run(c).Select(r => $"{op} {Show(r)}"));
            }
            catch (TfKeyedException e)
            {
                answers.Add($"{op} {e.Message}");
            }
        }
        return answers;
    }

    private static Tensor[] Run(JsonElement c)
    {
        string op = c.GetProperty("op").GetString()!;
        var attributes = c.GetProperty("attr").EnumerateObject().ToDictionary(a => a.Name, a => AttrValue.Parser.ParseFrom(a.Value.GetBytesFromBase64()));
        Tensor[] inputs = c.GetProperty("inputs").EnumerateArray().Select(t => TensorJson.Read(t, op)).ToArray();
        DataType[] types = c.GetProperty("outputs").EnumerateArray().Select(t => (DataType)t.GetInt32()).ToArray();
        return OneOp.Run(op, attributes, inputs, types);
    }

    private static string? Difference(JsonElement c)
    {
        string op = c.GetProperty("op").GetString()!;
        var attributes = c.GetProperty("attr").EnumerateObject().ToDictionary(a => a.Name, a => AttrValue.Parser.ParseFrom(a.Value.GetBytesFromBase64()));
        Tensor[] inputs = c.GetProperty("inputs").EnumerateArray().Select(t => TensorJson.Read(t, op)).ToArray();
        DataType[] types = c.GetProperty("outputs").EnumerateArray().Select(t => (DataType)t.GetInt32()).ToArray();
        string given = string.Join(", ", inputs.Select(Show));
        Tensor[] results;
        try
        {
            results = OneOp.Run(op, attributes, inputs, types);
        }
        catch (TfKeyedException e)
        {
            return c.TryGetProperty("error", out _) ? null : $"refused ({e.Message}) for {given}";
        }
        catch (Exception e)
        {
            return $"failed ({e.Message}) for {given}";
        }
        if (c.TryGetProperty("error", out JsonElement error))
            return $"TensorFlow refuses ({error}), for {given}";
        Exactness exactness = KernelCatalog.Find(op)!.Exactness;
        for (int i = 0; i < results.Length; i++)
        {
            Tensor expected = TensorJson.Read(c.GetProperty("results")[i], op);
            if (!Same(expected, results[i], exactness))
                return $"output {i} is {Show(results[i])} rather than {Show(expected)} for {given}";
        }
        return null;
    }

    private static bool Same(Tensor expected, Tensor actual, Exactness exactness)
    {
        if (expected.BitEquals(actual))
            return true;
        if (expected.Type != actual.Type || expected.Shape != actual.Shape)
            return false;
        return expected.Type switch
        {
            DataType.Float => Near(expected.Values<float>(), actual.Values<float>(), exactness),
            DataType.Double => NearDoubles(expected.Values<double>(), actual.Values<double>(), exactness),
            _ => false,
        };
    }

    private static bool Near(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, Exactness exactness)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            long apart = Math.Abs((long)BitConverter.SingleToInt32Bits(expected[i]) - BitConverter.SingleToInt32Bits(actual[i]));
            bool near = expected[i].Equals(actual[i]) || apart <= exactness.Ulps
                || Math.Abs(expected[i] - actual[i]) <= exactness.Relative * Math.Abs(expected[i]);
            if (!near)
                return false;
        }
        return true;
    }

    private static bool NearDoubles(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, Exactness exactness)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            bool near = expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= exactness.Relative * Math.Abs(expected[i]);
            if (!near)
                return false;
        }
        return true;
    }

    /// <summary>A tensor as text, cut off where it is long.</summary>
    internal static string Show(Tensor tensor)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            TensorJson.Write(json, tensor);
        string text = System.Text.Encoding.UTF8.GetString(stream.ToArray());
        return text.Length < 400 ? text : text[..400] + "...";
    }
}
