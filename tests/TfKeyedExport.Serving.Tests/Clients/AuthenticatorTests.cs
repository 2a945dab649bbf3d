using System.Security.Cryptography;
using System.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Clients;

public sealed class AuthenticatorTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void A_client_is_known_by_its_token()
    {
        Authenticator known = Of($"# clinics\nclinic-a {Hash("secret")} prefix=a/ prefix=b/ share=3\n");
        Client client = known.Find("Bearer secret");
        Assert.Equal(("clinic-a", 3), (client.Name, client.Share));
        Assert.Equal(["a/", "b/"], client.Prefixes.Select(Encoding.UTF8.GetString));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("Basic secret")]
    [InlineData("Bearer other")]
    [InlineData("Bearer ")]
    public void Whoever_has_no_token_is_refused(string? authorization) => Refuses(Of($"a {Hash("secret")}\n"), authorization, null);

    [Fact]
    public void A_hash_is_no_token() => Refuses(Of($"a {Hash("secret")}\n"), $"Bearer {Hash("secret")}", null);

    [Fact]
    public void A_client_is_known_by_its_certificate_before_its_token()
    {
        Authenticator known = Of($"a {Hash("secret")}\nb cert=b.example prefix=b/\n");
        Assert.Equal("b", known.Find("Bearer secret", "b.example").Name);
        Assert.Equal("a", known.Find("Bearer secret", "c.example").Name);
        Refuses(known, null, "c.example");
        Refuses(known, null, "B.EXAMPLE");
    }

    [Fact]
    public void A_token_is_not_a_certificates_name() => Refuses(Of($"a {Hash("secret")}\n"), null, Hash("secret"));

    [Fact]
    public void Without_a_file_a_certificates_name_is_the_clients_and_its_prefix()
    {
        var known = new Authenticator(null, byCertificate: true);
        Assert.True(known.IsAsked);
        Client client = known.Find(null, "b.example");
        Assert.Equal(("b.example", "b.example/"), (client.Name, Encoding.UTF8.GetString(client.Prefixes.Single())));
    }

    [Fact]
    public void Without_any_of_it_all_are_one_client()
    {
        Assert.False(new Authenticator(null).IsAsked);
        Assert.Same(Client.Anyone, new Authenticator(null).Find("Bearer x"));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a secret")]
    [InlineData("a cert=")]
    [InlineData("a cert=x share=0")]
    [InlineData("a cert=x share=1001")]
    [InlineData("a cert=x pre=y")]
    [InlineData("a cert=x prefix=")]
    [InlineData("a cert=x\nb cert=x")]
    public void What_is_wrong_in_the_file_is_told_without_the_line(string text)
    {
        File.WriteAllText(_file, text);
        var faults = new List<TfKeyedException>();
        TokenFile.Read(_file, faults);
        TfKeyedException error = Assert.Single(faults);
        Assert.Contains("line", error.Where, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        File.WriteAllText(_file, "a cert=x share=0\nb cert=y\nc\nd cert=y\n");
        var faults = new List<TfKeyedException>();
        TokenFile.Read(_file, faults);
        Assert.Equal(["line 1", "line 3", "line 4"], faults.Select(f => f.Where![(_file.Length + 2)..]));
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_of()
    {
        var faults = new List<TfKeyedException>();
        TokenFile.Read(_file + ".not", faults);
        Assert.Single(faults);
    }

    [Fact]
    public void Clients_whose_keys_can_be_each_others_are_warned_of()
    {
        Client[] clients = [Named("a", "a"), Named("b", "ab/"), Named("c", "c/", "c/x/"), Named("d", "ab/z"), Named("e")];
        Assert.Equal(
            [
                "client 'e' has no prefix=, so that each key of it is refused (--require-client-prefix)",
                "keys of 'b' (prefix=ab/) can be those of 'a' (prefix=a)",
                "keys of 'd' (prefix=ab/z) can be those of 'b' (prefix=ab/)",
            ],
            PrefixWarnings.Of(clients));
    }

    public void Dispose() => File.Delete(_file);

    private Authenticator Of(string text)
    {
        File.WriteAllText(_file, text);
        var faults = new List<TfKeyedException>();
        var known = new Authenticator(TokenFile.Read(_file, faults));
        Assert.Empty(faults);
        return known;
    }

    private static Client Named(string name, params string[] prefixes) => new(name, [.. prefixes.Select(Encoding.UTF8.GetBytes)]);

    private static void Refuses(Authenticator known, string? authorization, string? certificate) =>
        Assert.Equal(Code.Unauthenticated, Assert.Throws<ServingFault>(() => known.Find(authorization, certificate)).Code);

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
