using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.OpCases;

/// <summary>Attributes that are not what the operation declares.</summary>
public class HostileAttributeTests
{
    private static AttrValue Float { get; } = new() { Type = DataType.Float };

    public static TheoryData<string, string> Wrong => new()
    {
        { "lists values of another kind", """{ "list": { "f": [0] } }""" },
        { "lists values of another kind", """{ "list": { "i": [0], "s": ["MA=="] } }""" },
        { "another kind (I where List is expected)", """{ "i": 0 }""" },
        { "another kind (None where List is expected)", "{}" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_list_of_another_kind_is_refused(string words, string dimensions)
    {
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => Squeeze(AttrValue.Parser.ParseJson(dimensions)));
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains("squeeze_dims", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_that_are_empty_or_of_the_right_kind_pass()
    {
        Assert.Equal(new TensorShape(2), Squeeze(new AttrValue { List = new() }));
        Assert.Equal(new TensorShape(2), Squeeze(new AttrValue { List = new() { I = { 0 } } }));
    }

    private static TensorShape Squeeze(AttrValue dimensions) => OneOp.Run(
        "Squeeze", new() { ["T"] = Float, ["squeeze_dims"] = dimensions }, [Tensor.From<float>(new TensorShape(1, 2), [1, 2])], [DataType.Float])[0].Shape;
}
