using TfKeyedExport.Errors;

namespace TfKeyedExport.Formats;

/// <summary>Reads input of which nobody knows how much there is: a file may be a pipe, or a device that never ends.</summary>
public static class InputBytes
{
    /// <summary>The most bytes of one input.</summary>
    public const int Most = 1 << 30;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it is, for errors, such as <c>the request</c>.</param>
    /// <exception cref="TfKeyedException">It cannot be read, or has more than <see cref="Most"/> bytes (a limit).</exception>
    public static ReadOnlyMemory<byte> Read(string path, string what)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
            throw TfKeyedException.BadRequest($"{what} cannot be read", path, "this is a folder; name the file");
        try
        {
            using FileStream file = File.OpenRead(path);
            return Read(file, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw TfKeyedException.BadRequest(
                $"{what} cannot be read ({error.Message.TrimEnd('.')})", path, SystemErrors.Next(error, "check the path and its permissions"), error);
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="where">What it is, for errors.</param>
    /// <exception cref="TfKeyedException">There are more than <see cref="Most"/> bytes (a limit).</exception>
    public static ReadOnlyMemory<byte> Read(Stream stream, string where)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        byte[] part = new byte[64 << 10];
        for (int read = stream.Read(part); read > 0; read = stream.Read(part))
        {
            if (content.Length + read > Most)
                throw TfKeyedException.Limit($"the input has more than {Most >> 20} MiB", where, "send it in parts");
            content.Write(part, 0, read);
        }
        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }
}
