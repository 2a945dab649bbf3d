using System.Diagnostics;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.TensorFlow;
using TfKeyedExport.TensorFlow.Libraries;
using Xunit;

namespace TfKeyedExport.Testing;

/// <summary>TensorFlow's library for the tests that need the real one, if the machine has it.</summary>
public static class TensorFlowForTests
{
    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>The engine on the found library; skips the test if there is none.</summary>
    public static TensorFlowEngine Engine() => new(Options());

    /// <summary>Opens one of the repository's models.</summary>
    public static TensorFlowHost Open(string model, HostOptions? options = null) => Open(SavedModel.Load(Repository.Model(model)), options);

    /// <summary>Opens a model that was made in memory.</summary>
    public static TensorFlowHost Open(SavedModel model, HostOptions? options = null) => Engine().OpenHost(model, options ?? new HostOptions());

    /// <summary>The library's file or folder; skips the test if there is none.</summary>
    public static string Require()
    {
        if (Found.Value is null)
            Assert.Skip("TensorFlow's library is needed: set TFKEYED_TENSORFLOW to its file or folder, or unpack the shared runtime beside the repository");
        return Found.Value;
    }

    /// <summary>The library's real file; skips the test if there is none.</summary>
    public static string LibraryFile()
    {
        string path = TensorFlowLibrary.Load(Require()).Path;
        return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
    }

    private static TensorFlowOptions Options() => new() { LibraryPath = Require() };

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("TFKEYED_TENSORFLOW") is { Length: > 0 } named)
            return named;
        if (SharedTools.Unpack is not { } unpack)
            return null;
        using var process = Process.Start(new ProcessStartInfo(unpack) { RedirectStandardOutput = true })!;
        string folder = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 && Directory.Exists(folder) ? folder : null;
    }
}
