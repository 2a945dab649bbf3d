using TfKeyedExport.Errors;
using TfKeyedExport.Remote.Protocols;
using Xunit;

namespace TfKeyedExport.Remote.Tests.Protocols;

public class RemoteAddressTests
{
    [Theory]
    [InlineData("http://localhost:8501", "http://localhost:8501/", false)]
    [InlineData("https://models.example/serving", "https://models.example/serving/", false)]
    [InlineData("grpc://localhost:8500", "http://localhost:8500/", true)]
    [InlineData("grpc://localhost", "http://localhost:8500/", true)]
    [InlineData("grpcs://[::1]:443", "https://[::1]:443/", true)]
    public void An_address_names_protocol_and_place(string text, string url, bool isGrpc)
    {
        RemoteAddress address = RemoteAddress.Parse(text, "--remote");

        Assert.Equal((new Uri(url), isGrpc), (address.Url, address.IsGrpc));
    }

    [Theory]
    [InlineData("localhost:8501")]
    [InlineData("ftp://localhost")]
    [InlineData("")]
    [InlineData("http://")]
    [InlineData("http://user:secret@localhost:8501")]
    [InlineData("http://localhost:8501/?model=x")]
    [InlineData("grpc://localhost:8500/babyweight")]
    public void What_is_no_address_is_wrong_usage(string text) =>
        Assert.Equal(ErrorKind.Usage, Assert.Throws<TfKeyedException>(() => RemoteAddress.Parse(text, "--remote")).Kind);

    [Theory]
    [InlineData("babyweight", "babyweight", null, null)]
    [InlineData("babyweight/versions/3", "babyweight", 3L, null)]
    [InlineData("babyweight/labels/canary", "babyweight", null, "canary")]
    public void A_model_is_named_as_in_the_paths_of_REST(string text, string name, long? version, string? label)
    {
        RemoteTarget target = RemoteTarget.Parse(RemoteAddress.Parse("http://localhost", "--remote"), text, "--model");

        Assert.Equal((name, version, label), (target.Model, target.Version, target.Label));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a:predict")]
    [InlineData("a/versions/-1")]
    [InlineData("a/versions/1/2")]
    [InlineData("a/labels/")]
    public void What_names_no_model_is_wrong_usage(string text) =>
        Assert.Equal(
            ErrorKind.Usage,
            Assert.Throws<TfKeyedException>(() => RemoteTarget.Parse(RemoteAddress.Parse("http://localhost", "--remote"), text, "--model")).Kind);
}
