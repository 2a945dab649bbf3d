using System.Text;
using TfKeyedExport.Formats.Rest.Values;
using Xunit;

namespace TfKeyedExport.Formats.Tests.Rest.Values;

public class Base64TextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("aGk=", "hi")]
    [InlineData("aGk", "hi")]
    [InlineData(" a G\nk = ", "hi")]
    [InlineData("aGk.", "hi")]
    [InlineData("a", null)]
    [InlineData("aGk==", null)]
    [InlineData("aG=k", null)]
    [InlineData("aGk-", null)]
    public void Base64_may_lack_its_padding(string text, string? value)
    {
        byte[] bytes = new byte[text.Length + 3];
        bool read = Base64Text.TryDecode(Encoding.UTF8.GetBytes(text), bytes, out int written);
        Assert.Equal(value, read ? Encoding.UTF8.GetString(bytes, 0, written) : null);
    }
}
