using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats;
using TfKeyedExport.Remote;
using TfKeyedExport.Remote.Protocols;

namespace TfKeyedExport.Cli.Options;

/// <summary>The options that name a live server, and say how it is called.</summary>
internal sealed class RemoteOptions
{
    private const int MostClients = 1024;

    private readonly Option<string?> _remote = new("--remote")
    {
        Description = "Check a live server instead of a folder: TensorFlow Serving, tfkeyed serve, or what speaks their protocol.",
        HelpName = "http://HOST:PORT|grpc://HOST:PORT",
    };

    private readonly Option<string?> _model = new("--model")
    {
        Description = "With --remote: the model on the server.",
        HelpName = "NAME[/versions/N|/labels/LABEL]",
    };

    private readonly Option<int> _clients = new("--clients")
    {
        Description = "With --remote: how many clients call at one time; never more.",
        HelpName = "N",
        DefaultValueFactory = _ => RemoteCheck.DefaultClients,
        CustomParser = NumberParser.Whole(1, MostClients),
    };

    private readonly Option<string?> _keyPrefix = new("--key-prefix")
    {
        Description = "With --remote: with what keys begin, for servers that ask it of a client.",
        HelpName = "TEXT",
    };

    private readonly Option<string?> _token = new("--token-file")
    {
        Description = "With --remote: a file whose first line is the token that the server asks for.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _authorities = new("--ca-file")
    {
        Description = "With --remote: certificates (PEM) of the authorities that the server's own may be from, instead of the system's.",
        HelpName = "FILE",
    };

    /// <summary>The option that names the server.</summary>
    public Option Remote => _remote;

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in All)
            command.Add(option);
    }

    /// <summary>Whether a server is named.</summary>
    /// <exception cref="TfKeyedException">None is, and another of these options is there (usage).</exception>
    public bool IsAsked(ParseResult parsed)
    {
        if (parsed.GetValue(_remote) is not null)
            return true;
        return All.FirstOrDefault(o => o != _remote && parsed.GetResult(o) is { Implicit: false }) is { } other
            ? throw TfKeyedException.Usage($"{other.Name} is of a live server", other.Name, "name it with --remote, or leave this out")
            : false;
    }

    /// <summary>The model that is meant.</summary>
    /// <exception cref="TfKeyedException">An address, name or file is none (usage, unreadable).</exception>
    public RemoteTarget Target(ParseResult parsed)
    {
        RemoteAddress address = RemoteAddress.Parse(parsed.GetValue(_remote)!, _remote.Name);
        string model = parsed.GetValue(_model)
            ?? throw TfKeyedException.Usage("the server's model is not named", _model.Name, "name it with --model NAME");
        return RemoteTarget.Parse(address, model, _model.Name) with
        {
            Token = parsed.GetValue(_token) is { } file ? Token(file) : null,
            Authorities = parsed.GetValue(_authorities) is { } authorities ? Authorities(authorities) : null,
        };
    }

    /// <summary>How many clients call at one time.</summary>
    public int Clients(ParseResult parsed) => parsed.GetValue(_clients);

    /// <summary>With what keys begin.</summary>
    public string KeyPrefix(ParseResult parsed) => parsed.GetValue(_keyPrefix) ?? "";

    private Option[] All => [_remote, _model, _clients, _keyPrefix, _token, _authorities];

    private static string Token(string file)
    {
        string text = Encoding.UTF8.GetString(InputBytes.Read(file, "the file with the token").Span);
        string token = text.Split('\n')[0].Trim();
        return token.Length > 0 && token.All(c => c is > ' ' and < '\u007f')
            ? token
            : throw TfKeyedException.Unreadable("its first line is no token", file, "write the token itself, in letters of ASCII, not its hash");
    }

    private static X509Certificate2Collection Authorities(string file)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(Encoding.UTF8.GetString(InputBytes.Read(file, "the file of authorities").Span));
        }
        catch (CryptographicException e)
        {
            throw TfKeyedException.Unreadable($"its certificates cannot be read ({e.Message.TrimEnd('.')})", file, "give them in PEM", e);
        }
        return certificates.Count > 0 ? certificates : throw TfKeyedException.Unreadable("it holds no certificate", file, "give them in PEM");
    }
}
