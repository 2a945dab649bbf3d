using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.TensorFlow;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Fakes;

/// <summary>The library that the tests of this project use, if the machine has one.</summary>
internal static class TensorFlowForTests
{
    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>The engine on the found library; skips the test if there is none.</summary>
    public static TensorFlowEngine Engine()
    {
        Require();
        return new TensorFlowEngine(new TensorFlowOptions { LibraryPath = Found.Value });
    }

    /// <summary>Opens one of the repository's models.</summary>
    public static TensorFlowHost Open(string model, HostOptions? options = null) =>
        Engine().OpenHost(SavedModel.Load(Repository.Model(model)), options ?? new HostOptions());

    /// <summary>The library's file or folder; skips the test if there is none.</summary>
    public static string Require()
    {
        if (Found.Value is null)
            Assert.Skip("TensorFlow's library is needed: set TFKEYED_TENSORFLOW to its file or folder, or unpack the shared runtime beside the repository");
        return Found.Value;
    }

    /// <summary>The library's real file; skips the test if there is none.</summary>

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("TFKEYED_TENSORFLOW") is { Length: > 0 } named)
            return named;
        string unpack = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "tensorflow", "unpack"));
        if (!File.Exists(unpack))
            return null;
        var start = new System.Diagnostics.ProcessStartInfo(unpack) { RedirectStandardOutput = true };
        using var process = System.Diagnostics.Process.Start(start)!;
        string folder = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 && Directory.Exists(folder) ? folder : null;
    }
}
