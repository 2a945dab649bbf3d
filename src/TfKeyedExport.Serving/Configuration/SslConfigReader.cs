using TfKeyedExport.Formats.TextFormat;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>Reads TensorFlow Serving's <c>SSLConfig</c>. No message shows what stands in it.</summary>
internal static class SslConfigReader
{
    private const string Pem = "-----BEGIN ";

    /// <summary>Reads a file.</summary>
    public static Reading<TlsOptions> ReadFile(string path)
    {
        var faults = new List<ConfigurationFault>();
        TextMessage? message = ConfigurationText.ReadFile(path, faults);
        return message is null ? new(null, faults) : Read(path, message);
    }

    /// <summary>Reads the text of a file.</summary>
    public static Reading<TlsOptions> Read(string path, ReadOnlySpan<byte> text)
    {
        var faults = new List<ConfigurationFault>();
        TextMessage? message = ConfigurationText.Read(path, text, faults);
        return message is null ? new(null, faults) : Read(path, message);
    }

    private static Reading<TlsOptions> Read(string path, TextMessage message)
    {
        var faults = new List<ConfigurationFault>();
        var walk = new MessageWalk(path, faults);
        var options = new TlsOptions("", "");
        walk.Fields(
            message, "SSLConfig",
            new("server_key", f => options = options with { ServerKey = Text(f) }),
            new("server_cert", f => options = options with { ServerCertificate = Text(f) }),
            new("custom_ca", f => options = options with { CustomAuthority = Text(f) }),
            new("client_verify", f => options = options with { ClientVerify = walk.Truth(f) }));
        if (faults.Count == 0 && (options.ServerKey.Length == 0 || options.ServerCertificate.Length == 0))
        {
            faults.Add(ConfigurationFault.Invalid(
                $"{ConfigurationText.Invalid(path)}: {(options.ServerKey.Length == 0 ? "server_key" : "server_cert")} is missing",
                "Write the PEM text of the server's key and certificate into server_key and server_cert."));
        }
        return Reading<TlsOptions>.Of(options, faults);

        string Text(TextField field)
        {
            if (field.Scalar is { Kind: not TextScalarKind.Quoted } or null)
            {
                walk.Wrong(field, $"{field.Name} is a text, and stands in no quotes", "Write it in quotes.");
                return "";
            }
            string text = walk.Text(field);
            if (text.Length > 0 && !text.Contains(Pem, StringComparison.Ordinal))
                walk.Wrong(field, $"{field.Name} is no PEM text", $"Write the text itself, from {Pem}on, and not the name of a file; lines end with \\n.");
            return text;
        }
    }
}
