using System.Text;
using TfKeyedExport.Serving.Configuration;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Configuration;

public class SslConfigReaderTests
{
    private const string Pem = "-----BEGIN X-----\\nsecret\\n-----END X-----\\n";

    [Fact]
    public void Keys_and_certificates_are_texts_of_the_file_itself()
    {
        TlsOptions options = Read($"server_key: '{Pem}' server_cert: '{Pem}' custom_ca: '{Pem}' client_verify: true").Value!;
        Assert.StartsWith("-----BEGIN X-----\nsecret\n", options.ServerKey, StringComparison.Ordinal);
        Assert.True(options.ClientVerify);
        Assert.DoesNotContain("secret", options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("server_key: '/etc/key.pem'", "server_key is no PEM text")]
    [InlineData("server_key: 7", "server_key is a text, and stands in no quotes")]
    [InlineData("server_cert: '-----BEGIN X'", "server_key is missing")]
    [InlineData("server_key: '-----BEGIN X'", "server_cert is missing")]
    [InlineData("serverkey: 'x'", "SSLConfig has no field 'serverkey'")]
    public void A_wrong_file_is_told_of(string text, string what) => Assert.Contains(what, Read(text).Faults[0].Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("server_key: secret")]
    [InlineData("server_key: ['secret']")]
    [InlineData("server_key: 'secret")]
    [InlineData("server_key: 'secret'")]
    [InlineData("server_key { value: 'secret' }")]
    public void No_message_shows_what_is_secret(string text)
    {
        ConfigurationFault fault = Read(text).Faults[0];
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
    }

    private static Reading<TlsOptions> Read(string text) => SslConfigReader.Read("s", Encoding.UTF8.GetBytes(text));
}
