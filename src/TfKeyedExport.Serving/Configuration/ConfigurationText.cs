using TfKeyedExport.Errors;
using TfKeyedExport.Formats.TextFormat;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>Opens a configuration file, and takes it for a text proto. What is wrong with it begins with TensorFlow Serving's own words.</summary>
internal static class ConfigurationText
{
    /// <summary>The beginning of every message about a text proto.</summary>
    public static string Invalid(string path) => $"Invalid protobuf file: '{path}'";

    /// <summary>Reads a file; null, with a fault, if there is none or it is no text proto.</summary>
    /// <param name="path">The file.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="isModels">Whether it comes with a model, for which nobody vouches: then it must be a file, and no pipe or device.</param>
    public static TextMessage? ReadFile(string path, List<ConfigurationFault> faults, bool isModels = false)
    {
        byte[]? bytes;
        try
        {
            using FileStream file = isModels ? new FileStream(RegularFile.Open(path), FileAccess.Read) : File.OpenRead(path);
            bytes = RegularFile.ReadAll(file, TextFormatLimits.Default.Bytes);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            faults.Add(new ConfigurationFault(
                Protos.Code.NotFound, $"{path}; No such file or directory", "Check the path; the server's own folder and user count."));
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(new ConfigurationFault(
                Protos.Code.PermissionDenied, $"{path} cannot be read: {error.Message}", "Check that it is a file, and who may read it."));
            return null;
        }
        catch (TfKeyedException error)
        {
            faults.Add(ConfigurationFault.Invalid($"{Invalid(path)}: {error.What}", "Give the right file."));
            return null;
        }
        if (bytes is not null)
            return Read(path, bytes, faults);
        faults.Add(ConfigurationFault.Invalid(
            $"{Invalid(path)} has more than the {TextFormatLimits.Default.Bytes} bytes that are read at most", "Give the right file."));
        return null;
    }

    /// <summary>Reads a text; null, with a fault, if it is no text proto.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static TextMessage? Read(string path, ReadOnlySpan<byte> text, List<ConfigurationFault> faults)
    {
        try
        {
            return TextFormatReader.Read(text);
        }
        catch (TextFormatException error)
        {
            faults.Add(At(path, error.Position, error.What, error.Next is { } next ? $"{char.ToUpperInvariant(next[0])}{next[1..]}." : "Correct the file."));
            return null;
        }
    }

    /// <summary>A fault at a place.</summary>
    public static ConfigurationFault At(string path, TextPosition position, string what, string next) =>
        ConfigurationFault.Invalid($"{Invalid(path)} ({position}): {what}", next);
}
