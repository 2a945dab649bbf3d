using System.Text;
using CsCheck;
using TfKeyedExport.Embedded.Text;
using TfKeyedExport.Embedded.Text.Regexes;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.OpCases;

/// <summary>Bytes that nobody prepared with care: an answer or a plain error, never a crash.</summary>
public class HostileInputTests
{
    // One float, one int64 and one string feature, named f, i and s.
    private static readonly byte[] Example = Convert.FromHexString(
        "0A2A" + "0A0D0A0166120812060A040000803F" + "0A0B0A016912061A040A020507" + "0A0C0A017312070A050A0161" + "0A00");

    private static readonly Gen<byte[]> Mutations = Gen.Select(
        Gen.Int[0, Example.Length - 1], Gen.Byte, Gen.Int[0, Example.Length - 1], Gen.Byte, Gen.Int[0, Example.Length])
        .Select((at, b, at2, b2, length) =>
        {
            byte[] bytes = (byte[])Example.Clone();
            bytes[at] = b;
            bytes[at2] = b2;
            return bytes[..length];
        });

    [Fact]
    public void A_changed_example_is_parsed_or_refused() => Mutations.Sample(Parse, iter: 2_000);

    [Fact]
    public void Any_bytes_are_parsed_or_refused() => Gen.Byte.Array[0, 60].Sample(Parse, iter: 2_000);

    [Fact]
    public void Any_pattern_is_compiled_or_refused_and_then_matches_or_not() =>
        Gen.Select(Gen.Char["ab.*+?{}()[]|^$\\dpPLN:<>-,0129i\u00e9"].Array[0, 24], Gen.Byte.Array[0, 24]).Sample(
            (pattern, text) =>
            {
                ByteRegex regex;
                try
                {
                    regex = new ByteRegex(Encoding.UTF8.GetBytes(pattern));
                }
                catch (RegexSyntaxException)
                {
                    return;
                }
                regex.MatchesWhole(text);
                var target = new ByteBuffer();
                regex.Replace(text, new Rewrite("\\0"u8), true, target);
                Assert.Equal(text, target.Written.ToArray());
            },
            iter: 2_000);

    private static void Parse(byte[] serialized)
    {
        var attributes = new Dictionary<string, AttrValue>
        {
            ["num_sparse"] = new() { I = 3 },
            ["sparse_types"] = List(l => l.Type.AddRange([DataType.Float, DataType.Int64, DataType.String])),
            ["ragged_value_types"] = List(_ => { }),
            ["ragged_split_types"] = List(_ => { }),
            ["Tdense"] = List(_ => { }),
            ["dense_shapes"] = List(_ => { }),
        };
        Tensor[] inputs =
        [
            Tensor.FromStrings(new TensorShape(1), StringValues.FromBytes(serialized)), Tensor.FromText(), Tensor.FromText("f", "i", "s"),
            Tensor.FromText(), Tensor.FromText(),
        ];
        DataType[] outputs =
        [
            DataType.Int64, DataType.Int64, DataType.Int64, DataType.Float, DataType.Int64, DataType.String, DataType.Int64, DataType.Int64, DataType.Int64,
        ];
        try
        {
            Tensor[] results = OneOp.Run("ParseExampleV2", attributes, inputs, outputs, 2, 3, 4);
            Assert.Equal(results[3].Count, results[0].Shape[0]);
        }
        catch (TfKeyedException e)
        {
            Assert.Equal(ErrorKind.Engine, e.Kind);
            Assert.DoesNotContain("the operation failed on its inputs", e.Message, StringComparison.Ordinal);
        }
    }

    private static AttrValue List(Action<AttrValue.Types.ListValue> fill)
    {
        var list = new AttrValue.Types.ListValue();
        fill(list);
        return new AttrValue { List = list };
    }
}
