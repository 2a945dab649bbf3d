namespace TfKeyedExport.Serving.Configuration;

/// <summary>Says what is wrong with what is told of requests.</summary>
internal static class SeenValidator
{
    /// <summary>Looks at options.</summary>
    public static IEnumerable<ConfigurationFault> Validate(SeenOptions options)
    {
        if (options.OtlpEndpoint is { } endpoint && !(Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"))
            yield return ConfigurationFault.Invalid($"--otlp-endpoint '{endpoint}' is no address of a collector", "Take one such as http://localhost:4317.");
        if (options.TraceRate is { } rate and not (>= 0 and <= 1))
            yield return ConfigurationFault.Invalid(FormattableString.Invariant($"--trace-rate is {rate}"), "Take a share from 0 to 1.");
        if (options.AccessLog is { } file and not "-" && Directory.Exists(file))
            yield return ConfigurationFault.Invalid($"--access-log {file} is a folder", "Name a file in it, or - for stderr.");
    }
}
