using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TfKeyedExport.Conformance.Servers;
using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Serving.Configuration;
using Xunit;

namespace TfKeyedExport.Server.Tests.Hosting;

/// <summary>Clients that are known by their certificates, over real sockets.</summary>
public sealed class MutualTlsTests : IDisposable
{
    private const string Body =
        """{"instances": [{"is_male": "True", "mother_age": 30.0, "plurality": "Single(1)", "gestation_weeks": 36.0, "key": "KEY"}]}""";

    private readonly string _file = Path.GetTempFileName();
    private readonly X509Certificate2 _authority = Authority("ca");

    [Theory]
    [InlineData("clinic-a", "a/1", 200)]
    [InlineData("clinic-a", "b/1", 403)]
    [InlineData("stranger", "a/1", 401)]
    public async Task A_certificates_name_says_who_calls_and_with_what_keys_may_begin(string name, string key, int status)
    {
        await File.WriteAllTextAsync(_file, "a cert=clinic-a prefix=a/\n", TestContext.Current.CancellationToken);
        Assert.Equal(status, await Ask(Issued(name, _authority), key, _file));
    }

    [Theory]
    [InlineData("clinic-a/1", 200)]
    [InlineData("clinic-b/1", 403)]
    public async Task Without_a_file_keys_begin_with_the_certificates_name(string key, int status) =>
        Assert.Equal(status, await Ask(Issued("clinic-a", _authority), key, tokens: null));

    [Fact]
    public async Task A_certificate_of_another_authority_is_none()
    {
        using X509Certificate2 other = Authority("ca");
        Assert.Null(await Ask(Issued("clinic-a", other), "clinic-a/1", tokens: null));
        Assert.Null(await Ask(null, "clinic-a/1", tokens: null));
    }

    public void Dispose()
    {
        _authority.Dispose();
        File.Delete(_file);
    }

    // The status; null if the handshake failed.
    private async Task<int?> Ask(X509Certificate2? certificate, string key, string? tokens)
    {
        using X509Certificate2 own = Issued("server", _authority);
        int port = Ports.Two().First;
        await using WebHarness server = await WebHarness.Start(options => options with
        {
            RestPort = port,
            Tls = new TlsOptions(own.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), own.ExportCertificatePem(), _authority.ExportCertificatePem(), true),
            Protection = options.Protection with { Clients = tokens is null ? null : TokenFile.Read(tokens, []), RequireClientPrefix = true },
        });
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = static (_, _, _, _) => true,
                ClientCertificates = certificate is null ? null : [certificate],
                LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
            },
        };
        using var http = new HttpClient(handler);
        using var content = new StringContent(Body.Replace("KEY", key, StringComparison.Ordinal), Encoding.UTF8, "application/json");
        try
        {
            using HttpResponseMessage answer = await http.PostAsync(
                new Uri($"https://127.0.0.1:{port}/v1/models/m:predict"), content, TestContext.Current.CancellationToken);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        finally
        {
            certificate?.Dispose();
        }
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509Certificate2 Issued(string name, X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        byte[] serial = RandomNumberGenerator.GetBytes(8);
        using X509Certificate2 issued = request.Create(authority, authority.NotBefore, authority.NotAfter, serial);
        using X509Certificate2 withKey = issued.CopyWithPrivateKey(key);
        // Handshakes want a key that lies in a container.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
