using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Tests.Tensors;

/// <summary>Type numbers that a model makes up: each has a name, found in one step.</summary>
public class HostileTypesTests
{
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    [InlineData(99)]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(1_000_000_000)]
    public void A_number_that_is_no_type_has_a_name_and_no_size(int number)
    {
        var type = (DataType)number;

        Assert.NotEmpty(type.Name());
        Assert.NotEmpty(type.ProtoName());
        Assert.Equal(0, type.Size());
        Assert.False(type.WithoutReference().IsReference());
    }

    [Fact]
    public void A_reference_is_named_after_its_type() => Assert.Equal("float32_ref", ((DataType)101).Name());
}
