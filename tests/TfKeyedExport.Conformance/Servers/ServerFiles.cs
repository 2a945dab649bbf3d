using System.Security.Cryptography;
using System.Text;

namespace TfKeyedExport.Conformance.Servers;

/// <summary>The files that a server is started with, in a folder of its own.</summary>
internal static class ServerFiles
{
    /// <summary>The token that administrators show.</summary>
    public const string Token = "conformance-token-8d1f0b5c";

    /// <summary>Writes the files and returns the flags.</summary>
    public static IReadOnlyList<string> Write(ServerSpec spec, string folder, string modelRoot, int grpcPort, int restPort)
    {
        string Save(string name, string text)
        {
            string path = Path.Combine(folder, name);
            File.WriteAllText(path, text);
            return path;
        }

        List<string> flags =
        [
            $"--port={grpcPort}", $"--rest_api_port={restPort}", $"--model_config_file={Save("models.config", spec.Config)}",
            "--file_system_poll_wait_seconds=1",
        ];
        // Labels of the start need it; a label that is given later must be refused where its version is not there.
        if (spec.Models.Any(m => m.Labels.Count > 0))
            flags.Add("--allow_version_labels_for_unavailable_models=true");
        if (spec.Monitoring is not null)
            flags.Add($"--monitoring_config_file={Save("monitoring.config", spec.Monitoring)}");
        // It watches the clock, which no check can call safe; its rows do not mix all the same.
        if (spec.Batching is not null && spec.Models.Any(m => m.Name == "slow"))
            flags.Add("--batch-unsafe=slow");
        if (spec.Quirks)
            flags.Add("--tf_serving_quirks=true");
        if (spec.Reloads)
            flags.AddRange([$"--admin-token-file={Save("token", $"conformance {Hash(Token)}\n")}", $"--model-roots={modelRoot}"]);
        string? parameters = spec.Batching is null ? null : Save("batching.config", spec.Batching);
        flags.AddRange(spec.Flags.Select(f => f == "--batching_parameters_file=P" ? $"--batching_parameters_file={parameters}" : f));
        return flags;
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
