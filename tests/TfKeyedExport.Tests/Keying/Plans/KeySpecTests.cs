using TfKeyedExport.Errors;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Tests.Keying.Plans;

public class KeySpecTests
{
    [Theory]
    [InlineData("key", "key: string")]
    [InlineData("clé 鍵:int64", "clé 鍵: int64")]
    [InlineData("k:DT_INT32:[None]", "k: int32 [None]")]
    [InlineData("k:string:[None,2]", "k: string [None, 2]")]
    [InlineData("k:int64:-1,2", "k: int64 [None, 2]")]
    [InlineData("k:int64:(?, 2)", "k: int64 [None, 2]")]
    [InlineData("k:float:4", "k: float32 [4]")]
    [InlineData("k:float:(4,)", "k: float32 [4]")]
    public void A_key_is_written_as_name_type_and_shape(string text, string expected) => Assert.Equal(expected, KeySpec.Parse(text).ToString());

    [Theory]
    [InlineData("", "needs a name")]
    [InlineData(":int64", "needs a name")]
    [InlineData("k:int63", "'int63' is not a tensor type")]
    [InlineData("k:resource", "cannot be of type resource")]
    [InlineData("k:variant", "cannot be of type variant")]
    [InlineData("k:int64:[]", "one value for the whole batch")]
    [InlineData("k:int64:[two]", "'two' is not a size")]
    [InlineData("k:int64:[-2]", "'-2' is not a size")]
    [InlineData("k:int64:[1,,2]", "'' is not a size")]
    public void What_cannot_be_a_key_is_said(string text, string complaint)
    {
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => KeySpec.Parse(text));
        Assert.Equal(ErrorKind.Usage, error.Kind);
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_not_Unicode_cannot_be_a_key()
    {
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => KeySpec.Parse("k\uD800"));
        Assert.Contains("not valid Unicode", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_type_of_fixed_size_can_be_a_key()
    {
        foreach (DataType type in Enum.GetValues<DataType>().Where(t => t.IsFixedSize()))
            Assert.Equal(type, KeySpec.Parse($"k:{type.Name()}").Type);
    }
}
