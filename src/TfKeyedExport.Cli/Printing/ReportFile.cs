using System.Text;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Cli.Printing;

/// <summary>Writes a report that was asked for by an option into its file.</summary>
internal static class ReportFile
{
    /// <summary>Writes a whole text file in UTF-8.</summary>
    /// <exception cref="TfKeyedException">It cannot be written there.</exception>
    public static void Write(string path, Action<TextWriter> content) => WriteBytes(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        content(writer);
    });

    /// <summary>Writes a whole file.</summary>
    /// <exception cref="TfKeyedException">It cannot be written there.</exception>
    public static void WriteBytes(string path, Action<Stream> content)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
            content(stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw TfKeyedException.Refused($"the report cannot be written ({error.Message.TrimEnd('.')})", path, "name a file in a folder where you may write", error);
        }
    }
}
